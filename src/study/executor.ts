import { Piscina } from 'piscina';
import { trialRow, type TrialRow } from './rows.js';
import { runTrial, type Trial } from './trial.js';

/** Where trials run. A trial and its row are plain values, so that a distributed queue can take the same trials. */
export interface Executor {
  /** How many trials it can work on at once. */
  readonly concurrency: number;
  run(trial: Trial): Promise<TrialRow>;
  close(): Promise<void>;
}

/** Runs trials in this thread. */
export function inProcessExecutor(): Executor {
  return {
    concurrency: 1,
    run: async (trial) => trialRow(trial, await runTrial(trial)),
    close: () => Promise.resolve(),
  };
}

/** Runs trials in a pool of worker threads. */
export function workerThreadExecutor(workers: number): Executor {
  const pool = new Piscina<Trial, TrialRow>({
    filename: new URL('./worker.js', import.meta.url).href,
    minThreads: workers,
    maxThreads: workers,
  });
  return {
    concurrency: workers,
    run: (trial) => pool.run(trial),
    close: () => pool.destroy(),
  };
}
