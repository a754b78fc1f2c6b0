import type { Executor } from '../study/executor.js';

/** Runs work on an executor, which is made only where there is something to do, and closed afterwards. */
export async function withWorkers(
  workers: number,
  make: (workers: number) => Executor | Promise<Executor>,
  work: (executor: Executor) => Promise<void>,
): Promise<void> {
  if (workers === 0) return;
  const executor = await make(workers);
  try {
    await work(executor);
  } finally {
    await executor.close();
  }
}
