import type { Redis } from 'ioredis';
import type { keysOf } from './keys.js';
import { asLine, readWorkerEntry, type WorkerEntry } from './worker-name.js';

/** A worker that has said nothing for so long is gone, in milliseconds. */
const silence = 10_000;
/** It is said that nobody works after so long, and again after so long. */
const patience = { first: 10_000, then: 60_000 };

/** What a study knows of its workers. */
export interface KnownWorkers {
  /** Batches that they can work on at once. */
  slots(): number;
  /** Looks who is there, and says what is worth saying. */
  look(): Promise<void>;
}

/** @param say told one line at a time @param wanted what a line says of where to start workers */
export function knownWorkers(
  redis: Redis,
  keys: Pick<ReturnType<typeof keysOf>, 'able' | 'refused'>,
  { say, wanted }: { readonly say: (line: string) => void; readonly wanted: string },
): KnownWorkers {
  /** By worker: its last beat, and when it was seen here first. */
  const beats = new Map<string, { readonly entry: WorkerEntry; readonly seen: number }>();
  const told = new Set<string>();
  let quietSince = performance.now();
  let wait = patience.first;

  const takeAble = (entries: Readonly<Record<string, string>>, now: number): readonly string[] => {
    for (const name of beats.keys()) if (!Object.hasOwn(entries, name)) beats.delete(name);
    for (const [name, text] of Object.entries(entries)) {
      const entry = readWorkerEntry(text);
      const known = beats.get(name);
      if (entry !== null && known?.entry.beat !== entry.beat) beats.set(name, { entry, seen: now });
    }
    const gone = [...beats].filter(([, { seen }]) => now - seen > silence).map(([name]) => name);
    for (const name of gone) beats.delete(name);
    return gone;
  };

  const tellRefused = (entries: Readonly<Record<string, string>>): void => {
    for (const [name, text] of Object.entries(entries)) {
      const entry = readWorkerEntry(text);
      if (entry?.why === undefined || entry.why === null || told.has(`${name} ${entry.why}`)) continue;
      told.add(`${name} ${entry.why}`);
      say(`worker ${asLine(entry.name)} cannot take part: it ${asLine(entry.why)}`);
    }
  };

  const tellQuiet = (now: number): void => {
    if (beats.size > 0) {
      quietSince = now;
      wait = patience.first;
    } else if (now - quietSince >= wait) {
      quietSince = now;
      wait = patience.then;
      say(`no worker takes part: waiting for one; start it with ${wanted}`);
    }
  };

  return {
    slots: () => [...beats.values()].reduce((sum, { entry }) => sum + entry.slots, 0),
    async look() {
      const [able, refused] = await Promise.all([redis.hgetall(keys.able), redis.hgetall(keys.refused)]);
      const now = performance.now();
      const gone = takeAble(able, now);
      if (gone.length > 0) await redis.hdel(keys.able, ...gone);
      tellRefused(refused);
      tellQuiet(now);
    },
  };
}
