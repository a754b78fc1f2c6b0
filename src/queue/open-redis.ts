import type { Queue, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { systemCode } from '../base/file-trouble.js';
import { InputError, messageOf } from '../base/input-error.js';
import { placeOf, type RedisAddress } from './redis-address.js';

/** The libraries of a queue. They are no part of an installation: whoever uses a queue installs them. */
interface QueueLibraries {
  readonly Queue: typeof Queue;
  readonly Worker: typeof Worker;
  readonly Redis: typeof Redis;
}

/** A first connection is given up after so long, in milliseconds. */
const firstConnection = 10_000;
/** A connection that is gone is tried again after a wait that doubles, and is never longer. */
const longestWait = 5_000;

/** @throws InputError where one of them is not installed */
export async function queueLibraries(): Promise<QueueLibraries> {
  try {
    const [{ Queue, Worker }, { Redis }] = await Promise.all([import('bullmq'), import('ioredis')]);
    return { Queue, Worker, Redis };
  } catch (error) {
    if (!/Cannot find (package|module)/.test(messageOf(error))) throw error;
    throw new InputError('--redis: needs packages that are not installed: npm install bullmq ioredis');
  }
}

/**
 * Connects. A connection that is lost later comes back by itself, and commands wait for it. So do copies of
 * it, and they connect at once: BullMQ never uses one again that it had to ask to connect, in vain.
 * @throws InputError where the first connection fails, without what opens it
 */
export async function openRedis(address: RedisAddress): Promise<Redis> {
  const { Redis: Client } = await queueLibraries();
  const { host, port, db, username, password, tls } = address;
  let wasReady = false;
  const redis = new Client({
    host,
    port,
    db,
    ...(username === null ? {} : { username }),
    ...(password === null ? {} : { password }),
    ...(tls ? { tls: { servername: host } } : {}),
    connectTimeout: firstConnection,
    // Commands wait for as long as it takes.
    maxRetriesPerRequest: null,
    retryStrategy: (times) => (wasReady ? Math.min(longestWait, 50 << Math.min(times, 10)) : null),
  });
  const troubles: Error[] = [];
  const note = (error: Error) => troubles.push(error);
  redis.on('error', note);
  try {
    await redis.ping();
  } catch (error) {
    redis.disconnect();
    throw new InputError(`--redis: cannot use ${placeOf(address)}: ${reasonOf(troubles.at(-1) ?? error, address)}`);
  }
  wasReady = true;
  redis.off('error', note);
  // A connection that is lost is told by `watchConnection`.
  redis.on('error', () => undefined);
  return redis;
}

/** What a library says of an error, on one line, without what opens the place. */
export function reasonOf(error: unknown, { username, password }: RedisAddress): string {
  const said = messageOf(error).replace(/\s+/g, ' ').trim();
  const text = said === '' ? (systemCode(error) ?? '') : said;
  const secrets = [password, username].flatMap((secret) => (secret === null || secret === '' ? [] : [secret]));
  const scrubbed = secrets.reduce((left, secret) => left.replaceAll(secret, '…'), text);
  return scrubbed.replace(/rediss?:\/\/\S*/g, '…').slice(0, 200);
}
