import { trialAt, trialCount, type StudyDescription } from './description.js';
import type { Executor, TrialReport } from './executor.js';
import type { Journal } from './journal/journal.js';
import { paceOf, standardPatience, type Patience } from './pace.js';
import { decodeRow, decodeSeries, encodeRow, encodeSeries } from './row-text.js';
import type { TrialRow } from './tables/cell.js';
import { failedRow, rowColumns } from './tables/trial-table.js';
import { outcomesOf, type Experiment } from './experiment.js';
import { outcomeOf } from './summary.js';
import { seedCount } from './seeds.js';
import { trialIdentity } from './trial-identity.js';
import { untilAborted } from './until-aborted.js';
import type { Trial } from './trial.js';
import { messageOf } from '../base/input-error.js';

/** How often a trial is tried before it is reported as failed. */
const mostAttempts = 2;

/** What may be told to a running study. */
export interface StudyRunOptions {
  /** Sees every row once it is in the journal, in the order in which trials finish. */
  readonly onRow?: (index: number, row: TrialRow) => void;
  /** Told after every batch. */
  readonly onProgress?: (finished: number, total: number) => void;
  /** Aborts: no further trial is started or waited for; what is in the journal stays. */
  readonly signal?: AbortSignal;
  readonly patience?: Patience;
  /** Whether a trial is to be run; asked when its turn comes. All are where not given. */
  readonly wanted?: (index: number) => boolean;
}

/** Trials of one setup that are sent together. */
interface Batch {
  readonly setup: number;
  readonly indexes: readonly number[];
  /** How often they have been tried, each alone. */
  readonly attempts: number;
}

/**
 * Runs the trials of a study that its journal does not hold yet.
 *
 * Trials that take little time are sent in batches. When a batch is lost (its worker crashed or hung) each of
 * its trials is tried again alone, so that only those that cause it are lost again; a trial that fails twice
 * alone gets a row with outcome `failed` and the reason, and the study goes on.
 * @throws the signal's reason when aborted, and whatever the journal throws
 */
export async function runStudy(
  description: StudyDescription,
  executor: Executor,
  journal: Journal,
  options: StudyRunOptions = {},
): Promise<void> {
  const { onRow, onProgress, signal = new AbortController().signal, wanted = () => true } = options;
  const { experiment } = description;
  const total = trialCount(description);
  const pace = paceOf(experiment, executor, options.patience ?? standardPatience);
  const retries: Batch[] = [];
  const perSetup = seedCount(description.seeds);
  const columns = description.setups.map(({ setting }) => rowColumns(experiment, setting));
  let cursor = 0;

  /**
   * The next trials to send: those to be tried again, or else the next of one setup that are not finished.
   */
  const take = (): Batch | null => {
    const retry = retries.shift();
    if (retry !== undefined) return retry;
    const isOver = (index: number) => journal.isFinished(index) || !wanted(index);
    while (cursor < total && isOver(cursor)) cursor++;
    if (cursor === total) return null;
    const setup = Math.floor(cursor / perSetup);
    // Small batches towards the end, so that nobody is left with a large one alone.
    const share = Math.ceil((total - cursor) / (4 * executor.concurrency));
    const size = Math.min(pace.batchSize(setup), share);
    const indexes: number[] = [];
    for (; indexes.length < size && cursor < (setup + 1) * perSetup; cursor++) {
      if (!isOver(cursor)) indexes.push(cursor);
    }
    return { setup, indexes, attempts: 0 };
  };

  const keep = async (batch: Batch, ids: readonly string[], rows: readonly (FinishedRow | null)[]): Promise<void> => {
    const kept = batch.indexes.flatMap((index, k) => {
      const finished = rows[k];
      return finished === null
        ? []
        : [{ index, id: ids[k], row: finished.text, series: finished.series, cells: finished.row }];
    });
    if (kept.length === 0) return;
    await journal.append(kept);
    for (const { index, cells } of kept) onRow?.(index, cells);
    onProgress?.(journal.finished, total);
  };

  /** The row of a trial that is given up; null for one that is tried again. */
  const failed = (batch: Batch, k: number, trial: Trial, reason: string): FinishedRow | null => {
    const alone = batch.indexes.length === 1;
    if (alone && batch.attempts + 1 >= mostAttempts) {
      const row = failedRow(experiment, trial, reason);
      return { row, text: encodeRow(row, columns[batch.setup]), series: null };
    }
    retries.push({ setup: batch.setup, indexes: [batch.indexes[k]], attempts: alone ? batch.attempts + 1 : 0 });
    return null;
  };

  const runOne = async (batch: Batch): Promise<void> => {
    const trials = batch.indexes.map((index) => trialAt(description, index));
    const ids = trials.map(trialIdentity);
    let reports: readonly TrialReport[];
    try {
      const limit = await pace.limit(batch.setup, trials[0], trials.length);
      const report = await executor.run(trials, limit);
      pace.observe(batch.setup, trials.length, report.milliseconds);
      reports = report.reports;
    } catch (error) {
      signal.throwIfAborted();
      const reason = messageOf(error);
      return keep(
        batch,
        ids,
        trials.map((trial, k) => failed(batch, k, trial, reason)),
      );
    }
    signal.throwIfAborted();
    const rows = trials.map((trial, k) => {
      const read = readReport(experiment, reports.at(k), ids[k], columns[batch.setup]);
      return typeof read === 'string' ? failed(batch, k, trial, read) : read;
    });
    return keep(batch, ids, rows);
  };

  onProgress?.(journal.finished, total);
  const work = inLanes(executor, async () => {
    const batch = take();
    if (batch === null) return false;
    signal.throwIfAborted();
    await runOne(batch);
    return true;
  });
  await untilAborted(work, signal);
}

/**
 * Does work side by side until it says that there is none: twice as much as can run at once, so that no
 * worker waits for this thread. What can run at once may grow meanwhile.
 */
function inLanes(executor: Executor, work: () => Promise<boolean>): Promise<void> {
  return new Promise((resolve, reject) => {
    let lanes = 0;
    const lane = async () => {
      while (await work()) open();
      lanes--;
      if (lanes === 0) resolve();
    };
    const open = () => {
      for (; lanes < 2 * executor.concurrency; lanes++) lane().catch(reject);
    };
    open();
  });
}

/** A row, and its text as the journal keeps it. */
interface FinishedRow {
  readonly row: TrialRow;
  readonly text: string;
  /** Its series as the journal keeps them; null where it has none. */
  readonly series: string | null;
}

/** The row a report brings, or the reason why it brings none. */
function readReport(
  experiment: Experiment,
  report: TrialReport | undefined,
  id: string,
  columns: readonly string[],
): FinishedRow | string {
  const { series: declared } = experiment;
  if (report === undefined) return 'no report came back';
  if (report.failure !== null) return report.failure;
  if (report.id !== id) return 'the report that came back was of another trial';
  try {
    const row = decodeRow(report.row, columns);
    outcomeOf(row, outcomesOf(experiment));
    const series = declared === undefined ? null : encodeSeries(decodeSeries(report.series ?? '', declared));
    // JSON may be spread over lines; the journal has one a trial.
    return { row, text: report.row.includes('\n') ? encodeRow(row, columns) : report.row, series };
  } catch (error) {
    return messageOf(error);
  }
}
