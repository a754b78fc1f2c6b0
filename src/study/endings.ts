import type { Interval } from '../statistics/interval.js';
import { wilsonInterval } from '../statistics/wilson-interval.js';
import type { Setup, StudyDescription } from './description.js';
import type { EndingMeasures, Experiment, Outcome } from './experiment.js';
import type { Cell } from './tables/cell.js';
import { gridCells, gridColumns, identityNames, settingCells } from './tables/trial-table.js';

/**
 * The least values with at least a quarter, half and three quarters of all values at or below them (R's type
 * 1). They are values that were seen: between two classes nothing is interpolated.
 */
export interface Quartiles extends Interval {
  readonly median: number;
}

/** How many runs have a value of each class, most first, and how many of none of them. */
export type ClassCounts = readonly (readonly [value: number | 'other', count: number])[];

/** The runs of one setup that ended in one way: how many, and where. */
export interface Ending {
  readonly setup: Setup;
  readonly outcome: string;
  readonly count: number;
  /** count ÷ trials of the setup, and its 95 % Wilson interval. */
  readonly share: number;
  readonly interval: Interval;
  /** The counts of the experiment's counted column; empty where it has none. */
  readonly classes: ClassCounts;
  /**
   * By column; null where no run has the value. NaN counts as greater than any number, and a run without a
   * value as NaN.
   */
  readonly quartiles: ReadonlyMap<string, Quartiles | null>;
}

/** How the runs of an experiment that ended in one way are told. */
export interface EndingsOf {
  /** The columns whose values are needed. */
  readonly columns: readonly string[];
  /**
   * @param trials of the setup
   * @param values of the runs with that outcome, in any order; empty where the setup's runs have none
   */
  ending(
    setup: Setup,
    outcome: string,
    runs: { readonly count: number; readonly trials: number },
    values: (column: string) => Float64Array,
  ): Ending;
}

const nothing: EndingMeasures = { quartiles: [] };

export function endingsOf({ endings = nothing }: Pick<Experiment, 'endings'>): EndingsOf {
  const { quartiles, counted } = endings;
  return {
    columns: [...new Set([...quartiles, ...(counted === undefined ? [] : [counted.column])])],
    ending: (setup, outcome, { count, trials }, values) => ({
      setup,
      outcome,
      count,
      share: count / trials,
      interval: wilsonInterval(count, trials),
      classes: counted === undefined ? [] : countClasses(values(counted.column), (value) => counted.classOf(value)),
      quartiles: new Map(quartiles.map((column) => [column, quartilesOf(values(column))])),
    }),
  };
}

function countClasses(values: Float64Array, classOf: (value: number) => number | 'other'): ClassCounts {
  const counts = new Map<number | 'other', number>();
  for (const value of values) {
    const key = classOf(value);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const order = (key: number | 'other') => (key === 'other' ? Infinity : key);
  return [...counts].sort(([a, m], [b, n]) => (a === 'other' || b === 'other' ? order(a) - order(b) : n - m || a - b));
}

/** Null where there are no values. */
export function quartilesOf(values: Float64Array): Quartiles | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted();
  const [low, median, high] = [0.25, 0.5, 0.75].map((p) => sorted[Math.ceil(p * sorted.length) - 1]);
  return { low, median, high };
}

/** `0.5: 410; -1.5: 227; other: 1` */
export function formatClasses(classes: ClassCounts): string {
  return classes.map(([value, count]) => `${value}: ${count}`).join('; ');
}

/** What an ending tells beside its share, in a few words; null for nothing. */
export function tellingOf({ tells }: Outcome, { classes, quartiles }: Ending): string | null {
  if (tells === undefined) return null;
  if ('countsAs' in tells) return classes.length === 0 ? null : `${tells.countsAs} ${formatClasses(classes)}`;
  const medians = tells.columns.map((column) => quartiles.get(column)?.median);
  if (medians.includes(undefined)) return null;
  return `${tells.mediansAs} ${medians.map((median) => median?.toPrecision(3)).join(' and ')}`;
}

/** The columns of `endings.csv`. */
export function endingColumns({ experiment, setups }: StudyDescription): string[] {
  const { quartiles, counted } = experiment.endings ?? nothing;
  return [
    ...identityNames(experiment),
    ...['outcome', 'count', 'share', 'share_low', 'share_high'],
    ...(counted === undefined ? [] : [counted.as]),
    ...quartiles.flatMap((name) => [`${name}_q1`, `${name}_median`, `${name}_q3`]),
    ...gridColumns(experiment, setups),
  ];
}

/** A row of `endings.csv`. */
export function endingRow(experiment: Experiment, ending: Ending): ReadonlyMap<string, Cell> {
  const { counted } = experiment.endings ?? nothing;
  const { classes } = ending;
  return new Map<string, Cell>([
    ...settingCells(experiment, ending.setup.setting),
    ['outcome', ending.outcome],
    ['count', ending.count],
    ['share', ending.share],
    ['share_low', ending.interval.low],
    ['share_high', ending.interval.high],
    ...(counted === undefined
      ? []
      : [[counted.as, classes.length === 0 ? null : formatClasses(classes)] satisfies [string, Cell]]),
    ...[...ending.quartiles].flatMap(([name, quartiles]): [string, Cell][] => [
      [`${name}_q1`, quartiles?.low ?? null],
      [`${name}_median`, quartiles?.median ?? null],
      [`${name}_q3`, quartiles?.high ?? null],
    ]),
    ...gridCells(experiment, ending.setup),
  ]);
}
