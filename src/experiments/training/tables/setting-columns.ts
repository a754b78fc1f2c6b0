import { backends } from '../../../numeric/backends.js';
import type { Registry } from '../../../base/registry.js';
import type { Generator } from '../../../random/generator.js';
import { generators } from '../../../random/generators.js';
import { trialOutcomes } from '../outcomes.js';
import type { Column, TextKind } from '../../../study/tables/column.js';
import type { ColumnFamily, TableRule } from '../../../study/tables/table-kind.js';
import { numberOfCell, textOfCell } from '../../../study/tables/cell-value.js';

/** What tables may name. null: anything, since plugins that nobody loads here have added to it. */
export interface KnownNames {
  readonly backends: readonly string[] | null;
  readonly generators: Registry<Generator> | null;
  readonly outcomes: readonly string[] | null;
  /** Names of recipes that are right however alike they are: those of the study. */
  readonly recipes: ReadonlySet<string>;
}

/** What ships, of a study that nobody knows. */
export const shippedNames: KnownNames = {
  backends: backends.names,
  generators,
  outcomes: trialOutcomes,
  recipes: new Set(),
};

/** Of a study with plugins: a report reads tables, and runs no code that a folder names. */
const namesWithPlugins: KnownNames = { backends: null, generators: null, outcomes: null, recipes: new Set() };

/** What the tables of a folder may name. */
export function namesOf({ hasPlugins }: { readonly hasPlugins: boolean }): KnownNames {
  return hasPlugins ? namesWithPlugins : shippedNames;
}

/** Text that is one of the known ones. */
export function knownText(among: readonly string[] | null): TextKind {
  return among === null ? { is: 'text' } : { is: 'text', among };
}

const texts: Readonly<Record<string, string>> = {
  '': '',
  baseline_: ' of the group that it is compared with',
};

/**
 * The columns that say which group a row is of.
 * @param prefix of their names
 */
export function settingColumns(known: KnownNames, prefix: '' | 'baseline_' = ''): readonly Column[] {
  const of = texts[prefix];
  return [
    { name: `${prefix}recipe`, unit: null, says: `the recipe's name${of}`, holds: { is: 'text' }, required: true },
    {
      name: `${prefix}backend`,
      unit: null,
      says: `the number system${of}`,
      holds: knownText(known.backends),
      required: true,
    },
    digitsColumn(`${prefix}precision`, `its decimal digits${of}; empty for float64`),
  ];
}

/** Decimal digits of a number system; empty where they are fixed. */
export function digitsColumn(name: string, says: string): Column {
  return { name, unit: 'decimal digits', says, holds: { is: 'number', whole: true, from: 1, to: 1e9 } };
}

/** The generator of a run. */
export function generatorColumn({ generators: known }: KnownNames): Column {
  return {
    name: 'rng',
    unit: null,
    says: 'the generator of the run',
    holds: knownText(known?.names ?? null),
    required: true,
  };
}

/** The seed of a run, which every generator takes up to a largest of its own. */
export function seedColumn({ generators: known }: KnownNames): Column {
  const largest = Math.max(...(known?.entries ?? []).map(({ largestSeed }) => largestSeed));
  return {
    name: 'seed',
    unit: null,
    says: 'the seed of the run',
    holds: { is: 'number', whole: true, from: 0, to: known === null ? Number.MAX_SAFE_INTEGER : largest },
    required: true,
  };
}

/** A seed is one that its generator takes. */
export function seedOfGenerator({ generators: known }: KnownNames): TableRule {
  return {
    of: ['rng', 'seed'],
    begin: () => (cell) => {
      const name = textOfCell(cell('rng'));
      if (known === null) return null;
      const { largestSeed } = known.get(name);
      const seed = numberOfCell(cell('seed'));
      if (seed === null || seed <= largestSeed) return null;
      return { column: 'seed', right: `${name} takes seeds from 0 to ${largestSeed}` };
    },
  };
}

/** The fields of a grid: a column each. */
export const gridFamily: ColumnFamily = {
  family: 'recipe.…',
  says: "only with a grid: the field's value, a column a field",
  column: (name) =>
    /^recipe\../.test(name) ? { name, unit: null, says: 'a field of the recipe', holds: { is: 'any' } } : null,
};

/**
 * The entries of a run's parameters: `w0_1_0`. Other tools number columns of their own with one number, as in
 * `level_0`: these may hold anything, unless all columns of that kind are entries.
 * @param indices how many numbers a name has at least whose cells are numbers
 */
export function weightFamily(indices: 1 | 2): ColumnFamily {
  return {
    family: 'w0_0_0 … w1_0_0 …',
    says: 'weights: layer, row, column',
    column(name) {
      const found = /^[A-Za-z]\w*?((?:_\d+)+)$/.exec(name);
      if (found === null) return null;
      const isEntry = found[1].split('_').length > indices;
      return { name, unit: null, says: 'an entry of a parameter', holds: { is: isEntry ? 'number' : 'any' } };
    },
  };
}
