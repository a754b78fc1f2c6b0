import { cos } from '../numeric/elementary/cos.js';
import type { KernelRecipe } from './kernel-recipe.js';
import type { Advance } from './advance.js';
import { gradientRule } from './gradient-rule.js';
import { kalmanRule } from './kalman-rule.js';
import { Reflection } from './reflection.js';
import { samplerOf } from './sampler.js';

/**
 * One attempt of any recipe, of any shape and task: `train` of `src/training` over buffers. Rules remember;
 * an attempt needs its own.
 */
export function advanceGeneral(recipe: KernelRecipe): Advance {
  const { shape } = recipe;
  const { inputs: I, outputs: O } = shape;
  const { batch, learningRate, stepRule, stop, restart } = recipe;
  const draw = samplerOf(recipe.task);
  const x = new Float64Array(batch * I);
  const t = new Float64Array(batch * O);
  const samplesOf = (k: number) => [x.subarray(k * I, (k + 1) * I), t.subarray(k * O, (k + 1) * O)] as const;
  const slots = Array.from({ length: batch }, (_, k) => samplesOf(k));
  const rule = stepRule.kind === 'kalman' ? kalmanRule(recipe, stepRule) : gradientRule(recipe, stepRule);
  const reflection = recipe.reflection === null ? null : new Reflection(recipe.reflection.memory, shape);
  const factor = scheduleOf(recipe);
  const tolerance = stop?.loss ?? 0;
  const enough = stop?.count ?? Infinity;
  const patience = restart?.after ?? Infinity;
  const promising = restart?.loss ?? 0;
  let done = 0;
  let smallInARow = 0;

  return (weights, samples, count) => {
    let loss = 0;
    for (let step = 1; step <= count; step++) {
      for (const [inputs, targets] of slots) draw(inputs, targets, samples);
      done++;
      loss = rule.look(weights, x, t);
      if (reflection !== null) {
        const row = reflection.look(weights, x, t);
        if (row >= 0) {
          rule.turned(row);
          rule.look(weights, x, t);
        }
      }
      rule.move(weights, learningRate * factor(done));
      smallInARow = loss < tolerance ? smallInARow + 1 : 0;
      if (smallInARow === enough) return { steps: step, loss, met: 'stop' };
      if (done >= patience && !(loss < promising)) return { steps: step, loss, met: 'restart' };
    }
    return { steps: count, loss, met: null };
  };
}

/** The factors of `src/training/schedules`. */
function scheduleOf({ schedule, steps }: KernelRecipe): (step: number) => number {
  switch (schedule.kind) {
    case 'constant':
      return () => 1;
    case 'inverse':
      return (step) => 1 / (1 + (step - 1) / schedule.halfAt);
    case 'cosine':
      return (step) => 0.5 * (1 + cos((Math.PI * (step - 1)) / steps));
  }
}
