import type { JsonObject } from '../base/json-object.js';
import { shortFieldName } from '../study/grid-name.js';
import { variedFields, type FieldValue, type VariedField } from '../study/setting-fields.js';
import type { Group, StudyData } from './study-data.js';
import { showUserText } from './user-text.js';

/** One value of a sweep's axis or series, with what it is called. */
export interface SweepValue {
  readonly value: FieldValue;
  readonly text: string;
}

/** Settings laid out along two directions: an axis, and all other fields in which they differ. */
export interface Sweep {
  /** What the axis is called: `learningRate`. */
  readonly axis: string;
  /** Whether its values are numbers, at least three. */
  readonly isNumeric: boolean;
  /** Ascending where they are numbers. */
  readonly values: readonly SweepValue[];
  /**
   * What the other direction is called: `mantissa`, `name, mantissa`; empty where there is no other field.
   */
  readonly across: string;
  /** The values there; one without text where there is no other field. */
  readonly rows: readonly string[];
  /** Whether the other direction is one numeric field. */
  readonly isNumericAcross: boolean;
  /** The groups with their places in both directions. */
  readonly cells: readonly { readonly group: Group; readonly column: number; readonly row: number }[];
}

const longestText = 40;
/** Two fields that are no axes are laid out from this many settings on. */
const fewestOfGrid = 6;

/**
 * A study's settings as a sweep; null where none of the fields in which they differ is an axis and they are
 * not a grid of two fields.
 * @param fieldsOf the fields of settings by name, as far as they are known
 */
export function sweepOf({ groups }: StudyData, fieldsOf: ReadonlyMap<string, JsonObject>): Sweep | null {
  const fields = variedFields(
    groups.map((group) => ({
      identity: group.identity,
      grid: group.grid,
      fields: fieldsOf.get(group.name) ?? null,
    })),
  );
  const axis =
    fields
      .filter(({ isAxis }) => isAxis)
      .sort(byCount)
      .at(0) ?? gridAxis(fields, groups.length);
  if (axis === null) return null;
  const others = fields.filter((field) => field !== axis);
  const paths = fields.map(({ path }) => path);
  const name = ({ path }: VariedField) => showUserText(shortFieldName(path, paths), longestText);
  const keys = groups.map((_, k) => others.map(({ distinct, values }) => distinct.indexOf(values[k])));
  const rows = [...new Map(keys.map((key) => [key.join(), key])).values()].sort(byPlaces);
  const rowKeys = rows.map((key) => key.join());
  const text = (field: VariedField, value: FieldValue) =>
    field.of !== 'path' ? String(value) : `${name(field)} ${value}`;
  const shown = others.length === 1 ? (_: VariedField, value: FieldValue) => String(value) : text;
  return {
    axis: name(axis),
    isNumeric: axis.isAxis,
    values: axis.distinct.map((value) => ({ value, text: showUserText(String(value), longestText) })),
    across: others.map(name).join(', '),
    rows: rows.map((key) =>
      showUserText(others.map((field, f) => shown(field, field.distinct[key[f]])).join(', '), 2 * longestText),
    ),
    isNumericAcross: others.length === 1 && others[0].isAxis,
    cells: groups.map((group, k) => ({
      group,
      column: axis.distinct.indexOf(axis.values[k]),
      row: rowKeys.indexOf(keys[k].join()),
    })),
  };
}

/** Of a grid of two fields that are no axes, the one with more values. */
function gridAxis(fields: readonly VariedField[], settings: number): VariedField | null {
  const isGrid = fields.length === 2 && settings >= fewestOfGrid && fields.every(({ of }) => of !== 'name');
  return isGrid ? [...fields].sort(byCount)[0] : null;
}

function byCount(a: VariedField, b: VariedField): number {
  return b.distinct.length - a.distinct.length;
}

function byPlaces(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((place, k) => place !== b[k]);
  return at < 0 ? 0 : a[at] - b[at];
}
