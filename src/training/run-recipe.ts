import type { TrialStreams } from '../random/generator.js';
import { entryOf } from './part.js';
import { shippedParts, type Parts } from './parts.js';
import type { Recipe } from './recipe.js';

/**
 * The recipe of one run: what its task draws once a run is drawn, before all else of the run. A recipe that
 * leaves nothing to draw, as that of a run does, is the run's itself.
 */
export function recipeOfRun(
  recipe: Recipe,
  { task: stream }: Pick<TrialStreams, 'task'>,
  parts: Parts = shippedParts,
): Recipe {
  const task = entryOf(parts.tasks, recipe.task);
  return task.ofRun === undefined ? recipe : { ...recipe, task: task.ofRun(recipe.task, stream) };
}
