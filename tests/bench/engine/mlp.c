/*
 * A 64-32-10 network with sigmoids and the sum of ten squared losses, as one would write it in C.
 *
 * The loops run over neighbours in memory and gcc vectorises them (see -fopt-info-vec): the first layer is stored
 * input by input, because nothing asks for the gradients of the inputs; the second output by output, because the
 * hidden units want theirs, and they are summed while the weights move.
 *
 * Start weights: for each unit its weights and its bias, the hidden units first.
 */
#include <math.h>

#define INPUTS 64
#define HIDDEN 32
#define OUTPUTS 10
#define WEIGHTS ((INPUTS + 1) * HIDDEN + (HIDDEN + 1) * OUTPUTS)
#define WIDTH (INPUTS + OUTPUTS)
#include "harness.h"

#define ALPHA 0.1

static double w[INPUTS][HIDDEN], b[HIDDEN];
static double v[OUTPUTS][HIDDEN], c[OUTPUTS];

static void start(const double weights[WEIGHTS]) {
  int next = 0;
  for (int j = 0; j < HIDDEN; j++) {
    for (int i = 0; i < INPUTS; i++) w[i][j] = weights[next++];
    b[j] = weights[next++];
  }
  for (int k = 0; k < OUTPUTS; k++) {
    for (int j = 0; j < HIDDEN; j++) v[k][j] = weights[next++];
    c[k] = weights[next++];
  }
}

static double sigmoid(double z) { return 1 / (1 + exp(-z)); }

static double step(const double x[INPUTS], const double y[OUTPUTS]) {
  double h[HIDDEN], yHat[OUTPUTS], loss = 0;
  for (int j = 0; j < HIDDEN; j++) h[j] = b[j];
  for (int i = 0; i < INPUTS; i++) {
    for (int j = 0; j < HIDDEN; j++) h[j] += w[i][j] * x[i];
  }
  for (int j = 0; j < HIDDEN; j++) h[j] = sigmoid(h[j]);
  for (int k = 0; k < OUTPUTS; k++) {
    yHat[k] = c[k];
    for (int j = 0; j < HIDDEN; j++) yHat[k] += v[k][j] * h[j];
  }
  for (int k = 0; k < OUTPUTS; k++) yHat[k] = sigmoid(yHat[k]);

  double dh[HIDDEN] = {0};
  for (int k = 0; k < OUTPUTS; k++) {
    double error = yHat[k] - y[k];
    double dz = 2 * error * yHat[k] * (1 - yHat[k]);
    loss += error * error;
    for (int j = 0; j < HIDDEN; j++) {
      dh[j] += dz * v[k][j];
      v[k][j] -= ALPHA * dz * h[j];
    }
    c[k] -= ALPHA * dz;
  }
  double move[HIDDEN];
  for (int j = 0; j < HIDDEN; j++) {
    move[j] = ALPHA * dh[j] * h[j] * (1 - h[j]);
    b[j] -= move[j];
  }
  for (int i = 0; i < INPUTS; i++) {
    for (int j = 0; j < HIDDEN; j++) w[i][j] -= x[i] * move[j];
  }
  return loss;
}

static double epoch(const double (*samples)[WIDTH], int count) {
  double loss = 0;
  for (int s = 0; s < count; s++) loss += step(samples[s], samples[s] + INPUTS);
  return loss;
}
