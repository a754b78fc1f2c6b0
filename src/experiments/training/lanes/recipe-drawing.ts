import type { DrawProgram } from '../../../compile/draw-program.js';
import type { Generator } from '../../../random/generator.js';
import { drawsOver } from '../../../random/word-generator.js';
import { entryOf } from '../../../training/part.js';
import type { Parts } from '../../../training/parts.js';
import { sizesOf, type Recipe } from '../../../training/recipe.js';

/**
 * A recipe's samples, drawn by a generator, as a program that can be compiled: inputs and targets.
 * @returns null where task or generator is the core's alone
 */
export function drawingOf(recipe: Recipe, parts: Parts, generator: Generator): DrawProgram | null {
  const task = entryOf(parts.tasks, recipe.task);
  const { tries } = task;
  const { words } = generator;
  // Where targets differ from run to run, or a batch is not drawn sample by sample, the core draws.
  if (tries === undefined || words === undefined || task.ofRun !== undefined || task.many !== undefined) return null;
  const { inputs, outputs } = sizesOf(recipe, parts);
  return {
    words: words.pack(generator.streams(0).samples.state().words).length / 2,
    inputs: inputs + outputs,
    most: tries.most,
    next(system, n, state) {
      const draws = drawsOver(words, system, n, state);
      const { x, isAccepted } = tries.next(n, recipe.task, draws);
      return { state: draws.state(), values: [...x, ...task.target(n, recipe.task, x)], isAccepted };
    },
  };
}
