import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { InputError, messageOf } from '../base/input-error.js';
import { workerThreadExecutor, type UserModules } from '../workshop.js';
import { fingerprintOf, readAnnouncement } from './announcement.js';
import { cleanRun, knownRuns } from './clean-run.js';
import { every } from './every.js';
import { keysOf, newsChannel } from './keys.js';
import { openRedis } from './open-redis.js';
import { ownModules, type Own } from './own-modules.js';
import { listen } from './queue-executor.js';
import type { RedisAddress } from './redis-address.js';
import { serveStudy, type ServedStudy } from './served-study.js';
import { watchConnection } from './watch-connection.js';
import { asLine, nameOfThisWorker, type WorkerEntry } from './worker-name.js';

/** What a worker is started with. */
export interface WorkerStart extends Own {
  readonly address: RedisAddress;
  /** Batches at once for each study, each in a thread of its own. */
  readonly slots: number;
  /** Told one line at a time. */
  readonly say: (line: string) => void;
  /** Aborts: batches are given back, and the worker ends. */
  readonly signal: AbortSignal;
}

/** Between two looks for studies, in milliseconds; news are heard at once. */
const beat = 1_000;
/** A study that was refused is looked at again after so long: files may have changed. */
const refusedFor = 10_000;
/** What is given to the queue to hear that this worker leaves, in milliseconds. */
const farewell = 4_000;

/** What this worker does about a study. */
interface Stance {
  readonly text: string;
  readonly served: ServedStudy | null;
  /** Why it takes no part. */
  readonly why: string | null;
  readonly since: number;
}

/**
 * Takes batches of whatever study is announced and this worker has the code of, until the signal aborts.
 * Nothing that stands in Redis is believed, and no code is taken from it.
 * @throws InputError where Redis cannot be used at the beginning
 */
export async function runWorker(start: WorkerStart): Promise<void> {
  const { address, say, signal } = start;
  const redis = await openRedis(address);
  const watch = watchConnection(redis, address, say);
  const party = workerParty(redis, start, watch.onError);
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

/** The studies that a worker knows. */
interface Party {
  look(): Promise<void>;
  leave(): Promise<void>;
}

function workerParty(redis: Redis, start: WorkerStart, onError: (error: unknown) => void): Party {
  const { slots, say } = start;
  const id = randomUUID();
  const name = nameOfThisWorker();
  const stances = new Map<string, Stance>();
  let beats = 0;

  const takePart = async (run: string, text: string, modules: UserModules): Promise<ServedStudy> => {
    const isFit = async () => {
      const { why } = await fitness(text, start);
      // The next look says so.
      if (why !== null) void drop(run, 'give back').catch(onError);
      return why === null;
    };
    const signature = { worker: id, fingerprint: fingerprintOf(text) };
    const executor = workerThreadExecutor(slots, modules);
    return serveStudy({ redis, run, slots, executor, signature, isFit, onError });
  };

  const consider = async (run: string, text: string): Promise<void> => {
    const before = stances.get(run);
    const { modules, why } = await fitness(text, start);
    if (before?.why !== why || before.text !== text) say(`study ${studyName(run, text)}: ${told(why)}`);
    const served = modules === null ? null : await takePart(run, text, modules);
    stances.set(run, { text, served, why, since: performance.now() });
  };

  const drop = async (run: string, how: 'give back' | 'ended'): Promise<void> => {
    const stance = stances.get(run);
    stances.delete(run);
    await stance?.served?.leave(how);
  };

  const tell = async (run: string, { why }: Stance): Promise<void> => {
    const keys = keysOf(run);
    const entry: WorkerEntry = { name, slots: why === null ? slots : 0, beat: beats++, why };
    const [into, outOf] = why === null ? [keys.able, keys.refused] : [keys.refused, keys.able];
    await redis.multi().hset(into, id, JSON.stringify(entry)).hdel(outOf, id).expire(into, 20).exec();
  };

  return {
    async look() {
      const { announced, silent } = await knownRuns(redis);
      for (const run of stances.keys()) if (!announced.has(run)) await drop(run, 'ended');
      for (const run of silent) await cleanRun(redis, run);
      for (const [run, text] of announced) {
        const stance = stances.get(run);
        const isNew = stance?.text !== text;
        if (isNew && stance !== undefined) await drop(run, 'ended');
        if (isNew || (stance.why !== null && performance.now() - stance.since > refusedFor)) await consider(run, text);
        const now = stances.get(run);
        if (now !== undefined) await tell(run, now);
      }
    },
    async leave() {
      await Promise.all([...stances.keys()].map((run) => drop(run, 'give back')));
    },
  };
}

/** Whether this worker can take part in a study, and what of its own it does that with. */
async function fitness(
  text: string,
  own: Own,
): Promise<{ readonly modules: UserModules; readonly why: null } | { readonly modules: null; readonly why: string }> {
  const announcement = readAnnouncement(text);
  if (announcement === null) return { modules: null, why: `does not understand what it says (warizan ${own.program})` };
  try {
    return { modules: await ownModules(announcement, own), why: null };
  } catch (error) {
    const why = error instanceof InputError ? error.message : `cannot load its modules: ${messageOf(error)}`;
    return { modules: null, why: asLine(why) };
  }
}

function told(why: string | null): string {
  return why === null ? 'takes part' : `takes no part: ${why}`;
}

function studyName(run: string, text: string): string {
  const experiment = readAnnouncement(text)?.experiment;
  return `${run.slice(0, 8)}${experiment === undefined ? '' : ` of ${asLine(experiment)}`}`;
}
