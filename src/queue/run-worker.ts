import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { every } from './every.js';
import { newsChannel } from './keys.js';
import { listen } from './listen.js';
import { openRedis } from './open-redis.js';
import type { RedisAddress } from './redis-address.js';
import { watchConnection } from './watch-connection.js';
import { WorkerParty, type PartyStart } from './worker-party.js';

/** What a worker is started with. */
export interface WorkerStart extends Omit<PartyStart, 'onError'> {
  readonly address: RedisAddress;
  /** Aborts: batches are given back, and the worker ends. */
  readonly signal: AbortSignal;
}

/** Between two looks for studies, in milliseconds; news are heard at once. */
const beat = 1_000;
/** What is given to the queue to hear that this worker leaves, in milliseconds. */
const farewell = 4_000;

/**
 * Takes batches of whatever study is announced and this worker has the code of, until the signal aborts.
 * Nothing that stands in Redis is believed, and no code is taken from it.
 * @throws InputError where Redis cannot be used at the beginning
 */
export async function runWorker(start: WorkerStart): Promise<void> {
  const { address, say, signal } = start;
  const redis = await openRedis(address);
  const watch = watchConnection(redis, address, say);
  const party = new WorkerParty(redis, { ...start, onError: watch.onError });
  const look = every(beat, () => party.look(), watch.onError);
  const news = await listen(redis, newsChannel, () => look.now());
  watch.onReturn(() => look.now());
  if (!signal.aborted) await once(signal, 'abort');
  watch.stop();
  const leave = async () => {
    await look.stop();
    await party.leave();
  };
  await Promise.race([leave().catch(() => undefined), sleep(farewell, undefined, { ref: false })]);
  news.disconnect();
  redis.disconnect();
}
