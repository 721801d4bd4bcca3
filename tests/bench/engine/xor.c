/*
 * The 2-4-1 network of the exercise, with sigmoids and the squared loss, as one would write it in C.
 *
 * Start weights: for each hidden unit w1, w2, b, v; then c.
 */
#include <math.h>

#define WEIGHTS 17
#define WIDTH 3 /* x1, x2, y */
#include "harness.h"

#define HIDDEN 4
#define ALPHA 1.0

static double w1[HIDDEN], w2[HIDDEN], b[HIDDEN], v[HIDDEN], c;

static void start(const double weights[WEIGHTS]) {
  for (int j = 0; j < HIDDEN; j++) {
    w1[j] = weights[4 * j];
    w2[j] = weights[4 * j + 1];
    b[j] = weights[4 * j + 2];
    v[j] = weights[4 * j + 3];
  }
  c = weights[4 * HIDDEN];
}

static double sigmoid(double z) { return 1 / (1 + exp(-z)); }

static double step(double x1, double x2, double y) {
  double h[HIDDEN];
  double z = 0;
  for (int j = 0; j < HIDDEN; j++) {
    h[j] = sigmoid(w1[j] * x1 + w2[j] * x2 + b[j]);
    z += v[j] * h[j];
  }
  double yHat = sigmoid(z + c);
  double dz = 2 * (yHat - y) * yHat * (1 - yHat);
  for (int j = 0; j < HIDDEN; j++) {
    double dzj = dz * v[j] * h[j] * (1 - h[j]);
    v[j] -= ALPHA * dz * h[j];
    w1[j] -= ALPHA * dzj * x1;
    w2[j] -= ALPHA * dzj * x2;
    b[j] -= ALPHA * dzj;
  }
  c -= ALPHA * dz;
  return (yHat - y) * (yHat - y);
}

static double epoch(const double (*samples)[WIDTH], int count) {
  double loss = 0;
  for (int s = 0; s < count; s++) loss += step(samples[s][0], samples[s][1], samples[s][2]);
  return loss;
}
