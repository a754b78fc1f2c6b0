/*
 * An extended Kalman filter on rho and, where PHASE, the phase of y/t, with reflection, decay and a stop rule: the recipes
 * robust and frugal; and frugal-restart, which gives an attempt up whose loss is not below HIGH_LOSS after AFTER steps, MOST
 * times at the most.
 */
#include "stream.h"

typedef struct {
  double u[H], ln[H], rho, p, loss, magnitude_loss;
  int negative[H];
} Look;

static inline void look(const double w0[H][I], const double w1[H], const double x[I], double t, double ln_t, Look *at) {
  double rho = 0, p = t < 0 ? -1 : 0;
  for (int j = 0; j < H; j++) {
    double u = w0[j][0] * x[0];
    for (int i = 1; i < I; i++) u += w0[j][i] * x[i];
    at->u[j] = u;
    at->ln[j] = log(fabs(u));
    at->negative[j] = u < 0;
    rho += w1[j] * at->ln[j];
    if (u < 0) p += w1[j];
  }
  at->rho = rho - ln_t;
  at->p = p;
  double e = exp(0.5 * at->rho), s = e - 1 / e, sine = sin(0.5 * pi * p), two = sine + sine;
  at->loss = log(1 + (s * s + two * two));
  at->magnitude_loss = PHASE ? 0 : log(1 + s * s);
}

static inline double dot(const double a[WEIGHTS], const double b[WEIGHTS]) {
  double sum = a[0] * b[0];
  for (int k = 1; k < WEIGHTS; k++) sum += a[k] * b[k];
  return sum;
}

static inline void unknown(double P[WEIGHTS][WEIGHTS]) {
  for (int i = 0; i < WEIGHTS; i++)
    for (int j = 0; j < WEIGHTS; j++) P[i][j] = i == j;
}

/* f_j of reflection; returns the row that is turned, or -1. */
static inline int reflect(double f[H + 1], const Look *at, const double w1[H]) {
  int best = 0;
  for (int j = 0; j <= H; j++) {
    double p = j == 0 ? at->p : at->negative[j - 1] ? at->p - w1[j - 1] : at->p + w1[j - 1];
    double sine = sin(0.5 * pi * p);
    f[j] = 0.75 * f[j] + 0.25 * (sine * sine);
    if (f[j] < f[best]) best = j;
  }
  if (best == 0) return -1;
  double least = f[best], before = f[0], half = least < 0.5 ? 0.5 : least;
  for (int j = 1; j <= H; j++) f[j] = j == best ? before : half;
  f[0] = least;
  return best - 1;
}

static inline void filter(double theta[WEIGHTS], double P[WEIGHTS][WEIGHTS], const Look *at, const double w1[H], const double x[I]) {
  double J[WEIGHTS], K[WEIGHTS] = {0}, a[WEIGHTS], b[WEIGHTS], d[WEIGHTS], r2 = 0;
  int two = 0;
  for (int j = 0; j < H; j++) {
    double per = w1[j] / at->u[j];
    for (int i = 0; i < I; i++) J[j * I + i] = per * x[i];
    J[H * I + j] = at->ln[j];
    if (PHASE && at->negative[j]) K[H * I + j] = pi, two = 1;
  }
  for (int k = 0; k < WEIGHTS; k++) a[k] = dot(P[k], J), b[k] = two ? dot(P[k], K) : 0;
  double s11 = NOISE + dot(J, a), i11 = 1 / s11, i12 = 0, i22 = 0;
  int exists = s11 > 0 && s11 < INFINITY;
  if (two) {
    double s12 = dot(J, b), s22 = NOISE + dot(K, b), det = s11 * s22 - s12 * s12;
    exists = exists && det > 0 && det < INFINITY;
    i11 = s22 / det, i12 = -(s12 / det), i22 = s11 / det;
    double turns = floor(0.5 * at->p + 0.5);
    r2 = pi * (at->p - (turns + turns));
  }
  double c1 = i11 * at->rho + i12 * r2, c2 = i12 * at->rho + i22 * r2;
  for (int k = 0; k < WEIGHTS; k++) d[k] = a[k] * c1 + b[k] * c2;
  double length = sqrt(dot(d, d));
  if (!exists || !(length < INFINITY)) {
    unknown(P);
    return;
  }
  double scale = 1 < length ? 1 / length : 1, seen = PHASE ? at->loss : at->magnitude_loss;
  double share = seen < 1 ? seen : 1, keep = 1 - DECAY * share, keep2 = keep * keep, added = 0.5 * share;
  for (int k = 0; k < WEIGHTS; k++) theta[k] = (theta[k] - scale * d[k]) * keep;
  for (int i = 0; i < WEIGHTS; i++) {
    double ga = a[i] * i11 + b[i] * i12, gb = a[i] * i12 + b[i] * i22;
    for (int j = i; j < WEIGHTS; j++) {
      double value = (P[i][j] - (ga * a[j] + gb * b[j])) * keep2;
      P[i][j] = P[j][i] = i == j ? value + added : value;
    }
  }
}

/* W0 twice a random orthogonal matrix, by Gram-Schmidt on the rows of a normal one; w1 = 0. */
static void draw_start(double theta[WEIGHTS]) {
  change_streams();
  for (int k = 0; k < WEIGHTS; k++) theta[k] = k < H * I ? normal() : 0;
  change_streams();
  for (int j = 0; j < H; j++) {
    double *row = theta + j * I, length = 0;
    for (int before = 0; before < j; before++) {
      double *other = theta + before * I, along = 0;
      for (int i = 0; i < I; i++) along += row[i] * other[i];
      for (int i = 0; i < I; i++) row[i] -= along * other[i];
    }
    for (int i = 0; i < I; i++) length += row[i] * row[i];
    for (int i = 0; i < I; i++) row[i] /= sqrt(length);
  }
  for (int k = 0; k < H * I; k++) theta[k] *= 2;
}

/* An attempt of at most so many steps. Returns how many it took; *given_up is 1 where it was given up. */
static inline long attempt(double theta[WEIGHTS], long steps, int *given_up) {
  double P[WEIGHTS][WEIGHTS], f[H + 1], x[I];
  unknown(P);
  for (int j = 0; j <= H; j++) f[j] = 0.5;
  int small = 0, may_give_up = *given_up;
  *given_up = 0;
  for (long n = 1; n <= steps; n++) {
    double(*w0)[I] = (double(*)[I])theta, *w1 = theta + H * I;
    Look at;
    double t = draw(x), ln_t = log(fabs(t));
    look(w0, w1, x, t, ln_t, &at);
    double loss = at.loss;
    int turned = reflect(f, &at, w1);
    if (turned >= 0) {
      for (int i = 0; i < I; i++) {
        int k = turned * I + i;
        theta[k] = -theta[k];
        for (int m = 0; m < WEIGHTS; m++) P[k][m] = -P[k][m], P[m][k] = -P[m][k];
      }
      look(w0, w1, x, t, ln_t, &at);
    }
    filter(theta, P, &at, w1, x);
    small = loss < ENOUGH ? small + 1 : 0;
    if (small == COUNT) return n;
    if (may_give_up && n >= AFTER && !(loss < HIGH_LOSS)) {
      *given_up = 1;
      return n;
    }
  }
  return steps;
}

static long train(double theta[WEIGHTS], long steps) {
  long done = 0;
  for (int attempts = 1;; attempts++) {
    int given_up = attempts <= MOST;
    done += attempt(theta, steps - done, &given_up);
    if (!given_up || done == steps) return done;
    draw_start(theta);
  }
}
