import type { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import type { BatchReport } from '../study/executor.js';
import { batchText, type Batch } from './batch-text.js';
import type { keysOf } from './keys.js';
import { readResult, type BatchResult } from './result-bytes.js';
import { asLine } from './worker-name.js';

/** A batch that somebody waits for. */
interface Pending {
  readonly text: string;
  /** When it was sent, or found in the queue, last. */
  seen: number;
  readonly resolve: (report: BatchReport) => void;
  readonly reject: (reason: Error) => void;
}

/** The batches of a study that are in its queue. */
export interface PendingBatches {
  /** @throws Error where the batch is lost, or given up */
  run(batch: Batch): Promise<BatchReport>;
  /** Takes the result of a batch, where it is there. */
  take(id: string): Promise<void>;
  /**
   * Finds what became of batches that were sent at least so many milliseconds ago: a message can be lost, and
   * a Redis that has forgotten them gets them again.
   */
  check(age: number): Promise<void>;
  /** Waits for none of them any more. Settles when nothing more is sent. */
  giveUp(): Promise<void>;
}

/** What batches go through. */
export interface StudyQueue {
  readonly redis: Redis;
  readonly queue: Queue;
  readonly keys: ReturnType<typeof keysOf>;
  /** What results must be signed with. */
  readonly fingerprint: string;
  readonly say: (line: string) => void;
  readonly onError: (error: unknown) => void;
}

/** What lies in the queue is sent at most so many batches at once. */
const checkedAtOnce = 200;

export function pendingBatches({ redis, queue, keys, fingerprint, say, onError }: StudyQueue): PendingBatches {
  const waiting = new Map<string, Pending>();
  const sending = new Set<Promise<unknown>>();
  const told = new Set<string>();
  let count = 0;
  let isOver = false;

  /** A batch that is there already stays as it is. */
  const send = async (id: string, pending: Pending): Promise<void> => {
    if (isOver) return;
    pending.seen = performance.now();
    const added = queue.add('batch', { text: pending.text }, { jobId: id });
    sending.add(added);
    // What could not be sent is not found by `check`, which sends it again.
    await added.catch(onError).finally(() => sending.delete(added));
  };

  const settle = (id: string, pending: Pending, { answer }: BatchResult): void => {
    waiting.delete(id);
    if ('lost' in answer) pending.reject(new Error(asLine(answer.lost)));
    else pending.resolve(answer);
  };

  const take = async (id: string): Promise<void> => {
    const bytes = await redis.getBuffer(keys.result(id));
    if (bytes === null) return;
    const result = await readResult(bytes);
    await redis.unlink(keys.result(id));
    const pending = waiting.get(id);
    if (pending === undefined) return;
    if (result?.fingerprint === fingerprint) {
      settle(id, pending, result);
      return;
    }
    const who = asLine(result?.worker ?? 'somebody');
    if (!told.has(who)) say(`${who} sent a result that is not of this study: it is not taken`);
    told.add(who);
  };

  const checkOne = async (id: string, pending: Pending): Promise<void> => {
    // In this order: a worker leaves its result before the batch goes.
    const [isFailed, isThere] = await Promise.all([
      redis.zscore(queue.toKey('failed'), id),
      redis.exists(queue.toKey(id)),
    ]);
    await take(id);
    if (waiting.get(id) !== pending) return;
    if (isFailed !== null) {
      waiting.delete(id);
      await queue.remove(id);
      pending.reject(new Error('crashed: every worker that took it ended without a word'));
    } else if (isThere === 0) await send(id, pending);
    else pending.seen = performance.now();
  };

  return {
    run: (batch) =>
      new Promise((resolve, reject) => {
        if (isOver) {
          reject(new Error('the study has ended'));
          return;
        }
        const id = `batch-${count++}`;
        const pending = { text: batchText(batch), seen: 0, resolve, reject };
        waiting.set(id, pending);
        void send(id, pending);
      }),
    take,
    async check(age) {
      const now = performance.now();
      const old = [...waiting].filter(([, { seen }]) => now - seen >= age);
      for (let k = 0; k < old.length && !isOver; k += checkedAtOnce) {
        await Promise.all(old.slice(k, k + checkedAtOnce).map(([id, pending]) => checkOne(id, pending)));
      }
    },
    async giveUp() {
      isOver = true;
      for (const { reject } of waiting.values()) reject(new Error('the study has ended'));
      waiting.clear();
      await Promise.allSettled(sending);
    },
  };
}
