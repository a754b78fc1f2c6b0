import { float64 } from '../numeric/backends/float64.js';
import { evaluationStream } from '../random/streams.js';
import { entryOf, type Setting } from './part.js';
import { shippedParts, type Parts } from './parts.js';
import type { Recipe } from './recipe.js';
import type { SampleSet } from './samples.js';

/** The fixed samples a recipe's runs are judged on. They depend on the recipe alone. */
export interface EvaluationSets {
  /** Drawn as training samples are. */
  readonly interpolation: SampleSet;
  /** Drawn from `evaluation.extrapolation`, as the task says what is beyond it. */
  readonly extrapolation: SampleSet;
}

/** Draws both sets from the evaluation seed: first all of interpolation, then all of extrapolation. */
export function drawEvaluationSets(recipe: Recipe, parts: Parts = shippedParts): EvaluationSets {
  const rng = evaluationStream(recipe.evaluation.seed);
  const task = entryOf(parts.tasks, recipe.task);
  const { inputs: I, outputs: O } = task.sizes(recipe.task);
  const size = recipe.evaluation.samples;
  const collect = (setting: Setting): SampleSet => {
    const inputs = new Float64Array(size * I);
    const targets = new Float64Array(size * O);
    for (let k = 0; k < size; k++) {
      const x = task.draw(setting, rng);
      inputs.set(x, k * I);
      targets.set(task.target(float64, setting, x), k * O);
    }
    return { size, inputs, targets };
  };
  const interpolation = collect(recipe.task);
  const extrapolation = collect(task.beyond(recipe.task, recipe.evaluation.extrapolation));
  return { interpolation, extrapolation };
}
