import type { Executor } from './executor.js';
import { runBatch, type Workshop } from './run-batch.js';

/** Runs trials in this thread. Nothing can end a hung trial here, so the time limit is not kept. */
export function inProcessExecutor(workshop: Workshop): Executor {
  return { concurrency: 1, run: (trials) => runBatch(workshop, trials), close: () => Promise.resolve() };
}
