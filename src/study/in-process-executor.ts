import type { Executor } from './executor.js';
import { runBatch } from './run-batch.js';

/** Runs trials in this thread. Nothing can end a hung trial here, so the time limit is not kept. */
export function inProcessExecutor(): Executor {
  return { concurrency: 1, run: runBatch, close: () => Promise.resolve() };
}
