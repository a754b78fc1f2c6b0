import { meanGradientNorm, meanSquaredError } from '../../kernel/evaluate.js';
import { networkOf } from '../../kernel/kernel-recipe.js';
import { evaluatorOf, type Evaluator } from '../../training/evaluate.js';
import { sizesOf, type Recipe } from '../../training/recipe.js';

/**
 * The fastest evaluator of a recipe's unit: the kernel's where it has one, else the core's. Both give the
 * same bits.
 */
export function fastEvaluator(recipe: Recipe): Evaluator {
  const network = networkOf(recipe.unit);
  if (network === null) return evaluatorOf(recipe);
  const sizes = sizesOf(recipe);
  return {
    meanSquaredError: (theta, set) => meanSquaredError(network, sizes, theta, set),
    meanGradientNorm: (theta, set) => meanGradientNorm(network, sizes, theta, set),
  };
}
