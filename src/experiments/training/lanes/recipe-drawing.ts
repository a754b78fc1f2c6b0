import type { DrawProgram } from '../../../compile/draw-program.js';
import { drawsOver, type WordGenerator } from '../../../random/word-generator.js';
import { entryOf } from '../../../training/part.js';
import type { Parts } from '../../../training/parts.js';
import { sizesOf, type Recipe } from '../../../training/recipe.js';

/** A recipe's samples as a program that can be compiled; null where its task is drawn by the core alone. */
export function drawingOf(recipe: Recipe, parts: Parts, generator: WordGenerator, words: number): DrawProgram | null {
  const { tries } = entryOf(parts.tasks, recipe.task);
  if (tries === undefined) return null;
  return {
    words,
    inputs: sizesOf(recipe, parts).inputs,
    most: tries.most,
    next(system, n, state) {
      const draws = drawsOver(generator, system, n, state);
      const { x, isAccepted } = tries.next(n, recipe.task, draws);
      return { state: draws.state(), values: x, isAccepted };
    },
  };
}
