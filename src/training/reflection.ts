import type { LogRatio } from '../network/log-ratio.js';
import type { Weights } from '../network/weights.js';
import type { Numeric } from '../numeric/numeric.js';

/** What a look at one sample leads to. */
export interface Reflection<T> {
  /** f_0 … f_H after this sample. */
  readonly averages: readonly T[];
  /** The hidden row whose sign is turned, or null. */
  readonly row: number | null;
}

/** f_0 = … = f_H = ½: nothing is known. */
export function unknownSigns<T>(n: Numeric<T>, hidden: number): readonly T[] {
  return Array.from({ length: hidden + 1 }, () => n.fromNumber(0.5));
}

/**
 * The reflection rule for one output. Turning hidden row j's sign, W0[j] ← −W0[j], leaves every |u_j| alone and with it the magnitude; it
 * changes the phase only, so which rows are turned is a choice among 2^H that descent cannot walk between. The samples' signs
 * tell: sin²(θ/2) is 0 where the phase is right. Kept as exponential averages, f_0 as things stand and f_j with row j turned,
 *
 *     p_0 = p,  p_j = p + (1 − 2·[u_j<0])·W1_j,     f_j ← β·f_j + (1 − β)·sin²(π·p_j/2),     j = 0 … H
 *
 * and row b = argmin f (lowest index at a tie) is turned at once where b > 0. Then f_0 and f_b change places, and what was known
 * about the others, single turns of the old state, is worth no more than ½: f_j ← max(f_0, ½).
 */
export function reflect<T>(
  n: Numeric<T>,
  memory: number,
  weights: Weights<T>,
  { negative, halfTurns }: LogRatio<T>,
  previous: readonly T[],
): Reflection<T> {
  const beta = n.fromNumber(memory);
  const rest = n.sub(n.one, beta);
  const half = n.fromNumber(0.5);
  const quarterTurn = n.mul(half, n.pi);
  const [p] = halfTurns;
  const turned = weights.w1[0].map((w, j) => (negative[j] ? n.sub(p, w) : n.add(p, w)));
  const averages = [p, ...turned].map((value, j) => {
    const sine = n.sin(n.mul(quarterTurn, value));
    return n.add(n.mul(beta, previous[j]), n.mul(rest, n.mul(sine, sine)));
  });
  const best = averages.reduce((least, f, j) => (n.less(f, averages[least]) ? j : least), 0);
  if (best === 0) return { averages, row: null };
  const unknown = n.less(averages[best], half) ? half : averages[best];
  return {
    averages: averages.map((_, j) => (j === 0 ? averages[best] : j === best ? averages[0] : unknown)),
    row: best - 1,
  };
}

/** Turns the sign of one row of W0. */
export function turnRow<T>(n: Numeric<T>, { w0, w1 }: Weights<T>, row: number): Weights<T> {
  return { w0: w0.map((entries, j) => (j === row ? entries.map((w) => n.neg(w)) : entries)), w1 };
}
