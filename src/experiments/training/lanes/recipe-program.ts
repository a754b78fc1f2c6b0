import type { StepProgram } from '../../../compile/step-program.js';
import { float64 } from '../../../numeric/backends/float64.js';
import type { Numeric } from '../../../numeric/numeric.js';
import { entryOf } from '../../../training/part.js';
import type { Parts } from '../../../training/parts.js';
import { unitOf, type Recipe } from '../../../training/recipe.js';
import { updateOf, type Update } from '../../../training/update.js';
import { thetaLength } from '../../../units/parameter.js';

/** A recipe as a step that can be compiled. A state is θ and what the recipe's parts remember. */
export interface RecipeProgram extends StepProgram {
  /** What they remember before the first step. */
  readonly memory: readonly number[];
}

/**
 * The step of a recipe, from `Update` as it stands.
 * @param number of the step, which rules are told
 * @returns null where a batch of more than one sample is not seen by its sum
 */
export function programOf(recipe: Recipe, parts: Parts, number: number): RecipeProgram | null {
  const { sizes, parameters } = unitOf(recipe, parts);
  const length = thetaLength(parameters);
  const task = entryOf(parts.tasks, recipe.task);
  const { memory, summed } = updateOf(float64, recipe, parts);
  if (recipe.batch > 1 && summed === undefined) return null;
  const sampleOf = <T, C>(n: Numeric<T, C>, x: readonly T[]) => ({ x, target: task.target(n, recipe.task, x) });
  const partsOf = <T>(state: readonly T[]) => ({ theta: state.slice(0, length), memory: state.slice(length) });
  return {
    memory,
    size: length + memory.length,
    inputs: sizes.inputs,
    batch: recipe.batch,
    look: (n, state, x) =>
      recipe.batch === 1 ? x : summedOf(updateOf(n, recipe, parts)).look(partsOf(state).theta, sampleOf(n, x)),
    move: (n, state, given, rate) => {
      const update = updateOf(n, recipe, parts);
      const {
        theta,
        memory: remembered,
        loss,
      } = recipe.batch === 1
        ? update.step(partsOf(state), [sampleOf(n, given)], rate, number)
        : summedOf(update).move(partsOf(state), given, rate, number);
      return { state: [...theta, ...remembered], loss };
    },
  };
}

function summedOf<T>({ summed }: Update<T>) {
  if (summed === undefined) throw new Error('a batch is not seen by its sum');
  return summed;
}
