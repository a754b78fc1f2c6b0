/*
 * Listing 2 of the essay ("clipped"), as src/kernel/complex-log-2-2-1.ts has it, in C: the peer the kernel is measured against.
 * Same generator (xoroshiro128+, 32 bits a draw), same operations; the logarithm, exponential and cosine are libm's.
 *
 *   clipped STEPS S01 S00 S11 S10 W00 W01 W10 W11   (generator state as signed 32-bit words)
 *
 * prints nanoseconds a step and the six final weights.
 */
#define _POSIX_C_SOURCE 199309L
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static uint64_t s0, s1;

static uint64_t rotl(uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }

static uint32_t next32(void) {
  uint64_t a = s0, b = s1, out = a + b;
  b ^= a;
  s0 = rotl(a, 24) ^ b ^ (b << 16);
  s1 = rotl(b, 37);
  return (uint32_t)out;
}

static double next53(void) {
  uint32_t hi = next32() >> 5, lo = next32() >> 6;
  return (hi * 67108864.0 + lo) * 0x1p-53;
}

static double guard(double x) {
  if (x < -700.0) return -700.0;
  if (x > 700.0) return 700.0;
  return x != x ? 0.0 : x;
}

static double mantissa(double g) {
  double size = fabs(g), ten = 1.0;
  if (size < 10.0) return g;
  while (fabs(g / ten) >= 10.0) ten *= 10.0;
  return g / ten;
}

static uint64_t word(const char *high, const char *low) {
  return ((uint64_t)(uint32_t)strtol(high, 0, 10) << 32) | (uint32_t)strtol(low, 0, 10);
}

int main(int argc, char **argv) {
  if (argc != 10) return 2;
  long steps = strtol(argv[1], 0, 10);
  s0 = word(argv[2], argv[3]);
  s1 = word(argv[4], argv[5]);
  double w00 = atof(argv[6]), w01 = atof(argv[7]), w10 = atof(argv[8]), w11 = atof(argv[9]), p0 = 0, p1 = 0;
  const double eta = 0.1, pi = 3.141592653589793, largest = log(log(700.0));
  struct timespec from, to;
  clock_gettime(CLOCK_MONOTONIC, &from);
  for (long n = 0; n < steps; n++) {
    double a, b, t;
    do {
      a = 0.0 + 10.0 * next53();
      b = 0.0 + 10.0 * next53();
      t = a / b;
    } while (!(fabs(t) <= largest));
    double u0 = w00 * a + w01 * b, u1 = w10 * a + w11 * b;
    double ln0 = log(fabs(u0)), ln1 = log(fabs(u1));
    double arg0 = u0 < 0 ? pi : 0, arg1 = u1 < 0 ? pi : 0;
    double modulus = exp(p0 * ln0 + p1 * ln1), phase = p0 * arg0 + p1 * arg1;
    double re = phase == 0 ? modulus : modulus * cos(phase);
    double e = guard(re - t), delta = guard(re * e);
    double g1 = guard(delta * ln0), g2 = guard(delta * ln1);
    double d0 = guard((1 / u0) * (p0 * delta)), d1 = guard((1 / u1) * (p1 * delta));
    double g00 = guard(d0 * a), g01 = guard(d0 * b), g10 = guard(d1 * a), g11 = guard(d1 * b);
    w00 -= eta * mantissa(g00);
    w01 -= eta * mantissa(g01);
    w10 -= eta * mantissa(g10);
    w11 -= eta * mantissa(g11);
    p0 -= eta * mantissa(g1);
    p1 -= eta * mantissa(g2);
  }
  clock_gettime(CLOCK_MONOTONIC, &to);
  double ns = ((to.tv_sec - from.tv_sec) * 1e9 + (to.tv_nsec - from.tv_nsec)) / (double)steps;
  printf("%.17g %.17g %.17g %.17g %.17g %.17g %.17g\n", ns, w00, w01, w10, w11, p0, p1);
  return 0;
}
