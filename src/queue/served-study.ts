import type { Job, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf } from '../base/input-error.js';
import type { Executor } from '../study/executor.js';
import { readBatch } from './batch-text.js';
import { keysOf, queuePrefix } from './keys.js';
import { queueLibraries } from './open-redis.js';
import { resultBytes, type BatchResult } from './result-bytes.js';

/** A study that this worker takes part in. */
export interface ServedStudy {
  /** @param how whether batches are given back to the queue, or their study has ended and wants none */
  leave(how: 'give back' | 'ended'): Promise<void>;
}

/** What a worker takes part with. */
export interface Service {
  readonly redis: Redis;
  readonly run: string;
  readonly slots: number;
  /** Runs its trials; it is closed with the service. */
  readonly executor: Executor;
  /** What results are signed with. */
  readonly signature: Pick<BatchResult, 'worker' | 'fingerprint'>;
  /**
   * Asked once threads have loaded the modules: whether these are still the study's. Where they are not, the
   * service ends.
   */
  readonly isFit: () => Promise<boolean>;
  readonly onError: (error: unknown) => void;
}

/** A batch is this worker's for so long, in milliseconds, and while it lives that is renewed. */
const lockDuration = 6_000;
/** How often it is looked whether batches of others were left alone. */
const stalledInterval = 2_000;
/** A batch whose workers ended without a word more often than this is lost. */
const maxStalledCount = 1;
/** Seconds that a result waits for its study. */
const resultFor = 3_600;
/** What is waited for batches that are given back, in milliseconds. */
const farewell = 2_000;

/** Takes batches of a study from its queue until it is told to leave. */
export async function serveStudy(service: Service): Promise<ServedStudy> {
  const { redis, run, slots, executor, onError } = service;
  const { Worker: BatchWorker } = await queueLibraries();
  const running = new Set<Promise<unknown>>();
  let isLeaving = false;
  // Threads load the modules with their first batch, and a thread that takes the place of another once more.
  let mustLook = true;
  const work = async (job: Job, token: string | undefined): Promise<void> => {
    const answered = isLeaving ? { lost: '' } : await answerTo(executor, job.data);
    const isToLook = mustLook || 'lost' in answered;
    mustLook = false;
    const isFit = !isToLook || (await service.isFit());
    if (isFit && (await keepResult(service, job, answered, () => isLeaving)) === 'kept') return;
    await job.moveToWait(token);
    throw new WaitingError();
  };
  const worker: Worker = new BatchWorker(
    run,
    (job, token) => {
      const own = work(job, token).finally(() => running.delete(own));
      running.add(own);
      return own;
    },
    {
      ...{ connection: redis, prefix: queuePrefix, concurrency: slots },
      ...{ lockDuration, stalledInterval, maxStalledCount, runRetryDelay: 1_000, drainDelay: 2 },
      removeOnComplete: { count: 0 },
    },
  );
  worker.on('error', onError);
  return {
    async leave(how) {
      isLeaving = true;
      if (how === 'give back') {
        await worker.pause(true);
        await executor.close();
        await Promise.race([Promise.allSettled(running), sleep(farewell, undefined, { ref: false })]);
        await worker.close(true);
      } else {
        await worker.close(true);
        await executor.close();
      }
      await redis.hdel(keysOf(run).able, service.signature.worker);
    },
  };
}

/** What BullMQ knows a batch by that has been put back. */
class WaitingError extends Error {
  override readonly name = 'WaitingError';
}

/** Runs what stands in the queue; what is no batch, and what could not be run, is lost and says why. */
async function answerTo(executor: Executor, data: unknown): Promise<BatchResult['answer']> {
  try {
    const text: unknown = typeof data === 'object' && data !== null && 'text' in data ? data.text : undefined;
    const { trials, milliseconds } = readBatch(text);
    return await executor.run(trials, milliseconds);
  } catch (error) {
    return { lost: messageOf(error) };
  }
}

/** Leaves a result for the study, and says that it is there. */
async function keepResult(
  { redis, run, signature, onError }: Service,
  { id = '' }: Job,
  answer: BatchResult['answer'],
  isOver: () => boolean,
): Promise<'kept' | 'over'> {
  const keys = keysOf(run);
  const bytes = await resultBytes({ ...signature, answer });
  while (!isOver()) {
    try {
      await redis.set(keys.result(id), bytes, 'EX', resultFor);
      await redis.publish(keys.done, id);
      return 'kept';
    } catch (error) {
      // A Redis whose memory is full, say: the batch stays this worker's until there is room.
      onError(error);
      await sleep(1_000);
    }
  }
  return 'over';
}
