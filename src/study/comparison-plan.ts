import { InputError, quoted } from '../base/input-error.js';
import type { ComparisonName, Setup } from './description.js';
import { textOfCell } from './tables/cell-value.js';
import { isJsonObject } from '../base/json-object.js';
import type { Experiment } from './experiment.js';
import { variedFields, type IdentityText, type SettingIdentity } from './setting-fields.js';
import { settingCells } from './tables/trial-table.js';

/**
 * Up to so many groups each is compared with each; more would drown what matters, and lose it to the
 * correction.
 */
const mostComparedWithEach = 3;
/** Names that a message lists. */
const mostNamed = 8;

/** Setups as their varied fields are found. */
export function settingIdentities(experiment: Experiment, setups: readonly Setup[]): SettingIdentity[] {
  return setups.map(({ setting, grid }) => {
    const texts = settingCells(experiment, setting).map(([column, cell]): IdentityText => [column, textOfCell(cell)]);
    const [name, ...others] = texts;
    return {
      identity: [name, ...others],
      grid: Object.entries(grid),
      fields: experiment.fieldsOf?.(setting) ?? (isJsonObject(setting) ? setting : null),
    };
  });
}

/** What a setup is called in tables. */
export function settingName(experiment: Experiment, { setting }: Setup): string {
  return textOfCell(settingCells(experiment, setting)[0][1]);
}

/**
 * What is compared where a study does not say: few groups each with each, those of a sweep with their
 * neighbours, others with the first.
 */
export function usualComparisons(settings: readonly SettingIdentity[]): ComparisonName {
  if (settings.length <= mostComparedWithEach) return 'all';
  return variedFields(settings).some(({ isAxis }) => isAxis) ? 'neighbours' : 'first';
}

/**
 * The position of the setup that a study names as its baseline; null where it names none.
 * @throws InputError when there is no setup of this name, or several, or the study asks for comparisons
 * without a baseline
 */
export function baselineIndex(
  name: string | undefined,
  comparisons: ComparisonName | undefined,
  settings: readonly SettingIdentity[],
): number | null {
  if (name === undefined) return null;
  if (comparisons !== undefined && comparisons !== 'baseline') {
    throw new InputError(
      `baseline: ${quoted(name)}: does not go with comparisons ${quoted(comparisons)}: leave one out`,
    );
  }
  const own = settings.map(({ identity: [[, text]] }) => text);
  const found = own.flatMap((text, k) => (text === name ? [k] : []));
  if (found.length === 1) return found[0];
  const names = [...new Set(own)].slice(0, mostNamed).map(quoted).join(', ');
  throw new InputError(
    found.length === 0
      ? `baseline: ${quoted(name)}: is none of the study's settings: ${names}`
      : `baseline: ${quoted(name)}: ${found.length} settings have this name: leave it out`,
  );
}

/**
 * The pairs of setups to compare, by their positions: none twice.
 * @param baseline the position of what others are compared with, where that is asked for
 */
export function pairsToCompare(
  which: ComparisonName,
  settings: readonly SettingIdentity[],
  baseline: number,
): (readonly [setup: number, baseline: number])[] {
  const each = settings.map((_, k) => k);
  const pairs: Record<ComparisonName, () => (readonly [number, number])[]> = {
    none: () => [],
    first: () => each.slice(1).map((setup) => [setup, 0] as const),
    all: () => each.flatMap((from) => each.slice(from + 1).map((setup) => [setup, from] as const)),
    baseline: () => each.filter((setup) => setup !== baseline).map((setup) => [setup, baseline] as const),
    neighbours: () => neighbours(settings),
  };
  return pairs[which]();
}

/**
 * Pairs of setups that are one step of the grid apart: they differ in one field alone, and there by one step.
 * Of an axis of numbers that is the next value; of any other field it is the first value against each of the
 * others.
 */
function neighbours(settings: readonly SettingIdentity[]): (readonly [number, number])[] {
  const fields = variedFields(settings).map(({ values, distinct, isAxis }) => ({
    places: values.map((value) => distinct.indexOf(value)),
    isAxis,
  }));
  const positions = new Map(settings.map((_, k) => [fields.map(({ places }) => places[k]).join(), k]));
  return settings.flatMap((_, k) =>
    fields.flatMap(({ places, isAxis }, f) => {
      if (places[k] === 0) return [];
      const before = isAxis ? places[k] - 1 : 0;
      const found = positions.get(fields.map((field, g) => (g === f ? before : field.places[k])).join());
      return found === undefined ? [] : [[k, found] as const];
    }),
  );
}
