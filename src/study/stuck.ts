import type { Numeric } from '../numeric/numeric.js';
import { flattenWeights, type Weights } from '../network/weights.js';
import type { Recipe } from '../training/recipe.js';
import type { SgdRule } from '../training/step-rule.js';

/**
 * Whether no input can ever change these weights: proven, not guessed, so that ending the run here changes none of its results
 * but the number of steps. True in two cases, and false wherever neither applies.
 *
 * **No entry can change.** An entry is immovable when it is
 * - NaN: W − x is NaN whatever x is, under every step rule; or
 * - ±∞ under `nanToZero` and a bound K with η·K finite: every gradient entry is then at most K and not NaN, and ∞ less a
 *   finite number is ∞.
 *
 * **The gradient is zero on every input**, under `nanToZero`. That holds when each output o has a hidden row j with
 * - a NaN in W0[j] or W1[o,j]. u_j = NaN for every x (NaN·0 too), so s_o, v_o and e_o are NaN, nz(e_o) = 0, and every later
 *   product has that 0 or a NaN as a factor and is 0 after its own nz; or
 * - W0[j] = 0 and W1[o,j] ≥ 0. u_j = 0 and Re z_j = −∞ for every x, so Re s_o is −∞ or NaN, v_o is 0 or NaN, and so is δ1_o = nz(v_o·e_o);
 *   the rest as above. (With W1[o,j] < 0 the output is infinite and its clipped gradient is not zero.)
 *
 * Then W − η·(±0) = W, except for W = −0, which may become +0: weights with a −0 are not called stuck.
 *
 * What is *not* provable this way: a dead phase. There cos(π·½) is 6·10^-17 in float64, not 0, and the modulus it is multiplied by
 * is unbounded as some u_j approaches 0; the weights do move, if slowly (science.md section 4). Nor is underflow of exp(s) to 0 on the inputs seen so
 * far: another input gives another s. Nor W1 = 0: its gradient is δ1·ln|u_j|.
 * @param weights as an update left them, rounded to the backend's digits: given ones may have more, and lose them in W − 0
 */
export function isStuck<T>(n: Numeric<T>, recipe: Recipe, weights: Weights<T>): boolean {
  const { learningRate, restart } = recipe;
  // A restart can change any weights.
  if (restart !== null) return false;
  const entries = flattenWeights(weights);
  if (entries.every((w) => n.isNaN(w))) return true;
  const stepRule = plainDescent(recipe);
  if (stepRule === null) return false;
  const bounded =
    stepRule.nanToZero &&
    stepRule.clip !== null &&
    Number.isFinite(learningRate * 10) &&
    Number.isFinite(learningRate * stepRule.clip);
  if (entries.every((w) => n.isNaN(w) || (bounded && isInfinite(n, w)))) return true;
  if (!stepRule.nanToZero || entries.some((w) => Object.is(n.toNumber(w), -0))) return false;
  return weights.w1.every((exponents) =>
    weights.w0.some((row, j) => {
      const exponent = exponents[j];
      if (n.isNaN(exponent) || row.some((w) => n.isNaN(w))) return true;
      return row.every((w) => isZero(n, w)) && !n.less(exponent, n.zero);
    }),
  );
}

/** The step rule where the proofs hold: descent on the squared error and nothing besides; null for any other recipe. */
function plainDescent({ stepRule, loss, reflection, decay, stop }: Recipe): SgdRule | null {
  if (stepRule.kind !== 'sgd' || stepRule.largestNorm !== null) return null;
  return loss === 'squared-error' && reflection === null && decay === 0 && stop === null ? stepRule : null;
}

function isZero<T>(n: Numeric<T>, value: T): boolean {
  return !n.isNaN(value) && !n.less(value, n.zero) && !n.less(n.zero, value);
}

/** ∞ − ∞ is NaN, and no other number less itself is. */
function isInfinite<T>(n: Numeric<T>, value: T): boolean {
  return n.scope(() => !n.isNaN(value) && n.isNaN(n.sub(value, value)));
}
