import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Queue as BatchQueue } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Executor } from '../study/executor.js';
import { announcementText, fingerprintOf, type Announcement } from './announcement.js';
import { cleanRun, knownRuns } from './clean-run.js';
import { every, type Repeated } from './every.js';
import { keysOf, newsChannel, queuePrefix, studiesKey } from './keys.js';
import { KnownWorkers } from './known-workers.js';
import { listen } from './listen.js';
import { openRedis, queueLibraries } from './open-redis.js';
import { PendingBatches } from './pending-batches.js';
import type { RedisAddress } from './redis-address.js';
import { watchConnection } from './watch-connection.js';

/** A study that is run by the workers of a queue. */
export interface QueuedStudy {
  readonly address: RedisAddress;
  readonly announcement: Announcement;
  /** Told one line at a time, without an end of line. */
  readonly say: (line: string) => void;
  /** What a line says of how to start a worker. */
  readonly wanted: string;
}

/** Between two looks at the queue, in milliseconds. */
const beat = 1_000;
/** Seconds after which a study that says nothing has ended. */
const announcedFor = 20;
/** A batch is looked for after so long, in milliseconds. */
const checkedAfter = 3_000;
/** Beats between two looks for what studies that were killed have left. */
const beatsBetweenCleanings = 30;
/** Batches in flight are twice as many: enough for workers that are on their way, and bounded. */
const concurrencyWithin = { least: 8, most: 512 };
/** What is given to workers to leave, and to a queue to be cleaned, in milliseconds. */
const farewell = { workers: 2_000, all: 4_000 };

/**
 * Runs trials by the workers of a queue in Redis: whoever takes a batch and dies, its batch goes to another.
 * Time limits count from where a worker takes a batch. There may be no worker for a while: it waits.
 * @throws InputError where Redis cannot be used
 */
export async function queueExecutor({ address, announcement, say, wanted }: QueuedStudy): Promise<Executor> {
  const redis = await openRedis(address);
  const { Queue } = await queueLibraries();
  const run = randomUUID();
  const keys = keysOf(run);
  const text = announcementText(announcement);
  const watch = watchConnection(redis, address, say);
  const { onError } = watch;
  // Registered first: whoever cleans up finds the queue of a study that was killed by what is registered.
  await announce(redis, run, text).catch(onError);
  const queue = new Queue(run, {
    connection: redis,
    prefix: queuePrefix,
    defaultJobOptions: { removeOnComplete: true, removeOnFail: false },
    streams: { events: { maxLen: 100 } },
  });
  queue.on('error', onError);
  const workers = new KnownWorkers({ redis, keys, say, wanted });
  const batches = new PendingBatches({ redis, queue, keys, fingerprint: fingerprintOf(text), say, onError });
  const results = await listen(redis, keys.done, (batch) => void batches.take(batch).catch(onError));
  const beats = every(beat, studyBeat(redis, { run, text, look: () => workers.look() }, batches), onError);
  watch.onReturn(() => void batches.check(0).catch(onError));
  let closed: Promise<void> | null = null;
  const close = async (): Promise<void> => {
    watch.stop();
    const left = leave({ redis, queue, run, batches, beats }).catch(onError);
    await Promise.race([left, sleep(farewell.all, undefined, { ref: false })]);
    results.disconnect();
    redis.disconnect();
  };
  return {
    get concurrency() {
      return Math.min(concurrencyWithin.most, Math.max(concurrencyWithin.least, workers.slots()));
    },
    run: (trials, milliseconds) => batches.run({ trials, milliseconds }),
    close: () => (closed ??= close()),
  };
}

/** Says that a run of a study wants workers, and keeps what they have said of themselves. */
async function announce(redis: Redis, run: string, text: string): Promise<void> {
  const keys = keysOf(run);
  await redis
    .multi()
    .set(keys.announcement, text, 'EX', announcedFor)
    .sadd(studiesKey, run)
    .expire(keys.able, announcedFor)
    .expire(keys.refused, announcedFor)
    .exec();
}

/**
 * What a study does again and again: says that it is there, looks who works, and what became of its batches.
 */
function studyBeat(
  redis: Redis,
  { run, text, look }: { readonly run: string; readonly text: string; readonly look: () => Promise<void> },
  batches: { check(age: number): Promise<void> },
): () => Promise<void> {
  let count = 0;
  return async () => {
    await announce(redis, run, text);
    if (count === 0) await redis.publish(newsChannel, run);
    await look();
    await batches.check(checkedAfter);
    if (count++ % beatsBetweenCleanings !== 0) return;
    for (const silent of (await knownRuns(redis)).silent) await cleanRun(redis, silent);
  };
}

/** What a study leaves behind it. */
interface OpenQueue {
  readonly redis: Redis;
  readonly queue: BatchQueue;
  readonly run: string;
  readonly batches: PendingBatches;
  readonly beats: Repeated;
}

/** Takes back what is queued, lets the workers go and leaves nothing in Redis. */
async function leave({ redis, queue, run, batches, beats }: OpenQueue): Promise<void> {
  await Promise.all([batches.giveUp(), beats.stop()]);
  await withdraw(redis, run);
  await queue.close();
  await cleanRun(redis, run);
}

/** Tells the workers that the study has ended, and waits until they have left. */
async function withdraw(redis: Redis, run: string): Promise<void> {
  const { announcement, able } = keysOf(run);
  await redis.unlink(announcement);
  await redis.publish(newsChannel, run);
  const end = performance.now() + farewell.workers;
  while (performance.now() < end && (await redis.exists(able)) > 0) await sleep(10);
}
