import type { Redis } from 'ioredis';
import { isRunName, keysOf, studiesKey } from './keys.js';

/** Removes all that a run of a study has in Redis. */
export async function cleanRun(redis: Redis, run: string): Promise<void> {
  for (const pattern of keysOf(run).all) {
    let cursor = '0';
    do {
      const [next, keys] = await redis.scan(cursor, 'MATCH', pattern, 'COUNT', 1000);
      cursor = next;
      if (keys.length > 0) await redis.unlink(keys);
    } while (cursor !== '0');
  }
  await redis.srem(studiesKey, run);
}

/** The runs that are registered: those that are announced, and those whose study has ended without a word. */
export interface KnownRuns {
  readonly announced: ReadonlyMap<string, string>;
  readonly silent: readonly string[];
}

/** More runs at once are none of our making. */
const mostRuns = 1000;

/** Who wants workers now. What is no run's name is left alone. */
export async function knownRuns(redis: Redis): Promise<KnownRuns> {
  const runs = (await redis.smembers(studiesKey)).filter(isRunName).slice(0, mostRuns);
  if (runs.length === 0) return { announced: new Map(), silent: [] };
  const texts = await redis.mget(runs.map((run) => keysOf(run).announcement));
  return {
    announced: new Map(runs.flatMap((run, k) => (texts[k] === null ? [] : [[run, texts[k]] as const]))),
    silent: runs.filter((_, k) => texts[k] === null),
  };
}
