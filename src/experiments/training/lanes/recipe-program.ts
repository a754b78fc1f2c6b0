import { longestCompiled } from '../../../compile/trace.js';
import { recordStep, type RecordedStep, type StepProgram } from '../../../compile/step-program.js';
import type { StepKernel } from '../../../compile/step-kernel.js';
import { float64 } from '../../../numeric/backends/float64.js';
import { attemptWatchOf } from '../../../training/attempt-watch.js';
import type { Parts } from '../../../training/parts.js';
import { ratesOf } from '../../../training/rates.js';
import { unitOf, type Recipe } from '../../../training/recipe.js';
import { updateOf, type Update } from '../../../training/update.js';
import { thetaLength } from '../../../units/parameter.js';

/** Why a kernel halts, in the order of a program's reasons. */
export const reasons = { ended: 0, givenUp: 1 } as const;

/**
 * A recipe as a step that can be compiled. A state is θ, what the recipe's parts remember of the attempt, the
 * attempt's number, its steps and the loss of the last one. A sample is inputs and targets.
 */
export interface RecipeProgram extends StepProgram {
  /** Entries of θ. */
  readonly length: number;
  /** Gives a lane the state of the beginning of an attempt. */
  begin(kernel: StepKernel, lane: number, theta: readonly number[], attempt: number): void;
}

/** A recipe's program, and the record of it. */
export interface RecordedRecipe {
  readonly program: RecipeProgram;
  readonly recorded: RecordedStep;
}

/**
 * Records a recipe's step.
 * @returns null where it asks a number system for more than can be recorded, is too long, asks for the number
 * of a step, or sees a batch of more than one sample otherwise than by its sum: the core does the work then
 */
export function recordRecipe(recipe: Recipe, parts: Parts): RecordedRecipe | null {
  const [program, other] = [programOf(recipe, parts, 1), programOf(recipe, parts, 2)];
  if (program === null || other === null) return null;
  try {
    const recorded = recordStep(program);
    if (recorded.length > longestCompiled || recordStep(other).move.trace.text !== recorded.move.trace.text)
      return null;
    return { program, recorded };
  } catch {
    return null;
  }
}

/**
 * The step of a recipe, from `Update` as it stands.
 * @param number of the step, which rules are told
 * @returns null where a batch of more than one sample is not seen by its sum
 */
function programOf(recipe: Recipe, parts: Parts, number: number): RecipeProgram | null {
  const { sizes, parameters } = unitOf(recipe, parts);
  const length = thetaLength(parameters);
  const { memory, summed } = updateOf(float64, recipe, parts);
  if (recipe.batch > 1 && summed === undefined) return null;
  const watched = attemptWatchOf(float64, recipe, parts).memory;
  const remembered = length + memory.length;
  const rest = [...memory, ...watched];
  const sampleOf = <T>(values: readonly T[]) => ({
    x: values.slice(0, sizes.inputs),
    target: values.slice(sizes.inputs),
  });
  const partsOf = <T>(state: readonly T[]) => ({
    theta: state.slice(0, length),
    memory: state.slice(length, remembered),
  });
  return {
    length,
    size: remembered + watched.length + 3,
    inputs: sizes.inputs + sizes.outputs,
    batch: recipe.batch,
    begin(kernel, lane, theta, attempt) {
      kernel.setState(lane, 0, theta);
      kernel.setState(lane, length, rest);
      kernel.setState(lane, length + rest.length, [attempt, 0, NaN]);
    },
    look: (n, state, sample) =>
      recipe.batch === 1 ? sample : summedOf(updateOf(n, recipe, parts)).look(partsOf(state).theta, sampleOf(sample)),
    move(n, state, given) {
      const update = updateOf(n, recipe, parts);
      const watch = attemptWatchOf(n, recipe, parts);
      const [attempt, before] = state.slice(-3);
      const step = n.add(before, n.one);
      const rates = ratesOf(n, recipe, parts)(step);
      const after =
        recipe.batch === 1
          ? update.step(partsOf(state), [sampleOf(given)], rates, number)
          : summedOf(update).move(partsOf(state), given, rates, number);
      const seen = watch.next(state.slice(remembered, -3), after.loss);
      return {
        state: [...after.theta, ...after.memory, ...seen, attempt, step, after.loss],
        halts: [watch.ends(seen), watch.givesUp(attempt, step, after.loss)],
      };
    },
  };
}

function summedOf<T>({ summed }: Update<T>) {
  if (summed === undefined) throw new Error('a batch is not seen by its sum');
  return summed;
}
