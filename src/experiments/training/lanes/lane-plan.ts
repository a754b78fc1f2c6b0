import type { Recipe } from '../../../training/recipe.js';
import type { Lanes } from '../../../compile/lanes.js';
import type { RecordedRecipe } from './recipe-program.js';

/** How runs of a recipe are laid out in lanes, and on pages. */
export interface LanePlan extends Lanes {
  /** Steps whose samples are drawn at a time. */
  readonly page: number;
}

/** Vectors of two lanes: a large state is sooner computed in few, whose values stay nearer. */
const vectorsOf = { small: 4, large: 2 };
/** Values of a state, from which on it is large. */
const largeState = 20;

/** Of a few operations in a row for one vector most programs are the fastest. */
const grouped = 4;

/** Samples that are drawn at a time: few where lanes take new runs often, each drawing the rest. */
const samples = { manyRuns: 32, longRuns: 128 };

/** What samples may take of memory, in bytes. */
const mostBytes = 2 ** 27;

/** Whether runs of a recipe may end before their last step. */
export function endsEarly({ stop, restart, evaluation }: Recipe): boolean {
  return stop !== null || restart !== null || evaluation.stop !== undefined;
}

/**
 * The plan for so many runs side by side. It changes how long they take, and no bit.
 * @returns null where the samples of one step take too much memory
 */
export function lanePlan(recipe: Recipe, { program }: RecordedRecipe, runs: number): LanePlan | null {
  const most = program.size > largeState ? vectorsOf.large : vectorsOf.small;
  const vectors = runs <= 2 ? 1 : runs <= 4 ? 2 : most;
  const bytesOfStep = program.batch * program.inputs * 2 * most * 8;
  if (bytesOfStep > mostBytes) return null;
  const wanted = endsEarly(recipe) ? samples.manyRuns : samples.longRuns;
  return { vectors, grouped, page: Math.max(1, Math.floor(wanted / program.batch)) };
}
