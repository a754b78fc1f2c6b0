import type { Executor } from '../study/executor.js';
import { workerThreadExecutor } from '../workshop.js';

/** Runs work on a pool of worker threads, which is made only where there is something to do. */
export async function withWorkers(workers: number, work: (executor: Executor) => Promise<void>): Promise<void> {
  if (workers === 0) return;
  const executor = workerThreadExecutor(workers);
  try {
    await work(executor);
  } finally {
    await executor.close();
  }
}
