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

/** So many batches are looked for at once. */
const checkedAtOnce = 200;

/** The batches of a study that are in its queue. */
export class PendingBatches {
  private readonly waiting = new Map<string, Pending>();
  private readonly sending = new Set<Promise<unknown>>();
  /** Whose results were not taken. */
  private readonly told = new Set<string>();
  private count = 0;
  private isOver = false;

  constructor(private readonly study: StudyQueue) {}

  /** @throws Error where the batch is lost, or given up */
  run(batch: Batch): Promise<BatchReport> {
    return new Promise((resolve, reject) => {
      if (this.isOver) {
        reject(new Error('the study has ended'));
        return;
      }
      const id = `batch-${this.count++}`;
      const pending = { text: batchText(batch), seen: 0, resolve, reject };
      this.waiting.set(id, pending);
      void this.send(id, pending);
    });
  }

  /** Takes the result of a batch, where it is there. */
  async take(id: string): Promise<void> {
    const { redis, keys, fingerprint, say } = this.study;
    const bytes = await redis.getBuffer(keys.result(id));
    if (bytes === null) return;
    const result = await readResult(bytes);
    await redis.unlink(keys.result(id));
    const pending = this.waiting.get(id);
    if (pending === undefined) return;
    if (result?.fingerprint === fingerprint) {
      this.settle(id, pending, result);
      return;
    }
    const who = asLine(result?.worker ?? 'somebody');
    if (!this.told.has(who)) say(`${who} sent a result that is not of this study: it is not taken`);
    this.told.add(who);
  }

  /**
   * Finds what became of batches that were sent at least so many milliseconds ago: a message can be lost, and
   * a Redis that has forgotten them gets them again.
   */
  async check(age: number): Promise<void> {
    const now = performance.now();
    const old = [...this.waiting].filter(([, { seen }]) => now - seen >= age);
    for (let k = 0; k < old.length && !this.isOver; k += checkedAtOnce) {
      await Promise.all(old.slice(k, k + checkedAtOnce).map(([id, pending]) => this.checkOne(id, pending)));
    }
  }

  /** Waits for none of them any more. Settles when nothing more is sent. */
  async giveUp(): Promise<void> {
    this.isOver = true;
    for (const { reject } of this.waiting.values()) reject(new Error('the study has ended'));
    this.waiting.clear();
    await Promise.allSettled(this.sending);
  }

  /** A batch that is there already stays as it is. */
  private async send(id: string, pending: Pending): Promise<void> {
    if (this.isOver) return;
    pending.seen = performance.now();
    const added = this.study.queue.add('batch', { text: pending.text }, { jobId: id });
    this.sending.add(added);
    // What could not be sent is not found by `check`, which sends it again.
    await added.catch(this.study.onError).finally(() => this.sending.delete(added));
  }

  private settle(id: string, pending: Pending, { answer }: BatchResult): void {
    this.waiting.delete(id);
    if ('lost' in answer) pending.reject(new Error(asLine(answer.lost)));
    else pending.resolve(answer);
  }

  private async checkOne(id: string, pending: Pending): Promise<void> {
    const { redis, queue } = this.study;
    // In this order: a worker leaves its result before the batch goes.
    const [isFailed, isThere] = await Promise.all([
      redis.zscore(queue.toKey('failed'), id),
      redis.exists(queue.toKey(id)),
    ]);
    await this.take(id);
    if (this.waiting.get(id) !== pending) return;
    if (isFailed !== null) {
      this.waiting.delete(id);
      await queue.remove(id);
      pending.reject(new Error('crashed: every worker that took it ended without a word'));
    } else if (isThere === 0) await this.send(id, pending);
    else pending.seen = performance.now();
  }
}
