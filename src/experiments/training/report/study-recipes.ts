import { isJsonObject, type JsonObject } from '../../../base/json-object.js';
import type { StudyFile } from '../../../report/study-file.js';

/**
 * The recipes that a study ran, as its file holds them. A study file lists them, and so did the first
 * journals; later ones list setups, with the recipe in each, or in its setting.
 */
export function recipesOf({ fields }: StudyFile): readonly unknown[] {
  const recipes: unknown = fields.get('recipes');
  if (Array.isArray(recipes)) return recipes;
  const setups: unknown = fields.get('setups');
  if (!Array.isArray(setups)) return [];
  return setups.flatMap((setup: unknown) => {
    const setting = isJsonObject(setup) ? (setup['setting'] ?? setup) : null;
    return isJsonObject(setting) && 'recipe' in setting ? [setting['recipe']] : [];
  });
}

/** The complete recipes of a study by their names. */
export function recipesByName(file: StudyFile | null): ReadonlyMap<string, JsonObject> {
  return new Map(
    (file === null ? [] : recipesOf(file)).flatMap((recipe): [string, JsonObject][] =>
      isJsonObject(recipe) && typeof recipe['name'] === 'string' ? [[recipe['name'], recipe]] : [],
    ),
  );
}
