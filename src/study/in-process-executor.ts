import type { Executor } from './executor.js';
import { runBatch, type Workshop } from './run-batch.js';
import { longestTimer } from './longest-timer.js';
import { turns } from './turns.js';

/**
 * Runs trials in this thread, so many batches side by side: for trials that wait for others most of the time.
 * When the time limit is over, their signal aborts and the batch counts as lost; a run that computes without
 * end cannot be ended here.
 * @param concurrency batches at a time
 */
export function inProcessExecutor(workshop: Workshop, concurrency = 1): Executor {
  const running = new Set<AbortController>();
  const turn = turns(concurrency);
  let isClosed = false;
  return {
    concurrency,
    async run(trials, milliseconds) {
      await turn.take();
      if (isClosed) throw new Error('crashed: the study has ended');
      // The time limit begins here: a batch that waited for one that hangs is not hung.
      const controller = new AbortController();
      running.add(controller);
      const late = new Promise<never>((_, reject) => {
        controller.signal.addEventListener('abort', () => reject(new Error('hung: no result within the time limit')));
      });
      const timer = milliseconds <= longestTimer ? setTimeout(() => controller.abort(), milliseconds) : undefined;
      try {
        return await Promise.race([runBatch(workshop, trials, controller.signal), late]);
      } finally {
        clearTimeout(timer);
        running.delete(controller);
        turn.give();
      }
    },
    close() {
      isClosed = true;
      for (const controller of running) controller.abort();
      return Promise.resolve();
    },
  };
}
