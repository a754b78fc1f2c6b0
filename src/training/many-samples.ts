import { float64 } from '../numeric/backends/float64.js';
import type { Draws } from '../random/rng.js';
import type { Setting } from './part.js';
import { sliceOf } from './samples.js';
import type { Task } from './tasks/task.js';

/** Draws the inputs of so many samples, of a batch or of a whole set, into a list from its beginning on. */
export function drawMany(task: Task, setting: Setting, rng: Draws, inputs: Float64Array, count: number): void {
  if (task.many !== undefined) {
    task.many.draw(setting, rng, inputs, count);
    return;
  }
  const { inputs: I } = task.sizes(setting);
  for (let k = 0; k < count; k++) inputs.set(task.draw(setting, rng), k * I);
}

/** The targets of so many samples, on float64. */
export function targetsOfMany(
  task: Task,
  setting: Setting,
  inputs: Float64Array,
  targets: Float64Array,
  count: number,
): void {
  if (task.many !== undefined) {
    task.many.targets(setting, inputs, targets, count);
    return;
  }
  const { inputs: I, outputs: O } = task.sizes(setting);
  for (let k = 0; k < count; k++) {
    targets.set(task.target(float64, setting, sliceOf(inputs, k * I, I)), k * O);
  }
}
