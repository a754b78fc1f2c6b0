import { isJsonObject, type JsonObject } from '../base/json-object.js';

/** What a folder's JSON files say of its study. */
export interface StudyFile {
  /** As the user wrote it; null for none. */
  readonly title: string | null;
  /** The study as JSON, indented, as it is shown. */
  readonly json: string;
  /** The recipes it ran, as it holds them. */
  readonly recipes: readonly unknown[];
  /** All its fields by name, as it holds them. */
  readonly fields: ReadonlyMap<string, unknown>;
}

/**
 * Reads a study from a JSON value: a study file, or the header of a journal, which holds the description.
 * Null where it is no object. Only the title and the recipes are understood here; the rest is shown as it is,
 * so studies of every version can be read.
 */
export function readStudyFile(value: unknown): StudyFile | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  if ('description' in value && 'warizan' in value) return readStudyFile(value.description);
  const title = 'title' in value && typeof value.title === 'string' && value.title.trim() !== '' ? value.title : null;
  const fields = new Map<string, unknown>(Object.entries(value));
  return { title, json: JSON.stringify(value, null, 2), recipes: recipesIn(value), fields };
}

/** Version 1 has a list of recipes, version 2 a list of setups, each with its recipe. */
function recipesIn(description: object): readonly unknown[] {
  if ('recipes' in description && Array.isArray(description.recipes)) return description.recipes;
  if (!('setups' in description) || !Array.isArray(description.setups)) return [];
  const setups: readonly unknown[] = description.setups;
  return setups.flatMap((setup) =>
    typeof setup === 'object' && setup !== null && 'recipe' in setup ? [setup.recipe] : [],
  );
}

/** The complete recipes of a study by their names. */
export function recipesByName(file: StudyFile | null): ReadonlyMap<string, JsonObject> {
  return new Map(
    (file?.recipes ?? []).flatMap((recipe): [string, JsonObject][] =>
      isJsonObject(recipe) && typeof recipe['name'] === 'string' ? [[recipe['name'], recipe]] : [],
    ),
  );
}
