import type { Interval } from '../statistics/interval.js';
import { wilsonInterval } from '../statistics/wilson-interval.js';
import type { Setup } from './description.js';
import type { Cell } from './tables/cell.js';
import { gridCells, gridColumns } from '../experiments/training/rows.js';
import { groupCells } from './summary.js';

/** The columns of `trials.csv` that tell where and how a run ended. */
export const endingMeasures = [
  'phase_sum',
  'exponent_low',
  'exponent_high',
  'last_improvement',
  'gradient_norm',
  'extrapolation_mse',
] as const;
export type EndingMeasure = (typeof endingMeasures)[number];

/**
 * The least values with at least a quarter, half and three quarters of all values at or below them (R's type
 * 1). They are values that were seen: between phase sums −3/2 and ½ nothing is interpolated.
 */
export interface Quartiles extends Interval {
  readonly median: number;
}

/** The runs of one setup that ended in one way: how many, and where. */
export interface Ending {
  readonly setup: Setup;
  readonly outcome: string;
  readonly count: number;
  /** count ÷ trials of the setup, and its 95 % Wilson interval. */
  readonly share: number;
  readonly interval: Interval;
  /** How many runs ended with each half-integer phase sum, most first, and how many with none of them. */
  readonly phaseSums: readonly (readonly [sum: number | 'other', count: number])[];
  /** null where no run has the value. NaN counts as greater than any number. */
  readonly quartiles: Readonly<Record<EndingMeasure, Quartiles | null>>;
}

/** A phase sum this near to a multiple of ½ is counted as it. */
const nearHalf = 0.05;

/**
 * @param trials of the setup
 * @param values the measures of the runs with that outcome, in any order
 */
export function endingOf(
  setup: Setup,
  outcome: string,
  count: number,
  trials: number,
  values: Readonly<Record<EndingMeasure, Float64Array>>,
): Ending {
  return {
    setup,
    outcome,
    count,
    share: count / trials,
    interval: wilsonInterval(count, trials),
    phaseSums: countPhaseSums(values.phase_sum),
    quartiles: {
      phase_sum: quartilesOf(values.phase_sum),
      exponent_low: quartilesOf(values.exponent_low),
      exponent_high: quartilesOf(values.exponent_high),
      last_improvement: quartilesOf(values.last_improvement),
      gradient_norm: quartilesOf(values.gradient_norm),
      extrapolation_mse: quartilesOf(values.extrapolation_mse),
    },
  };
}

function countPhaseSums(sums: Float64Array): (readonly [number | 'other', number])[] {
  const counts = new Map<number | 'other', number>();
  for (const sum of sums) {
    // + 0 makes −0 a 0.
    const nearest = Math.round(2 * sum) / 2 + 0;
    const key = Math.abs(sum - nearest) <= nearHalf ? nearest : 'other';
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const order = (key: number | 'other') => (key === 'other' ? Infinity : key);
  return [...counts].sort(([a, m], [b, n]) => (a === 'other' || b === 'other' ? order(a) - order(b) : n - m || a - b));
}

function quartilesOf(values: Float64Array): Quartiles | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted();
  const [low, median, high] = [0.25, 0.5, 0.75].map((p) => sorted[Math.ceil(p * sorted.length) - 1]);
  return { low, median, high };
}

/** `0.5: 410; -1.5: 227; other: 1` */
export function formatPhaseSums(sums: Ending['phaseSums']): string {
  return sums.map(([sum, count]) => `${sum}: ${count}`).join('; ');
}

/** The columns of `endings.csv`. */
export function endingColumns(setups: readonly Setup[]): string[] {
  return [
    ...['recipe', 'backend', 'precision', 'outcome', 'count', 'share', 'share_low', 'share_high', 'phase_sums'],
    ...endingMeasures.flatMap((name) => [`${name}_q1`, `${name}_median`, `${name}_q3`]),
    ...gridColumns(setups),
  ];
}

/** A row of `endings.csv`. */
export function endingRow(ending: Ending): ReadonlyMap<string, Cell> {
  return new Map<string, Cell>([
    ...groupCells(ending.setup),
    ['outcome', ending.outcome],
    ['count', ending.count],
    ['share', ending.share],
    ['share_low', ending.interval.low],
    ['share_high', ending.interval.high],
    ['phase_sums', ending.phaseSums.length === 0 ? null : formatPhaseSums(ending.phaseSums)],
    ...endingMeasures.flatMap((name): [string, Cell][] => {
      const quartiles = ending.quartiles[name];
      return [
        [`${name}_q1`, quartiles?.low ?? null],
        [`${name}_median`, quartiles?.median ?? null],
        [`${name}_q3`, quartiles?.high ?? null],
      ];
    }),
    ...gridCells(ending.setup),
  ]);
}
