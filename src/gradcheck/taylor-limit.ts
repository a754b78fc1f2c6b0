import { power } from '../numeric/power.js';

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

/** An entry T_{k,j} of the scheme. */
interface Entry {
  readonly value: number;
  readonly noise: number;
}

/**
 * Richardson extrapolation at every rung. For a sequence y(h) = y_0 + c_1·h^{p_1} + c_2·h^{p_2} + …,
 *
 *     T_{k,0} = y(h_k),   T_{k,j} = T_{k,j−1} + D_{k,j}/(r − 1),   D_{k,j} = T_{k,j−1} − T_{k−1,j−1}
 *
 * with r = (h_{k−1}/h_k)^{p_j}, removes one power a column. Noise is carried along by the same weights in
 * absolute value. Each rung gives its column of least error, the carried noise plus what truncation may be:
 *
 *     |D_{k,j}|                       always: Ridders' estimate (1982, "Accurate computation of F'(x) and
 *                                     F'(x)F''(x)", Adv. Eng. Software 4(2)), the distance of T_{k,j} from
 *                                     the farther of its parents, which bounds the error of the parents;
 *     2·max(|D_{k,j}|, |D_{k−1,j}|/2r)/(r − 1)
 *                                     where the differences fall as h^{p_j} or faster,
 *                                     |D_{k−1,j}| ≥ r/2·|D_{k,j}|: twice the distance from the nearer
 *                                     parent, and no less than the difference before leads to expect.
 * @param terms longest step first
 * @param powers p_1 < p_2 < …: the scheme is applied once for each
 */
export function extrapolations(terms: readonly Term[], powers: readonly number[]): readonly Limit[] {
  const limits: Limit[] = [];
  let previous: readonly Entry[] = [];
  let before: readonly Entry[] = [];
  terms.forEach((term, k) => {
    const row: Entry[] = [{ value: term.value, noise: term.noise }];
    let best: Limit | null = null;
    for (let j = 1; j <= Math.min(k, powers.length); j++) {
      const r = power(terms[k - 1].h / term.h, powers[j - 1]);
      const difference = row[j - 1].value - previous[j - 1].value;
      const last = j < previous.length ? previous[j - 1].value - before[j - 1].value : NaN;
      const value = row[j - 1].value + difference / (r - 1);
      const noise = (r * row[j - 1].noise + previous[j - 1].noise) / (r - 1);
      const error = truncation(difference, last, r) + noise;
      row.push({ value, noise });
      if (best === null || error < best.error) best = { value, error, rung: k };
    }
    before = previous;
    previous = row;
    if (best !== null && Number.isFinite(best.value) && Number.isFinite(best.error)) limits.push(best);
  });
  return limits;
}

/**
 * The truncation error of the docstring above.
 * @param last the difference one rung before; NaN where there is none
 */
function truncation(difference: number, last: number, r: number): number {
  const [now, then] = [Math.abs(difference), Math.abs(last)];
  const farther = now * (r / (r - 1));
  return then >= (r / 2) * now ? Math.min(farther, (2 * Math.max(now, then / (2 * r))) / (r - 1)) : farther;
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
