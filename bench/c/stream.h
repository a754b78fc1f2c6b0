/* What every program here has: runs from standard input, samples of a/b by xoroshiro128+ (32 bits a draw), CPU time. */
#define _POSIX_C_SOURCE 199309L
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define WEIGHTS (I * H + H)

static const double pi = 3.141592653589793;
static uint64_t s0, s1;
/* The stream of initial weights. */
static uint64_t start0, start1;

static inline uint64_t rotl(uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }

static inline uint32_t next32(void) {
  uint64_t a = s0, b = s1, out = a + b;
  b ^= a;
  s0 = rotl(a, 24) ^ b ^ (b << 16);
  s1 = rotl(b, 37);
  return (uint32_t)out;
}

static inline double next53(void) {
  uint32_t hi = next32() >> 5, lo = next32() >> 6;
  return (hi * 67108864.0 + lo) * 0x1p-53;
}

/* From here on numbers come from the other stream. */
static inline void change_streams(void) {
  uint64_t a = s0, b = s1;
  s0 = start0, s1 = start1;
  start0 = a, start1 = b;
}

static inline double normal(void) {
  double r1 = next53(), r2 = next53();
  return sqrt(-2 * log(1 - r1)) * cos(2 * pi * r2);
}

/* x from a box, t = x_0/x_1, drawn again while |t| is greater than LARGEST. */
static inline double draw(double x[I]) {
  double t;
  do {
    for (int i = 0; i < I; i++) x[i] = LOW + (HIGH - LOW) * next53();
    t = x[0] / x[1];
  } while (!(fabs(t) <= LARGEST));
  return t;
}

/* A run: its weights are changed in place. Returns how many steps it took. */
static long train(double w[WEIGHTS], long steps);

/*
 * PROGRAM RUNS STEPS < runs: a line a run, two words of the samples' generator and two of the initial weights' in
 * hexadecimal, then its weights. Prints nanoseconds of CPU a step, the number of steps, and the last run's weights.
 */
int main(int argc, char **argv) {
  if (argc != 3) return 2;
  long runs = strtol(argv[1], 0, 10), steps = strtol(argv[2], 0, 10), done = 0;
  uint64_t (*state)[4] = malloc(runs * sizeof *state);
  double (*w)[WEIGHTS] = malloc(runs * sizeof *w);
  for (long r = 0; r < runs; r++) {
    for (int k = 0; k < 4; k++) {
      unsigned long long word;
      if (scanf("%llx", &word) != 1) return 2;
      state[r][k] = word;
    }
    for (int k = 0; k < WEIGHTS; k++)
      if (scanf("%lf", &w[r][k]) != 1) return 2;
  }
  struct timespec from, to;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
  for (long r = 0; r < runs; r++) {
    s0 = state[r][0], s1 = state[r][1], start0 = state[r][2], start1 = state[r][3];
    done += train(w[r], steps);
  }
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
  printf("%.17g %ld", ((to.tv_sec - from.tv_sec) * 1e9 + (to.tv_nsec - from.tv_nsec)) / done, done);
  for (int k = 0; k < WEIGHTS; k++) printf(" %.17g", w[runs - 1][k]);
  printf("\n");
  return 0;
}
