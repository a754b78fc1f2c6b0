import type { Numeric } from '../numeric/numeric.js';
import { squaredError } from './losses/squared-error.js';
import { entryOf } from './part.js';
import type { Parts } from './parts.js';
import { unitOf, type Recipe } from './recipe.js';

/**
 * Whether no input can ever change this θ: proven, not guessed, so that ending the run here changes none of
 * its results but the number of steps. True in two cases, and false wherever neither applies.
 *
 * **No entry can change.** NaN: θ − x is NaN whatever x is, under every step rule. Or the step rule proves it
 * of an entry (`Stillness.entryStays`).
 *
 * **The gradient is zero on every input** (`UnitOn.vanishes`), under a rule that then stays
 * (`Stillness.zeroGradientStays`). θ − η·(±0) = θ, except for −0, which may become +0: a θ with a −0 is not
 * called stuck.
 *
 * A unit that moves θ into its bounds after a step moves it back to itself: where it does not, nothing is
 * proven.
 * @param theta as an update left it, rounded to the backend's digits: a given one may have more, and lose
 * them in θ − 0
 */
export function isStuck<T>(n: Numeric<T>, recipe: Recipe, theta: readonly T[], parts: Parts): boolean {
  // A restart can change any weights.
  if (recipe.restart !== null) return false;
  return n.scope(() => {
    const { unit, sizes, options } = unitOf(recipe, parts);
    const on = unit.on(n, sizes, options);
    const bounded = on.projected?.(theta);
    if (bounded?.some((w, k) => n.format(w) !== n.format(theta[k])) === true) return false;
    if (theta.every((w) => n.isNaN(w))) return true;
    const rule = entryOf(parts.stepRules, recipe.stepRule);
    const still = isPlainDescent(recipe, parts) ? rule.stillness?.(n, recipe.stepRule, recipe.learningRate) : undefined;
    if (still === undefined) return false;
    if (theta.every((w) => n.isNaN(w) || still.entryStays(w))) return true;
    if (!still.zeroGradientStays || theta.some((w) => Object.is(n.toNumber(w), -0))) return false;
    return on.vanishes?.(theta) ?? false;
  });
}

/** Where the proofs hold: descent on the squared error and nothing besides. */
function isPlainDescent({ loss, clipping, reflection, decay, stop }: Recipe, parts: Parts): boolean {
  const isSquared = entryOf(parts.losses, loss) === squaredError;
  return isSquared && clipping === null && reflection === null && decay === 0 && stop === null;
}
