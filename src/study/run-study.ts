import { trialAt, trialCount, type StudyDescription } from './description.js';
import type { Executor } from './executor.js';
import type { Journal } from './journal.js';
import type { TrialRow } from './rows.js';

/** Told after every finished trial. */
export type Progress = (finished: number, total: number) => void;

/**
 * Runs the trials of a study that its journal does not hold yet, and returns all rows in the order of the trials, whatever the
 * order in which they finished.
 * @param signal aborts: no further trial is started or waited for; what is in the journal stays
 * @throws the signal's reason when aborted, and whatever the executor or the journal throws
 */
export async function runStudy(
  description: StudyDescription,
  executor: Executor,
  journal: Journal,
  onProgress: Progress,
  signal: AbortSignal,
): Promise<TrialRow[]> {
  const total = trialCount(description);
  const pending = Array.from({ length: total }, (_, index) => index).filter((index) => !journal.finished.has(index));
  const next = pending.values();
  onProgress(total - pending.length, total);
  // Twice as many as can run at once, so that no worker waits for this thread.
  const lanes = Array.from({ length: 2 * executor.concurrency }, async () => {
    for (const index of next) {
      signal.throwIfAborted();
      const row = await executor.run(trialAt(description, index));
      signal.throwIfAborted();
      journal.append(index, row);
      onProgress(journal.finished.size, total);
    }
  });
  await untilAborted(Promise.all(lanes), signal);
  return Array.from({ length: total }, (_, index) => journal.finished.get(index)).filter((row) => row !== undefined);
}

/** Settles as `work` does, or rejects at once when the signal aborts. */
async function untilAborted(work: Promise<unknown>, signal: AbortSignal): Promise<void> {
  const aborted = new Promise<never>((_, reject) => {
    const stop = () => {
      reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
    };
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
  await Promise.race([work, aborted]);
}
