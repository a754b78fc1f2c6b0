import type { Draws } from '../random/rng.js';
import { evaluationStream } from '../random/streams.js';
import { entryOf, type Setting } from './part.js';
import { shippedParts, type Parts } from './parts.js';
import type { Recipe } from './recipe.js';
import type { SampleSet } from './samples.js';
import { drawMany, targetsOfMany } from './many-samples.js';

/** The fixed samples a recipe's runs are judged on. They depend on the recipe alone. */
export interface EvaluationSets {
  /** Drawn as training samples are. */
  readonly interpolation: SampleSet;
  /** Drawn from `evaluation.extrapolation`, as the task says what is beyond it. */
  readonly extrapolation: SampleSet;
}

/**
 * Draws both sets from the evaluation seed, first all of interpolation, then all of extrapolation; or each
 * from a seed of its own, where the recipe says so.
 * @param recipe of one run: what its task draws for each run is drawn. Inputs are the same for all runs
 */
export function drawEvaluationSets(recipe: Recipe, parts: Parts = shippedParts): EvaluationSets {
  const streams = streamsOf(recipe, parts);
  const task = entryOf(parts.tasks, recipe.task);
  const { inputs: I, outputs: O } = task.sizes(recipe.task);
  const size = recipe.evaluation.samples;
  const collect = (setting: Setting, rng: Draws): SampleSet => {
    const inputs = new Float64Array(size * I);
    const targets = new Float64Array(size * O);
    drawMany(task, setting, rng, inputs, size);
    targetsOfMany(task, setting, inputs, targets, size);
    return { size, inputs, targets };
  };
  const interpolation = collect(recipe.task, streams.interpolation);
  const extrapolation = collect(task.beyond(recipe.task, recipe.evaluation.extrapolation), streams.extrapolation);
  return { interpolation, extrapolation };
}

function streamsOf({ evaluation }: Recipe, { generators }: Parts): Readonly<Record<keyof EvaluationSets, Draws>> {
  const { seed, sets } = evaluation;
  if (sets === undefined) {
    const shared = evaluationStream(seed);
    return { interpolation: shared, extrapolation: shared };
  }
  const of = (own: number) => generators.get(sets.rng).streams(own).task;
  return { interpolation: of(sets.interpolation), extrapolation: of(sets.extrapolation) };
}
