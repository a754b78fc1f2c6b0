import type { Piscina } from 'piscina';
import type { Executor } from './executor.js';
import { longestTimer } from './longest-timer.js';
import { packTrials, unpackReport, type SentReport, type SentTrials } from './thread-message.js';
import { turns } from './turns.js';
import { messageOf } from '../base/input-error.js';

/** What a pool of worker threads runs. */
export interface WorkerModule {
  /** The module whose default export runs a batch. */
  readonly url: URL;
  /** What each thread finds as its `workerData`: plain data. */
  readonly data?: unknown;
}

/**
 * Runs trials in a pool of worker threads. A worker that ends, or is ended because its batch took too long,
 * is replaced.
 */
export function workerThreadExecutor(workers: number, worker: WorkerModule): Executor {
  // The library is loaded, and the threads are started, with the first batch.
  let pool: Promise<Piscina<SentTrials, SentReport>> | undefined;
  const turn = turns(workers);
  return {
    concurrency: workers,
    async run(trials, milliseconds) {
      await turn.take();
      // The time limit begins here: a batch that waited for one that hangs is not hung.
      const controller = new AbortController();
      const timer = milliseconds <= longestTimer ? setTimeout(() => controller.abort(), milliseconds) : undefined;
      try {
        pool ??= startPool(workers, worker);
        return unpackReport(await (await pool).run(packTrials(trials), { signal: controller.signal }));
      } catch (error) {
        if (controller.signal.aborted) throw new Error('hung: no result within the time limit', { cause: error });
        throw new Error(`crashed: ${messageOf(error)}`, { cause: error });
      } finally {
        clearTimeout(timer);
        turn.give();
      }
    },
    async close() {
      await (await pool)?.destroy();
    },
  };
}

async function startPool(workers: number, { url, data }: WorkerModule): Promise<Piscina<SentTrials, SentReport>> {
  const { Piscina: Pool } = await import('piscina');
  const pool = new Pool<SentTrials, SentReport>({
    filename: url.href,
    workerData: data,
    minThreads: workers,
    maxThreads: workers,
    // Trials make short-lived garbage: a small nursery collects it as fast and holds 50 MB less a worker.
    resourceLimits: { maxYoungGenerationSizeMb: 8 },
  });
  // A worker that ends between two batches has lost nothing, and has been replaced.
  pool.on('error', () => undefined);
  return pool;
}
