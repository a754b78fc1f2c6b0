import type { Recipe } from './recipe.js';

/**
 * What the learning rate is multiplied by in step k = 1, 2, …, as float64 whatever the backend: a schedule is part of the
 * recipe, not of its arithmetic.
 *
 *     constant   1
 *     inverse    1 / (1 + (k − 1)/h), which is ½ after h steps (Robbins & Monro 1951: Σ η_k = ∞, Σ η_k² < ∞)
 *     cosine     ½·(1 + cos(π·(k − 1)/steps)) (Loshchilov & Hutter 2017, without restarts)
 */
export function scheduleOf({ schedule, steps }: Pick<Recipe, 'schedule' | 'steps'>): (step: number) => number {
  switch (schedule.kind) {
    case 'constant':
      return () => 1;
    case 'inverse':
      return (step) => 1 / (1 + (step - 1) / schedule.halfAt);
    case 'cosine':
      return (step) => 0.5 * (1 + Math.cos((Math.PI * (step - 1)) / steps));
  }
}
