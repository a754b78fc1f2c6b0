import type { Calculator } from './calculator.js';
import { casesOf, type GradientRow } from './gradient-case.js';
import { formulaRow, ordinary, rowsOf } from './formula-model.js';
import { cholesky } from './linear-algebra.js';

const data = ordinary(6, 0.25);
const series = ordinary(12, 3.3);
const counts = [2, 0, 3, 1, 5, 1];
const features = rowsOf(ordinary(12, 1.9), 2);

/** (x − μ)²/2σ² + ln σ, σ = e^s: a Gaussian's negative log-likelihood without its constant. */
function gaussian<T>(on: Calculator<T>, x: T | number, mean: T | number, logScale: T | number): T {
  return on.add(on.div(on.square(on.div(on.sub(x, mean), on.exp(logScale))), 2), logScale);
}

const rows: readonly GradientRow[] = [
  formulaRow('Gaussian log-likelihood', [0.4, -0.2], (on, [mean, logScale]) =>
    on.sum(data.map((x) => gaussian(on, x, mean, logScale))),
  ),
  formulaRow('bivariate Gaussian by Cholesky', [0.2, -0.5, 1.4, 0.6, 1.1], (on, [p, q, a, b, d]) => {
    const [[l11], [l21, l22]] = cholesky(on, [
      [a, b],
      [b, d],
    ]);
    const terms = features.map(([x, y]) => {
      const u = on.div(on.sub(x, p), l11);
      const v = on.div(on.sub(on.sub(y, q), on.mul(l21, u)), l22);
      return on.div(on.add(on.square(u), on.square(v)), 2);
    });
    return on.add(on.sum(terms), on.mul(features.length, on.add(on.ln(l11), on.ln(l22))));
  }),
  formulaRow('Poisson regression', [0.3, -0.6, 0.2], (on, [a, b, c]) =>
    on.sum(
      features.map(([x, y], i) => {
        const rate = on.add(on.mul(a, x), on.mul(b, y), c);
        return on.sub(on.exp(rate), on.mul(counts[i], rate));
      }),
    ),
  ),
  formulaRow('Student t log-likelihood', [0.3, 0.7], (on, [mean, scale]) =>
    on.sum(
      data.map((x) =>
        on.add(on.mul(2.5, on.ln(on.add(1, on.div(on.square(on.div(on.sub(x, mean), scale)), 4)))), on.ln(scale)),
      ),
    ),
  ),
  formulaRow('KL divergence of diagonal Gaussians', ordinary(6, 0.8), (on, p) =>
    on.sum(
      rowsOf(p, 2).map(([mean, s]) =>
        on.div(on.sub(on.add(on.exp(on.mul(2, s)), on.square(mean)), on.add(1, on.mul(2, s))), 2),
      ),
    ),
  ),
  formulaRow('evidence lower bound, one draw', [0.4, -0.7, 0.9, 0.3], (on, [mean, s, w, b]) => {
    const z = on.add(mean, on.mul(0.37, on.exp(s)));
    const kl = on.div(on.sub(on.add(on.exp(on.mul(2, s)), on.square(mean)), on.add(1, on.mul(2, s))), 2);
    return on.add(kl, gaussian(on, 0.8, on.add(on.mul(w, on.tanh(z)), b), 0));
  }),
  formulaRow('mixture of two Gaussians', [0.5, -1.1, -0.3, 0.8, 0.2], (on, [weight, m1, s1, m2, s2]) =>
    on.neg(
      on.sum(
        data.map((x) =>
          on.logSumExp([
            on.sub(on.neg(on.softplus(on.neg(weight))), gaussian(on, x, m1, s1)),
            on.sub(on.neg(on.softplus(weight)), gaussian(on, x, m2, s2)),
          ]),
        ),
      ),
    ),
  ),
  formulaRow('Kalman filter likelihood', [0.8, -0.4, 0.1], (on, [a, logQ, logR]) => {
    let mean = on.of(0);
    let variance = on.of(1);
    return on.sum(
      series.map((y) => {
        const before = on.mul(a, mean);
        const spread = on.add(on.mul(a, a, variance), on.exp(logQ));
        const total = on.add(spread, on.exp(logR));
        const gain = on.div(spread, total);
        const surprise = on.sub(y, before);
        mean = on.add(before, on.mul(gain, surprise));
        variance = on.mul(on.sub(1, gain), spread);
        return on.div(on.add(on.div(on.square(surprise), total), on.ln(total)), 2);
      }),
    );
  }),
  formulaRow('ARMA(1, 1), conditional', [0.6, -0.3, 0.2], (on, [phi, theta, c]) => {
    let error = on.of(0);
    return on.sum(
      series.slice(1).map((y, t) => {
        error = on.sub(y, on.add(c, on.mul(phi, series[t]), on.mul(theta, error)));
        return on.square(error);
      }),
    );
  }),
  formulaRow('GARCH(1, 1) likelihood', [0.3, 0.2, 0.5], (on, [omega, alpha, beta]) => {
    let variance = on.of(1);
    return on.sum(
      series.map((y) => {
        const term = on.add(on.ln(variance), on.div(y * y, variance));
        variance = on.add(omega, on.mul(alpha, y * y), on.mul(beta, variance));
        return term;
      }),
    );
  }),
  formulaRow('Huber loss on both sides of its border', [0.35], (on, [location]) =>
    on.sum(
      data.map((x) => {
        const r = on.abs(on.sub(x, location));
        return on.num(r) < 0.5 ? on.div(on.square(r), 2) : on.mul(0.5, on.sub(r, 0.25));
      }),
    ),
  ),
  formulaRow('pseudo-Huber regression', [0.5, -0.2], (on, [a, b]) =>
    on.sum(features.map(([x, y]) => on.sqrt(on.add(1, on.square(on.sub(y, on.add(on.mul(a, x), b))))))),
  ),
  formulaRow('quantile loss between the samples', [0.15], (on, [q]) =>
    on.sum(data.map((x) => on.max(on.mul(0.7, on.sub(x, q)), on.mul(-0.3, on.sub(x, q))))),
  ),
  formulaRow('focal loss', ordinary(4, 0.5), (on, z) => {
    const p = on.softmax(z)[2];
    return on.neg(on.mul(on.square(on.sub(1, p)), on.ln(p)));
  }),
  formulaRow('Weibull survival with censoring', [0.2, 0.4], (on, [logShape, logScale]) => {
    const shape = on.exp(logShape);
    return on.sum(
      [0.7, 1.9, 0.3, 2.6].map((t, i) => {
        const z = on.mul(shape, on.sub(Math.log(t), logScale));
        return on.sub(on.exp(z), i < 3 ? on.add(logShape, z) : 0);
      }),
    );
  }),
  formulaRow('Cox partial likelihood', ordinary(2, 0.5), (on, beta) => {
    const risks = features.map((x) => on.dot(x, beta));
    return on.sum(risks.map((risk, i) => on.sub(on.logSumExp(risks.slice(i)), risk)));
  }),
  formulaRow('entropy of a softmax', ordinary(5, 1.4), (on, z) =>
    on.neg(on.sum(on.softmax(z).map((p) => on.mul(p, on.ln(p))))),
  ),
  formulaRow('correlation coefficient', ordinary(6, 2.2), (on, x) => {
    const mean = on.div(on.sum(x), x.length);
    const centred = x.map((value) => on.sub(value, mean));
    const other = data.map((value) => value - data.reduce((a, b) => a + b) / data.length);
    return on.div(on.dot(centred, other), on.sqrt(on.dot(centred, centred)));
  }),
  formulaRow('skewness', ordinary(6, 1.2), (on, x) => {
    const mean = on.div(on.sum(x), x.length);
    const centred = x.map((value) => on.sub(value, mean));
    const variance = on.div(on.dot(centred, centred), x.length);
    return on.div(on.sum(centred.map((value) => on.whole(value, 3))), on.mul(x.length, variance, on.sqrt(variance)));
  }),
  formulaRow('hidden Markov model, forward algorithm', ordinary(4, 0.9), (on, [a, b, c, d]) => {
    // ln P(stay), ln P(leave) of each state.
    const moves = [a, b].map((z) => [on.neg(on.softplus(on.neg(z))), on.neg(on.softplus(z))]);
    let alpha = [on.of(0), on.of(0)];
    for (const x of series) {
      alpha = [c, d].map((mean, k) =>
        on.sub(
          on.logSumExp(alpha.map((value, j) => on.add(value, moves[j][j === k ? 0 : 1]))),
          gaussian(on, x, mean, 0),
        ),
      );
    }
    return on.neg(on.logSumExp(alpha));
  }),
];

/** Right gradients of likelihoods and other statistics. */
export const statisticsModels = casesOf('statistics', 'correct', rows);
