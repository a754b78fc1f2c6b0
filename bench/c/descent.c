/*
 * The essay's listings: y = Re exp(W1·Log(W0·x)) (COMPLEX), or exp(W1·ln((W0·x)^2)), by stochastic gradient descent. GUARDED:
 * clipped to ±700, NaN to 0, entries by their mantissa. EXACT: with the phase's term of the gradient.
 */
#include "stream.h"

static inline double guard(double x) {
#if GUARDED
  if (x < -700.0) return -700.0;
  if (x > 700.0) return 700.0;
  return x != x ? 0.0 : x;
#else
  return x;
#endif
}

static inline double leading(double g) {
#if GUARDED
  double size = fabs(g), ten = 1.0;
  if (size < 10.0) return g;
  while (fabs(g / ten) >= 10.0) ten *= 10.0;
  return g / ten;
#else
  return g;
#endif
}

static long train(double weights[WEIGHTS], long steps) {
  double w0[H][I], w1[H];
  for (int k = 0; k < H * I; k++) w0[k / I][k % I] = weights[k];
  for (int j = 0; j < H; j++) w1[j] = weights[H * I + j];
  for (long n = 0; n < steps; n++) {
    double x[I], u[H], ln[H], angle[H], magnitude = 0, phase = 0;
    double t = draw(x);
    for (int j = 0; j < H; j++) {
      u[j] = w0[j][0] * x[0];
      for (int i = 1; i < I; i++) u[j] += w0[j][i] * x[i];
#if COMPLEX
      ln[j] = log(fabs(u[j]));
      angle[j] = u[j] < 0 ? pi : 0;
#else
      ln[j] = log(u[j] * u[j]);
      angle[j] = 0;
#endif
      magnitude += w1[j] * ln[j];
      phase += w1[j] * angle[j];
    }
    double modulus = exp(magnitude), re = phase == 0 ? modulus : modulus * cos(phase);
    double e = guard(re - t), delta = guard(re * e);
#if EXACT && COMPLEX
    double turned = phase == 0 ? 0 : guard(modulus * sin(phase) * e);
#endif
    for (int j = 0; j < H; j++) {
      double d = guard(((COMPLEX ? 1 : 2) / u[j]) * (w1[j] * delta));
#if EXACT && COMPLEX
      double g = guard(delta * ln[j] - turned * angle[j]);
#else
      double g = guard(delta * ln[j]);
#endif
      for (int i = 0; i < I; i++) w0[j][i] -= ETA * leading(guard(d * x[i]));
      w1[j] -= ETA * leading(g);
    }
  }
  for (int k = 0; k < H * I; k++) weights[k] = w0[k / I][k % I];
  for (int j = 0; j < H; j++) weights[H * I + j] = w1[j];
  return steps;
}
