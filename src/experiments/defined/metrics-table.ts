import { improvementBySeed, type Improvement, type TwoSamples } from '../../statistics/improvement.js';
import { pairedMeanDifference, type MeanDifference } from '../../statistics/mean-difference.js';
import { holm } from '../../statistics/multiple-comparisons.js';
import type { Resampling } from '../../statistics/resampling.js';
import { resamplingDraws } from '../../study/estimators/resampling-draws.js';
import type { StudyDescription } from '../../study/description.js';
import type { Cell } from '../../study/tables/cell.js';
import { comparedPairs, pairCells, pairColumns } from '../../study/comparisons.js';
import type { GatheredColumn } from './gathered-runs.js';

/** The columns of `metrics.csv` after those of the two settings. */
export const metricColumns = [
  ...['column', 'pairs', 'left_out'],
  ...['difference', 'difference_low', 'difference_high', 'difference_p'],
  ...['improvement', 'improvement_low', 'improvement_high', 'improvement_method'],
  ...['improvement_p', 'comparisons', 'improvement_p_corrected'],
] as const;

/**
 * More comparisons than these are not resampled: their intervals are the asymptotic ones, whatever the number
 * of runs. One of 499 seeds takes some 30 ms to resample.
 */
export const mostResampled = 1000;

/** The header of `metrics.csv`. */
export function metricsColumns(description: StudyDescription): readonly string[] {
  return [...pairColumns(description.experiment), ...metricColumns];
}

/**
 * The rows of `metrics.csv` of one column: for the pairs of settings of `comparisons.csv`, how the numbers in
 * it differ on the same seeds. A seed counts where both runs have a number. A pair without one is there, and
 * is not corrected for.
 * @param columns how many columns the table is about
 */
export function metricRows(
  description: StudyDescription,
  { column, valuesOf }: GatheredColumn,
  columns: number,
): readonly (readonly Cell[])[] {
  const pairs = comparedPairs(description);
  const isMany = pairs.length * columns > mostResampled;
  const compared = pairs.map(([setup, baseline]) => {
    const all = { x: valuesOf(setup), y: valuesOf(baseline) };
    return { setup, baseline, ...comparedValues(all, isMany ? { asymptoticFrom: 0 } : {}) };
  });
  const tested = compared.filter(({ improvement }) => improvement.probability !== null);
  const { pValues } = holm(tested.map(({ improvement }) => improvement.pValue));
  const corrected = new Map(tested.map((own, k) => [own, pValues[k]]));
  return compared.map((own) => {
    const p = corrected.get(own);
    return [
      ...pairCells(description, [own.setup, own.baseline]),
      ...[column, own.seeds, own.leftOut],
      ...differenceCells(own.difference),
      ...improvementCells(own.improvement),
      ...(p === undefined ? [null, null, null] : [own.improvement.pValue, tested.length, p]),
    ];
  });
}

interface ComparedValues {
  /** Seeds whose runs both have a number. */
  readonly seeds: number;
  /** Runs without one. */
  readonly leftOut: number;
  readonly difference: MeanDifference;
  readonly improvement: Improvement;
}

function comparedValues({ x, y }: TwoSamples, options: Partial<Resampling>): ComparedValues {
  const isBoth = (_: number, k: number) => !Number.isNaN(x[k]) && !Number.isNaN(y[k]);
  const both = { x: x.filter(isBoth), y: y.filter(isBoth) };
  const lacking = (values: Float64Array) => values.reduce((count, value) => count + (Number.isNaN(value) ? 1 : 0), 0);
  return {
    seeds: both.x.length,
    leftOut: lacking(x) + lacking(y),
    difference: pairedMeanDifference(both.x, both.y),
    improvement: improvementBySeed(both, { below: resamplingDraws(), ...options }),
  };
}

function differenceCells({ difference, interval, pValue }: MeanDifference): readonly Cell[] {
  if (difference === null) return [null, null, null, null];
  return [difference, interval?.low ?? null, interval?.high ?? null, pValue];
}

function improvementCells({ probability, interval, method }: Improvement): readonly Cell[] {
  return probability === null ? [null, null, null, null] : [probability, interval.low, interval.high, method];
}
