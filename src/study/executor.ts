import type { Trial } from './trial.js';

/**
 * What became of one trial: its row as `encodeRow` writes it with its setting's columns and, where its
 * experiment keeps series, these as `encodeSeries` writes them; or why there is none.
 */
export type TrialReport =
  | { readonly id: string; readonly row: string; readonly series?: string; readonly failure: null }
  | { readonly id: string; readonly row: null; readonly failure: string };

/** What became of a batch. */
export interface BatchReport {
  /** One report a trial, in their order; `id` is the trial's identity as the one who ran it computed it. */
  readonly reports: readonly TrialReport[];
  /** How long the trials took where they ran. It decides the size of later batches and no result. */
  readonly milliseconds: number;
}

/**
 * Where trials run. Trials and reports are plain values, so that a distributed queue can stand here: it takes
 * the same trials and returns the same rows. Running a trial twice is harmless, since a row depends on its
 * trial alone.
 */
export interface Executor {
  /** How many batches it can work on at once; it may change while it works. */
  readonly concurrency: number;
  /**
   * Runs trials. Batches may wait for one another; up to twice `concurrency` are given at a time, so that
   * none who works waits for the one who asks.
   * @param milliseconds after which the trials count as hung; waiting for others may be included, waiting for
   * whoever could run them is not
   * @throws Error when a batch is lost: whoever ran it ended, or did not answer in time; its message says so
   * in a few words
   */
  run(trials: readonly Trial[], milliseconds: number): Promise<BatchReport>;
  /** Ends what is running. */
  close(): Promise<void>;
}
