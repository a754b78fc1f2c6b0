import { outcomesOf, type Estimate } from '../../study/experiment.js';
import { trialCount } from '../../study/description.js';
import type { RanStudy } from '../../study/ran-study.js';
import { seedCount } from '../../study/seeds.js';
import { numberIn, outcomeOf } from '../../study/summary.js';

/** Values that are held at a time, 8 bytes each: 80 MB. */
const mostValues = 1e7;

/** A column of a study's runs. */
export interface GatheredColumn {
  readonly column: string;
  /** Its place among those that are wanted. */
  readonly place: number;
  /** Its numbers in a setting's runs, in the order of the seeds; NaN where a run has none. */
  readonly valuesOf: (setup: number) => Float64Array;
  /** How those runs ended, by place in `outcomesOf`. */
  readonly outcomesOf: (setup: number) => Uint8Array;
}

/** What is wanted of a column. */
export interface WantedColumn {
  readonly name: string;
  /** Numbers of runs that ended otherwise do not count. */
  readonly over: Estimate['over'];
}

/**
 * The numbers in columns of a study's runs, column by column. Rows are read once, in the study's order, for
 * as many columns as `most` values hold: ten of 10^6 runs. Of more columns they are read again for the next
 * ten; one column is always held whole.
 * @param most values that are held at a time
 */
export function* gatheredColumns(
  { description, rows }: Pick<RanStudy, 'description' | 'rows'>,
  wanted: readonly WantedColumn[],
  most = mostValues,
): Generator<GatheredColumn> {
  const known = outcomesOf(description.experiment);
  const total = trialCount(description);
  const perSetup = seedCount(description.seeds);
  const together = Math.max(1, Math.floor(most / total));
  for (let from = 0; from < wanted.length; from += together) {
    const outcomes = new Uint8Array(total);
    const columns = wanted.slice(from, from + together).map((own) => ({ ...own, values: new Float64Array(total) }));
    for (let index = 0; index < total; index++) {
      const row = rows.row(index);
      const outcome = outcomeOf(row, known);
      outcomes[index] = known.indexOf(outcome);
      for (const { name, over, values } of columns) {
        const counts = over === 'ended' || outcome.isSuccess === true;
        values[index] = (counts ? numberIn(row, name) : null) ?? NaN;
      }
    }
    for (const [k, { name, values }] of columns.entries()) {
      yield {
        column: name,
        place: from + k,
        valuesOf: (setup) => values.subarray(setup * perSetup, (setup + 1) * perSetup),
        outcomesOf: (setup) => outcomes.subarray(setup * perSetup, (setup + 1) * perSetup),
      };
    }
  }
}
