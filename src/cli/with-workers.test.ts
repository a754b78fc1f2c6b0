import { describe, expect, test } from 'vitest';
import type { Executor } from '../study/executor.js';
import { withWorkers } from './with-workers.js';

/** What was made, used and closed, in this order. */
function heard(): { readonly said: string[]; readonly make: (workers: number) => Executor } {
  const said: string[] = [];
  return {
    said,
    make(workers) {
      said.push(`made ${workers}`);
      return {
        concurrency: workers,
        run: () => Promise.reject(new Error('nothing is run here')),
        close() {
          said.push('closed');
          return Promise.resolve();
        },
      };
    },
  };
}

describe('an executor', () => {
  test('is made for the work, and closed after it', async () => {
    const { said, make } = heard();
    await withWorkers(3, make, async (executor) => {
      await Promise.resolve();
      said.push(`used ${executor.concurrency}`);
    });
    expect(said).toEqual(['made 3', 'used 3', 'closed']);
  });

  test('is closed where the work throws', async () => {
    const { said, make } = heard();
    await expect(withWorkers(1, make, () => Promise.reject(new Error('x')))).rejects.toThrow('x');
    expect(said).toEqual(['made 1', 'closed']);
  });

  test('is not made for nothing', async () => {
    const { said, make } = heard();
    await withWorkers(0, make, () => Promise.reject(new Error('x')));
    expect(said).toEqual([]);
  });
});
