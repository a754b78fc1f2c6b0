import type { Interval } from '../statistics/interval.js';
import { wilsonInterval } from '../statistics/wilson-interval.js';
import type { Setup, StudyDescription } from './description.js';
import { outcomesOf, type Estimate, type Experiment, type Outcome } from './experiment.js';
import type { Cell, TrialRow } from './tables/cell.js';
import { countColumn } from './tables/result-columns.js';
import { gridCells, gridColumns, identityNames, settingCells } from './tables/trial-table.js';

/** How often each outcome was seen, by its name. */
export type OutcomeCounts = Readonly<Record<string, number>>;

/** A column that is summed up. */
interface Estimated {
  readonly column: string;
  readonly estimate: Estimate;
}

/**
 * What a group's summary needs to know of the rows seen so far. Of fixed size, and the same whatever the
 * order of the rows and however parts were merged.
 */
export interface GroupTally {
  readonly counts: OutcomeCounts;
  /** The estimators' states, in the order of the columns that have one. */
  readonly states: readonly unknown[];
}

/** What a group of runs with the same setting came to. */
export interface GroupSummary {
  readonly setup: Setup;
  /** All of them, failed ones too. */
  readonly trials: number;
  readonly counts: OutcomeCounts;
  /** Successes as a share of all trials: a trial that failed is none. */
  readonly successRate: number;
  /** 95 % Wilson interval of the success rate. */
  readonly success: Interval;
  /** The estimates' cells by column of `summary.csv`. */
  readonly estimates: ReadonlyMap<string, Cell>;
}

/** Sums up the runs of an experiment's settings. */
export interface Summarising {
  readonly empty: GroupTally;
  /** The tally with one more row. */
  add(tally: GroupTally, row: TrialRow): GroupTally;
  /** The tally of two sets of rows together. */
  merge(first: GroupTally, second: GroupTally): GroupTally;
  summarise(setup: Setup, tally: GroupTally): GroupSummary;
}

/** The columns of an experiment that are summed up: first what a run cost, then what it came to. */
function estimatedOf({ costs, columns }: Experiment): readonly Estimated[] {
  return [...costs, ...columns].flatMap(({ name, estimate }) =>
    estimate === undefined ? [] : [{ column: name, estimate }],
  );
}

export function summarising(experiment: Experiment): Summarising {
  const outcomes = outcomesOf(experiment);
  const estimated = estimatedOf(experiment);
  const empty: GroupTally = {
    counts: Object.fromEntries(outcomes.map(({ name }) => [name, 0])),
    states: estimated.map(({ estimate }) => estimate.by.empty),
  };
  return {
    empty,
    add({ counts, states }, row) {
      const { name, isSuccess } = outcomeOf(row, outcomes);
      return {
        counts: { ...counts, [name]: counts[name] + 1 },
        states: estimated.map(({ column, estimate: { by, over } }, k) => {
          const value = over === 'ended' || isSuccess === true ? numberIn(row, column) : null;
          return value === null ? states[k] : by.add(states[k], value);
        }),
      };
    },
    merge: (first, second) => ({
      counts: Object.fromEntries(outcomes.map(({ name }) => [name, first.counts[name] + second.counts[name]])),
      states: estimated.map(({ estimate }, k) => estimate.by.merge(first.states[k], second.states[k])),
    }),
    summarise(setup, { counts, states }) {
      const trials = outcomes.reduce((sum, { name }) => sum + counts[name], 0);
      const succeeded = outcomes.reduce((sum, { name, isSuccess }) => sum + (isSuccess === true ? counts[name] : 0), 0);
      return {
        setup,
        trials,
        counts,
        successRate: succeeded / trials,
        success: wilsonInterval(succeeded, trials),
        estimates: new Map(
          estimated.flatMap((own, k) => {
            const cells = own.estimate.by.cells(states[k]);
            return estimateColumns(own).map((column, j): [string, Cell] => [column, cells[j]]);
          }),
        ),
      };
    },
  };
}

function estimateColumns({ column, estimate: { as = column, by } }: Estimated): string[] {
  return by.suffixes.map((suffix) => `${as}_${suffix}`);
}

/** A row's outcome. @throws RangeError where it is none of these */
export function outcomeOf(row: TrialRow, outcomes: readonly Outcome[]): Outcome {
  const cell = row.get('outcome');
  const outcome = outcomes.find(({ name }) => name === cell);
  if (outcome === undefined) throw new RangeError(`a row's outcome is ${JSON.stringify(cell)}`);
  return outcome;
}

/** The number in a column of a row; null where there is none. */
export function numberIn(row: TrialRow, column: string): number | null {
  const cell = row.get(column);
  return typeof cell === 'number' ? cell : null;
}

/** The columns of `summary.csv`. */
export function summaryColumns({ experiment, setups }: StudyDescription): string[] {
  const estimated = estimatedOf(experiment);
  const isCost = ({ column }: Estimated) => experiment.costs.some(({ name }) => name === column);
  return [
    ...identityNames(experiment),
    'trials',
    ...outcomesOf(experiment).map(({ name }) => countColumn(name)),
    ...estimated.filter(isCost).flatMap(estimateColumns),
    ...['success_rate', 'success_low', 'success_high'],
    ...estimated.filter((own) => !isCost(own)).flatMap(estimateColumns),
    ...gridColumns(experiment, setups),
  ];
}

/** A row of `summary.csv`. */
export function summaryRow(experiment: Experiment, group: GroupSummary): ReadonlyMap<string, Cell> {
  return new Map<string, Cell>([
    ...settingCells(experiment, group.setup.setting),
    ['trials', group.trials],
    ...outcomesOf(experiment).map(({ name }): [string, Cell] => [countColumn(name), group.counts[name]]),
    ['success_rate', group.successRate],
    ['success_low', group.success.low],
    ['success_high', group.success.high],
    ...group.estimates,
    ...gridCells(experiment, group.setup),
  ]);
}
