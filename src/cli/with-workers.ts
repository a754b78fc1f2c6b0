import type { Executor } from '../study/executor.js';
import { workerThreadExecutor } from '../workshop.js';

/**
 * Runs work on a pool of worker threads, which is made only where there is something to do.
 * @param plugins files of plugins, which each thread loads
 */
export async function withWorkers(
  workers: number,
  plugins: readonly string[],
  work: (executor: Executor) => Promise<void>,
): Promise<void> {
  if (workers === 0) return;
  const executor = workerThreadExecutor(workers, plugins);
  try {
    await work(executor);
  } finally {
    await executor.close();
  }
}
