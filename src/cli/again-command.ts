import { chooseBackend, standardBackend } from '../numeric/backends.js';
import { isDeepStrictEqual } from 'node:util';
import type { StudyData } from '../report/study-data.js';
import type { StudyFile } from '../report/study-file.js';
import { settingIdentities, usualComparisons } from '../study/comparison-plan.js';
import { recipesOf } from '../experiments/training/report/study-recipes.js';
import { training } from '../experiments/training/training.js';
import { figureNames } from '../experiments/training/figures.js';
import { tableNames } from '../study/description.js';
import { namedRecipes } from '../training/named-recipes.js';
import { npxCommand } from './npx-command.js';

/**
 * The command that makes a study's tables again, for a shell: with options where they say everything (shipped
 * recipes as they are shipped, one range of seeds, one backend, tables and comparisons as usual), since it
 * then needs no file; else with the study's own file where the folder holds it. Null where neither does. No
 * text of a user's is in it.
 */
export function againCommand(study: StudyData, description: StudyFile | null, hasStudyFile: boolean): string | null {
  const options = optionsOf(study, description);
  if (options !== null) return npxCommand(['study', ...options]);
  return hasStudyFile ? npxCommand(['study', 'study.json']) : null;
}

/** A study as options; null where they do not say everything. */
function optionsOf({ groups, rngs, seedRange }: StudyData, description: StudyFile | null): string[] | null {
  const [first] = groups;
  const [, [, backend], [, precision]] = first.identity;
  const names = [...new Set(groups.map(({ name }) => name))];
  const areShipped =
    names.every((name) => namedRecipes.has(name)) &&
    (description === null ? [] : recipesOf(description)).every(isShipped);
  const isOneBackend = groups.every(({ identity }) => isDeepStrictEqual(identity.slice(1), first.identity.slice(1)));
  const areWords = rngs.every((name) => /^[\w-]+$/.test(name)) && /^\w*$/.test(backend);
  if (!areShipped || !isOneBackend || !areWords || seedRange === null || rngs.length !== 1) return null;
  if (description !== null && !asksTheUsual(description, names)) return null;
  return [
    ...names.map((name) => `--recipe ${name}`),
    `--seeds ${seedRange.from}..${seedRange.to} --rng ${rngs[0]}`,
    ...(backend === '' || backend === standardBackend.name
      ? []
      : [`--backend ${backend} --precision ${precision || '50'}`]),
  ];
}

/**
 * Whether a recipe is a shipped one as it ships: it may bear the name and be another. A study file may also
 * just name it.
 */
export function isShipped(recipe: unknown): boolean {
  if (typeof recipe === 'string') return namedRecipes.has(recipe);
  if (typeof recipe !== 'object' || recipe === null || !('name' in recipe) || typeof recipe.name !== 'string')
    return false;
  return isDeepStrictEqual(recipe, namedRecipes.get(recipe.name));
}

/** Whether a study asks for what one made of options has; what it does not say is as usual. */
function asksTheUsual({ fields }: StudyFile, names: readonly string[]): boolean {
  const setups = names.flatMap((name) => {
    const recipe = namedRecipes.get(name);
    return recipe === undefined ? [] : [{ setting: { recipe, backend: chooseBackend('float64', null) }, grid: {} }];
  });
  const usual = {
    comparisons: usualComparisons(settingIdentities(training, setups)),
    tables: tableNames,
    figures: figureNames,
  };
  const isUsual = ([name, value]: readonly [string, unknown]) =>
    !fields.has(name) || isDeepStrictEqual(fields.get(name), value);
  // Seeds in several ranges may be in an order that one range does not have.
  const seeds: unknown = fields.get('seeds');
  const isOneRange = !Array.isArray(seeds) || seeds.length === 1;
  return (
    isOneRange &&
    !fields.has('evaluation') &&
    !fields.has('criterion') &&
    !fields.has('baseline') &&
    !fields.has('plugins') &&
    Object.entries(usual).every(isUsual)
  );
}
