import { meanGradientNorm, meanSquaredError } from '../../kernel/evaluate.js';
import { networkOf } from '../../kernel/kernel-recipe.js';
import { evaluatorOf, type Evaluator } from '../../training/evaluate.js';
import { shippedParts, type Parts } from '../../training/parts.js';
import { unitOf, type Recipe } from '../../training/recipe.js';

/**
 * The fastest evaluator of a recipe's unit: the kernel's where it has one, else the core's. Both give the
 * same bits.
 */
export function fastEvaluator(recipe: Recipe, parts: Parts = shippedParts): Evaluator {
  const { unit, sizes } = unitOf(recipe, parts);
  const network = networkOf(unit);
  if (network === null) return evaluatorOf(recipe, parts);
  return {
    meanSquaredError: (theta, set) => meanSquaredError(network, sizes, theta, set),
    meanGradientNorm: (theta, set) => meanGradientNorm(network, sizes, theta, set),
  };
}
