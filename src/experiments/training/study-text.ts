import { readRecipe } from '../../training/read-recipe.js';
import { criterionText, seedTexts } from '../../study/criteria/read-criterion.js';
import { evaluatedRecipe, type StudyRequest } from './describe-study.js';
import { settingIdentities } from '../../study/comparison-plan.js';
import type { StudyDescription } from '../../study/description.js';
import type { TrainingSetting } from './trial.js';
import { readableJson } from '../../study/readable-json.js';

/**
 * A study as the text of a study file that asks for the same, whatever it was made of: recipes are complete,
 * so no other file and no shipped recipe is needed; what was left to its standard is said. `readStudy` makes
 * the same description of it, and so the same tables.
 * @param request a study as it was asked for @param description what `describeStudy` made of it
 */
export function studyText(request: StudyRequest, description: StudyDescription<TrainingSetting>): string {
  const { recipes, evaluation, grid, backend, catalogue, plugins } = request;
  const { experiment, title, setups, seeds, rng, comparisons, baseline, tables, figures, criterion } = description;
  const file = {
    plugins,
    title: title ?? undefined,
    // Read once more for the order of their fields: the same study is the same text, however its recipes were
    // made.
    recipes: recipes.map((recipe) => readRecipe(evaluatedRecipe(recipe, evaluation, catalogue), catalogue)),
    grid,
    seeds: seedTexts(seeds),
    rng,
    backend: backend.digits === null ? backend.name : backend,
    comparisons,
    baseline: baseline === undefined ? undefined : setups[baseline].setting.recipe.name,
    tables,
    figures,
    criterion: criterion === undefined ? undefined : criterionText(criterion, settingIdentities(experiment, setups)),
  };
  return `${readableJson(file)}\n`;
}
