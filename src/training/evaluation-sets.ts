import { float64 } from '../numeric/float64.js';
import type { SampleSet } from '../network/samples.js';
import { evaluationStream } from '../random/streams.js';
import type { Recipe } from './recipe.js';
import { drawInputs, targetOf, type Task } from './task.js';

/** The fixed samples a recipe's runs are judged on. They depend on the recipe alone. */
export interface EvaluationSets {
  /** Drawn as training samples are. */
  readonly interpolation: SampleSet;
  /**
   * Drawn from `evaluation.extrapolation`, none rejected. Where training draws negative inputs, each input's sign is flipped with
   * probability ½, so that every quadrant has its share.
   */
  readonly extrapolation: SampleSet;
}

/** Draws both sets from the evaluation seed: first all of interpolation, then all of extrapolation. */
export function drawEvaluationSets(recipe: Recipe): EvaluationSets {
  const rng = evaluationStream(recipe.evaluation.seed);
  const { task } = recipe;
  const [low, high] = recipe.evaluation.extrapolation;
  const interpolation = collect(recipe, () => drawInputs(task, rng));
  const beyond: Task = {
    ...task,
    ...{ range: [low, high], signs: trainsOnNegatives(task) ? 'random' : 'drawn', largestTarget: null },
  };
  const extrapolation = collect(recipe, () => drawInputs(beyond, rng));
  return { interpolation, extrapolation };
}

/** Whether training can draw a negative input. */
function trainsOnNegatives({ range, signs }: Task): boolean {
  return range[0] < 0 || signs === 'random';
}

function collect(recipe: Recipe, draw: () => number[]): SampleSet {
  const { exponents } = recipe.task;
  const size = recipe.evaluation.samples;
  const inputs = new Float64Array(size * exponents[0].length);
  const targets = new Float64Array(size * exponents.length);
  for (let k = 0; k < size; k++) {
    const x = draw();
    inputs.set(x, k * x.length);
    targets.set(targetOf(float64, exponents, x), k * exponents.length);
  }
  return { size, inputs, targets };
}
