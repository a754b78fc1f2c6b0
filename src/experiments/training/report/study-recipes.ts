import { isJsonObject, type JsonObject } from '../../../base/json-object.js';
import type { StudyFile } from '../../../report/study-file.js';

/** The recipes that a study ran, as its file holds them: version 1 lists them, version 2 lists setups. */
export function recipesOf({ fields }: StudyFile): readonly unknown[] {
  const recipes: unknown = fields.get('recipes');
  if (Array.isArray(recipes)) return recipes;
  const setups: unknown = fields.get('setups');
  if (!Array.isArray(setups)) return [];
  return setups.flatMap((setup: unknown) => (isJsonObject(setup) && 'recipe' in setup ? [setup['recipe']] : []));
}

/** The complete recipes of a study by their names. */
export function recipesByName(file: StudyFile | null): ReadonlyMap<string, JsonObject> {
  return new Map(
    (file === null ? [] : recipesOf(file)).flatMap((recipe): [string, JsonObject][] =>
      isJsonObject(recipe) && typeof recipe['name'] === 'string' ? [[recipe['name'], recipe]] : [],
    ),
  );
}
