/*
 * Runs a training loop in C on request and times it with its own clock.
 *
 * stdin:  the start weights, the number of samples and the samples, all as text; then numbers of epochs
 * stdout: for each number of epochs one line: nanoseconds for the run, and the mean loss of its last epoch
 *
 * Each run starts from the start weights. A program defines WEIGHTS and WIDTH (numbers in a sample), includes this
 * file and writes the two functions.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* Put the network back to its start weights. */
static void start(const double weights[WEIGHTS]);

/* One step of gradient descent for each sample; returns the sum of the losses, each taken before its step. */
static double epoch(const double (*samples)[WIDTH], int count);

static double number(void) {
  double value;
  if (scanf("%lf", &value) != 1) {
    fprintf(stderr, "a number is missing on stdin\n");
    exit(1);
  }
  return value;
}

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1e9 + time.tv_nsec;
}

int main(void) {
  static double weights[WEIGHTS];
  for (int i = 0; i < WEIGHTS; i++) weights[i] = number();
  int count = (int)number();
  double (*samples)[WIDTH] = malloc(count * sizeof *samples);
  for (int s = 0; s < count; s++) {
    for (int i = 0; i < WIDTH; i++) samples[s][i] = number();
  }
  int epochs;
  while (scanf("%d", &epochs) == 1) {
    double loss = 0;
    start(weights);
    double begin = now();
    for (int e = 0; e < epochs; e++) loss = epoch(samples, count);
    printf("%.0f %.17g\n", now() - begin, loss / count);
    fflush(stdout);
  }
  return 0;
}
