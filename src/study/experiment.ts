import type { JsonObject } from '../base/json-object.js';
import type { Rng } from '../random/rng.js';
import type { StandardSchema } from '../base/standard-schema.js';
import { plainSuccess, type SuccessWords } from '../base/success-words.js';
import type { Telling } from '../base/telling.js';
import type { Estimator } from './estimators/estimator.js';
import type { Cell } from './tables/cell.js';
import type { Column, Columns } from './tables/column.js';

/** A way a run can end. */
export interface Outcome {
  readonly name: string;
  /** What it means, for those who meet it in a report. */
  readonly says: string;
  /** Whether it counts as success. */
  readonly isSuccess?: true;
  /**
   * Whether a run that ended so never succeeds, however long it goes on: it diverged. Any other run without
   * success was stopped while it still might. It counts where the experiment has a time to success.
   */
  readonly never?: true;
  /** What else is worth saying of the runs that ended so. */
  readonly tells?: Telling;
}

/** What a run is given beside its setting. */
export interface RunContext {
  readonly seed: number;
  /** The generator's name. */
  readonly generator: string;
  /** A stream of random numbers by any name; the same for the same seed and name. */
  readonly rng: (stream: string) => Rng;
  /** Aborts where the run is no longer wanted. */
  readonly signal: AbortSignal;
  /** Puts cells at the end of a series, in the order of its columns. */
  readonly record: (series: string, cells: readonly Cell[]) => void;
}

/** What a run came to. */
export interface Run<Row> {
  /** The name of one of the experiment's outcomes. */
  readonly outcome: string;
  /** What its columns are read from. */
  readonly row: Row;
}

/** How a column of runs is summed up in a row of `summary.csv`. */
export interface Estimate {
  /** What the summary's columns begin with; the column's name where not given. */
  readonly as?: string;
  readonly by: Estimator;
  /** Over the runs that ended, or those that succeeded. */
  readonly over: 'ended' | 'success';
}

/** A column of what a run came to. */
export interface MeasuredColumn<Row> extends Column<Row> {
  readonly estimate?: Estimate;
}

/** The column that says how long a run took. */
export interface TimeToSuccess {
  /**
   * A measured column, by name. Of a success it holds when the run succeeded; of any other run that might
   * still have succeeded, when it was stopped. Its cells are finite and not negative; of a run that never
   * succeeds it may be empty.
   */
  readonly column: string;
}

/** A series of rows that a run records while it goes on. */
export interface Series {
  readonly name: string;
  readonly columns: Columns;
  /** The most rows of a run that are kept, evenly spaced; all where not given. */
  readonly most?: number;
}

/** What `endings.csv` says of the runs of a setting that ended in one way. */
export interface EndingMeasures {
  /** Columns whose quartiles it has, by name. */
  readonly quartiles: readonly string[];
  /** A column whose values are counted. */
  readonly counted?: {
    readonly column: string;
    /** What the counts are called. */
    readonly as: string;
    /** What a value is counted as. */
    classOf(value: number): number | 'other';
  };
}

/**
 * What a study runs: a training function with a setting and a seed. Engine, journal, statistics and tables
 * know this contract and nothing else of it.
 * @typeParam Setting plain data: all that a run depends on beside its generator and its seed
 * @typeParam Row what a run's cells are read from; it stays with whoever ran it
 */
export interface Experiment<Setting = unknown, Row = unknown> {
  readonly name: string;
  /** Raised when the same trial could give another row. */
  readonly version: number;
  /** Reads a setting: any Standard Schema that answers at once. What it gives is plain JSON. */
  readonly setting: StandardSchema<Setting>;
  /** What tables call a setting: the first column is its name. No two of a study's settings agree in all. */
  readonly identity: Columns<Setting>;
  /** The fields of a setting in which a study's can differ; the setting's own where not given. */
  fieldsOf?(setting: Setting): JsonObject;
  /** The ways a run can end, in the order in which tables have them. */
  readonly outcomes: readonly Outcome[];
  /** What a run does that succeeds; `succeed` where not given. */
  readonly success?: SuccessWords;
  /** What a run cost: columns before its outcome. */
  readonly costs: readonly MeasuredColumn<Row>[];
  /** What it came to: columns after its outcome. */
  readonly columns: readonly MeasuredColumn<Row>[];
  /** Which of them is the time to success; missing where none is. */
  readonly timeToSuccess?: TimeToSuccess;
  /** Columns that these settings bring, after all others. */
  details?(settings: readonly Setting[]): Columns<Row>;
  readonly endings?: EndingMeasures;
  /** Series that are kept with the row. */
  readonly series?: readonly Series[];
  /**
   * Runs a trial. The result depends on setting, generator and seed alone.
   * @throws anything; the trial then has failed, and the message is the reason
   */
  run(setting: Setting, context: RunContext): Run<Row> | Promise<Run<Row>>;
  /** The same for many trials of a setting, bit for bit what `run` gives, in their order. */
  runMany?(setting: Setting, contexts: readonly RunContext[]): AsyncIterable<Run<Row>>;
  /** How many trials of a setting `runMany` takes at once where it is the fastest: batches are of as many. */
  readonly together?: number;
  /** A shorter setting that takes about this share of the time, from which time limits are made. */
  pilot?(setting: Setting): { readonly setting: Setting; readonly share: number };
  /** Milliseconds after which a run counts as hung; found out from other runs where not given. */
  readonly timeLimit?: number;
}

/** The outcome of a trial that could not be brought to an end: every experiment has it. */
export const failed: Outcome = {
  name: 'failed',
  says: 'the program could not bring the run to its end, because it crashed or took too long; it counts as not converged',
};

/** What a run of an experiment does that succeeds. */
export function successOf({ success = plainSuccess }: Pick<Experiment, 'success'>): SuccessWords {
  return success;
}

/** How a trial of an experiment can end, in the order in which tables have it. */
export function outcomesOf({ outcomes }: Pick<Experiment, 'outcomes'>): readonly Outcome[] {
  return [...outcomes, failed];
}
