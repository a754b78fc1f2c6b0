import type { Inquiry } from './inquiry.js';
import type { Ladder, Line } from './taylor-ladder.js';
import type { Limit } from './taylor-limit.js';

/** Nodes on each side: a difference of order 12. */
const nodes = 6;

/**
 * c_j = (−1)^{j+1}·m!² / (j·(m−j)!·(m+j)!), j = 1 … m, of the central difference of order 2m,
 * φ'(0) ≈ Σ c_j·(φ(jδ) − φ(−jδ))/δ (Fornberg 1988, "Generation of Finite Difference Formulas on Arbitrarily
 * Spaced Grids", Math. Comp. 51).
 */
function coefficients(m: number): readonly number[] {
  let ratio = 1;
  return Array.from({ length: m }, (_, k) => {
    const j = k + 1;
    // m!²/((m−j)!·(m+j)!), one factor at a time.
    ratio *= (m - j + 1) / (m + j);
    return ((j % 2 === 1 ? 1 : -1) * ratio) / j;
  });
}

const fine = coefficients(nodes);
const coarse = coefficients(nodes - 1);

/** What the errors of all values may add up to. */
const amplification = fine.reduce((sum, c) => sum + 2 * Math.abs(c), 0);

/**
 * Slopes from equidistant nodes, at the spacings of some of the ladder's rungs: with the rung where
 * extrapolation read the slope best, and three longer ones. Halving steps of order 12 reach to 64 times the
 * shortest, equidistant ones to six times, so that they can be ten times as long, and the loss's rounding
 * counts as much less. The error is the distance from the difference of order 10, which bounds that one's,
 * plus the noise carried along.
 * @param rung where the slope was read
 * @param noise of every rung
 */
export function* denseDifferences(
  line: Line,
  ladder: Ladder,
  noise: readonly number[],
  rung: number,
): Inquiry<readonly Limit[]> {
  const limits: Limit[] = [];
  for (let k = Math.max(2, rung - 3); k <= rung; k++) {
    const { h } = ladder.rungs[k];
    const odd: number[] = [];
    for (let j = 1; j <= nodes; j++) odd.push(yield* difference(line, ladder, k, j));
    const slope = (weights: readonly number[]) => weights.reduce((sum, c, i) => sum + c * odd[i], 0) / h;
    const value = slope(fine);
    const error = Math.abs(value - slope(coarse)) + (amplification * noise[k]) / h;
    if (Number.isFinite(error)) limits.push({ value, error, rung: k });
  }
  return limits;
}

/** φ(jh) − φ(−jh), h the step of rung k; from the ladder where it has it: each step is half the one before. */
function* difference(line: Line, { rungs }: Ladder, k: number, j: number): Inquiry<number> {
  const known = [1, 2, 4].indexOf(j);
  if (known >= 0) return rungs[k - known].above - rungs[k - known].below;
  const t = j * rungs[k].h;
  return (yield* line.value(t)) - (yield* line.value(-t));
}
