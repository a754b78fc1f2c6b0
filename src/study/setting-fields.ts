import { withoutGridSuffix, type GridPoint } from './grid-name.js';
import { isJsonObject, type JsonObject } from '../base/json-object.js';

/**
 * One group of a study's runs, as far as it can be told from others: from a description, or from a table's
 * columns.
 */
export interface SettingIdentity {
  /** What tables call it. */
  readonly name: string;
  readonly backend: string;
  readonly precision: number | null;
  /** The grid's fields by path; empty where the study has none. */
  readonly grid: GridPoint;
  /** The complete recipe; null where it is not known. */
  readonly recipe: JsonObject | null;
}

/** A number as itself; any other value as text. */
export type FieldValue = number | string;

/** A field in which settings differ. */
export interface VariedField {
  /**
   * `learningRate`, `stepRule.mantissa`; `recipe` for the recipe's own name, `backend` for the number system.
   */
  readonly path: string;
  /** One a setting. */
  readonly values: readonly FieldValue[];
  /** The different values: numbers ascending, others in order of first appearance. */
  readonly distinct: readonly FieldValue[];
  /** Whether it can be an axis: all values are numbers, at least three of them different. */
  readonly isAxis: boolean;
}

const fewestOnAxis = 3;

/**
 * The fields in which settings differ: the recipe's own name, each field of the grid, the number system.
 * Where a study has no grid and its recipes are known, and they differ in one field alone, it is that field:
 * recipes that somebody wrote out are a grid too.
 */
export function variedFields(settings: readonly SettingIdentity[]): readonly VariedField[] {
  const backends = fieldOf('backend', settings.map(backendText));
  const written = settings.every(({ grid }) => grid.length === 0) ? onlyDifference(settings) : null;
  const names = settings.map(({ name, grid }) => withoutGridSuffix(name, grid));
  const paths = [...new Set(settings.flatMap(({ grid }) => grid.map(([path]) => path)))];
  const inGrid = paths.map((path) =>
    fieldOf(
      path,
      settings.map(({ grid }) => fieldValue(grid.find(([own]) => own === path)?.[1])),
    ),
  );
  return [written ?? fieldOf('recipe', names), ...inGrid, backends].filter(({ distinct }) => distinct.length > 1);
}

/** `float64`, `mpfr 50` */
function backendText({ backend, precision }: SettingIdentity): string {
  return precision === null ? backend : `${backend} ${precision}`;
}

function fieldOf(path: string, values: readonly FieldValue[]): VariedField {
  const different = [...new Set(values)];
  const numbers = different.filter((value) => typeof value === 'number' && Number.isFinite(value));
  const isNumeric = numbers.length === different.length;
  const distinct = isNumeric ? different.sort((a, b) => Number(a) - Number(b)) : different;
  return { path, values, distinct, isAxis: isNumeric && distinct.length >= fewestOnAxis };
}

/**
 * The one field in which complete recipes differ, if it is an axis; null where there is none, or recipes
 * differ in more.
 */
function onlyDifference(settings: readonly SettingIdentity[]): VariedField | null {
  const leaves = settings.map(({ recipe }) => (recipe === null ? null : leavesOf(recipe)));
  const first = leaves.at(0) ?? null;
  if (first === null) return null;
  const paths = [...new Set(leaves.flatMap((own) => (own === null ? [] : [...own.keys()])))];
  const text = (own: ReadonlyMap<string, unknown> | null, path: string) => JSON.stringify(own?.get(path) ?? null);
  const differing = paths.filter((path) => leaves.some((own) => text(own, path) !== text(first, path)));
  const [path] = differing;
  if (differing.length !== 1 || leaves.includes(null)) return null;
  const field = fieldOf(
    path,
    leaves.map((own) => fieldValue(own?.get(path))),
  );
  return field.isAxis ? field : null;
}

/** The fields of a recipe by path, but its name. A list is one value. */
function leavesOf(object: JsonObject, before = ''): Map<string, unknown> {
  const leaves = new Map<string, unknown>();
  for (const [key, value] of Object.entries(object)) {
    if (before === '' && key === 'name') continue;
    if (isJsonObject(value)) for (const leaf of leavesOf(value, `${before}${key}.`)) leaves.set(...leaf);
    else leaves.set(before + key, value);
  }
  return leaves;
}

function fieldValue(value: unknown): FieldValue {
  if (typeof value === 'number' || typeof value === 'string') return value;
  return value === undefined ? '–' : JSON.stringify(value);
}
