import { withoutGridSuffix, type GridPoint } from './grid-name.js';
import { isJsonObject, type JsonObject } from '../base/json-object.js';

/**
 * One group of a study's runs, as far as it can be told from others: from a description, or from a table's
 * columns.
 */
export interface SettingIdentity {
  /** What tables call it: its name, and what tells settings of one name apart, by column; '' for nothing. */
  readonly identity: readonly [name: IdentityText, ...others: IdentityText[]];
  /** The grid's fields by path; empty where the study has none. */
  readonly grid: GridPoint;
  /** Its fields, but its name; null where they are not known. */
  readonly fields: JsonObject | null;
}

/** A column of an identity, and its text there. */
export type IdentityText = readonly [column: string, text: string];

/** A number as itself; any other value as text. */
export type FieldValue = number | string;

/** A field in which settings differ. */
export interface VariedField {
  /** A field of the setting, its own name, or what tells settings of one name apart. */
  readonly of: 'path' | 'name' | 'variant';
  /** `learningRate`, `stepRule.mantissa`; of a name or a variant, its column. */
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
 * The fields in which settings differ: their own names, each field of the grid, what else is in their
 * identity. Where a study has no grid and its settings are known, and they differ in one field alone, it is
 * that field: settings that somebody wrote out are a grid too.
 */
export function variedFields(settings: readonly SettingIdentity[]): readonly VariedField[] {
  const [{ identity }] = settings;
  const [nameColumn] = identity[0];
  const variantColumn = identity.at(1);
  const written = settings.every(({ grid }) => grid.length === 0) ? onlyDifference(settings) : null;
  const names = settings.map(({ identity: [[, name]], grid }) => withoutGridSuffix(name, grid));
  const paths = [...new Set(settings.flatMap(({ grid }) => grid.map(([path]) => path)))];
  const inGrid = paths.map((path) =>
    fieldOf(
      { of: 'path', path },
      settings.map(({ grid }) => fieldValue(grid.find(([own]) => own === path)?.[1])),
    ),
  );
  const name = written ?? fieldOf({ of: 'name', path: nameColumn }, names);
  const variant =
    variantColumn === undefined ? [] : [fieldOf({ of: 'variant', path: variantColumn[0] }, settings.map(variantText))];
  return [name, ...inGrid, ...variant].filter(({ distinct }) => distinct.length > 1);
}

/** What tells settings of one name apart: `float64`, `mpfr 50` */
export function variantText({ identity: [, ...others] }: SettingIdentity): string {
  return others.flatMap(([, text]) => (text === '' ? [] : [text])).join(' ');
}

function fieldOf({ of, path }: Pick<VariedField, 'of' | 'path'>, values: readonly FieldValue[]): VariedField {
  const different = [...new Set(values)];
  const numbers = different.filter((value) => typeof value === 'number' && Number.isFinite(value));
  const isNumeric = numbers.length === different.length;
  const distinct = isNumeric ? different.sort((a, b) => Number(a) - Number(b)) : different;
  return { of, path, values, distinct, isAxis: isNumeric && distinct.length >= fewestOnAxis };
}

/**
 * The one field in which settings differ, if it is an axis; null where there is none, or they differ in more.
 */
function onlyDifference(settings: readonly SettingIdentity[]): VariedField | null {
  const leaves = settings.map(({ fields }) => (fields === null ? null : leavesOf(fields)));
  const first = leaves.at(0) ?? null;
  if (first === null) return null;
  const paths = [...new Set(leaves.flatMap((own) => (own === null ? [] : [...own.keys()])))];
  const text = (own: ReadonlyMap<string, unknown> | null, path: string) => JSON.stringify(own?.get(path) ?? null);
  const differing = paths.filter((path) => leaves.some((own) => text(own, path) !== text(first, path)));
  const [path] = differing;
  if (differing.length !== 1 || leaves.includes(null)) return null;
  const field = fieldOf(
    { of: 'path', path },
    leaves.map((own) => fieldValue(own?.get(path))),
  );
  return field.isAxis ? field : null;
}

/** The fields of a setting by path, but its name. A list is one value. */
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
