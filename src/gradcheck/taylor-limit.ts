import { pow } from '../numeric/elementary/pow.js';

/** One term of a sequence that is extrapolated to h = 0. */
export interface Term {
  readonly h: number;
  readonly value: number;
  /** A bound for the error of `value` that comes from noise. */
  readonly noise: number;
}

/** An extrapolated limit, and the interval value ± error it is claimed to lie in. */
export interface Limit {
  readonly value: number;
  readonly error: number;
  /** The index of the shortest step that entered. */
  readonly rung: number;
}

/**
 * A limit rests on so many terms before its own, at least: on the longest steps two differences may be alike
 * by accident, and nothing else would say so.
 */
const fewestBefore = 3;

/** An entry T_{k,j} of the scheme. */
interface Entry {
  readonly value: number;
  readonly noise: number;
}

/**
 * Richardson extrapolation at every rung. For a sequence y(h) = y_0 + c_1·h^{p_1} + c_2·h^{p_2} + …,
 *
 *     T_{k,0} = y(h_k),   T_{k,j} = (ρ^{p_j}·T_{k,j−1} − T_{k−1,j−1}) / (ρ^{p_j} − 1),   ρ = h_{k−1}/h_k
 *
 * removes one power a column. Noise is carried along by the same weights in absolute value. The error claimed
 * for T_{k,j} is Ridders' (1982, "Accurate computation of F'(x) and F'(x)F''(x)", Adv. Eng. Software 4(2)):
 * the larger of its distances from its two parents, which measures the truncation of the parents and so
 * bounds that of the child where the scheme converges; plus the carried noise. Each rung gives its column of
 * least error.
 * @param terms longest step first
 * @param powers p_1 < p_2 < …: the scheme is applied once for each
 */
export function extrapolations(terms: readonly Term[], powers: readonly number[]): readonly Limit[] {
  const limits: Limit[] = [];
  let previous: readonly Entry[] = [];
  terms.forEach((term, k) => {
    const row: Entry[] = [{ value: term.value, noise: term.noise }];
    let best: Limit | null = null;
    for (let j = 1; j <= Math.min(k, powers.length); j++) {
      const ratio = pow(terms[k - 1].h / term.h, powers[j - 1]);
      const left = row[j - 1];
      const above = previous[j - 1];
      const value = left.value + (left.value - above.value) / (ratio - 1);
      const noise = (ratio * left.noise + above.noise) / (ratio - 1);
      const error = Math.max(Math.abs(value - left.value), Math.abs(value - above.value)) + noise;
      row.push({ value, noise });
      if (best === null || error < best.error) best = { value, error, rung: k };
    }
    previous = row;
    const isFinite = best !== null && Number.isFinite(best.value) && Number.isFinite(best.error);
    if (best !== null && isFinite && k >= fewestBefore) limits.push(best);
  });
  return limits;
}

/**
 * The limit as h → 0, from the extrapolations of all rungs, longest step first: of those that agree the
 * sharpest counts, and where a shorter step contradicts what longer ones said (the intervals do not meet),
 * the shorter step is right, since the limit is a statement about short steps: a kink, a cut or an
 * oscillation lay between. Noise cannot contradict: it is part of the intervals.
 */
export function limitAtZero(limits: readonly Limit[]): Limit | null {
  let best: Limit | null = null;
  for (const limit of limits) {
    const contradicts = best !== null && Math.abs(limit.value - best.value) > limit.error + best.error;
    if (best === null || contradicts || limit.error < best.error) best = limit;
  }
  return best;
}
