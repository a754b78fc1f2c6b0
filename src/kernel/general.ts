import type { Shape } from '../network/weights.js';
import type { Recipe } from '../training/recipe.js';
import { gradientInto } from './gradient.js';
import { mantissa } from './guard.js';
import { samplerOf } from './sampler.js';
import type { Uniforms } from './uniforms.js';

/**
 * Does `count` ≥ 1 training steps on flattened weights, in place, and returns the last sample's loss.
 */
export type Advance = (weights: Float64Array, samples: Uniforms, count: number) => number;

/** Either network, any shape and task. */
export function advanceGeneral(recipe: Recipe, shape: Shape): Advance {
  const { clip, nanToZero, mantissa: scales } = recipe.stepRule;
  const { network, gradient: kind, learningRate: eta } = recipe;
  const draw = samplerOf(recipe.task);
  const differentiate = gradientInto({ network, gradient: kind, bound: clip ?? Infinity, nanToZero }, shape);
  const x = new Float64Array(shape.inputs);
  const t = new Float64Array(shape.outputs);
  const gradient = new Float64Array(shape.hidden * (shape.inputs + shape.outputs));

  return (weights, samples, count) => {
    let loss = 0;
    for (let step = 0; step < count; step++) {
      draw(x, t, samples);
      loss = differentiate(weights, x, t, gradient);
      for (let k = 0; k < gradient.length; k++) {
        weights[k] -= eta * (scales ? mantissa(gradient[k]) : gradient[k]);
      }
    }
    return loss;
  };
}
