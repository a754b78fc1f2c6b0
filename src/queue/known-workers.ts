import type { Redis } from 'ioredis';
import type { keysOf } from './keys.js';
import { asLine, readWorkerEntry, type WorkerEntry } from './worker-name.js';

/** A worker that has said nothing for so long is gone, in milliseconds. */
const silence = 10_000;
/** It is said that nobody works after so long, and again after so long. */
const patience = { first: 10_000, then: 60_000 };

/** What of workers a study looks at, and how it tells what it sees. */
export interface Watchtower {
  readonly redis: Redis;
  readonly keys: Pick<ReturnType<typeof keysOf>, 'able' | 'refused'>;
  /** Told one line at a time. */
  readonly say: (line: string) => void;
  /** What a line says of how to start a worker. */
  readonly wanted: string;
}

type Entries = Readonly<Record<string, string>>;

/** What a study knows of its workers. */
export class KnownWorkers {
  /** By worker: its last beat, and when that was seen. */
  private readonly beats = new Map<string, { readonly entry: WorkerEntry; readonly seen: number }>();
  private readonly told = new Set<string>();
  private quietSince = performance.now();
  private wait = patience.first;

  constructor(private readonly at: Watchtower) {}

  /** Batches that they can work on at once. */
  slots(): number {
    return [...this.beats.values()].reduce((sum, { entry }) => sum + entry.slots, 0);
  }

  /** Looks who is there, and says what is worth saying. */
  async look(): Promise<void> {
    const { redis, keys } = this.at;
    const [able, refused] = await Promise.all([redis.hgetall(keys.able), redis.hgetall(keys.refused)]);
    const now = performance.now();
    this.takeAble(able, now);
    this.tellRefused(refused);
    this.tellQuiet(now);
    const gone = [...this.beats].filter(([, { seen }]) => now - seen > silence).map(([worker]) => worker);
    for (const worker of gone) this.beats.delete(worker);
    if (gone.length > 0) await redis.hdel(keys.able, ...gone);
  }

  private takeAble(able: Entries, now: number): void {
    for (const worker of this.beats.keys()) if (!Object.hasOwn(able, worker)) this.beats.delete(worker);
    for (const [worker, text] of Object.entries(able)) {
      const entry = readWorkerEntry(text);
      if (entry !== null && this.beats.get(worker)?.entry.beat !== entry.beat) {
        this.beats.set(worker, { entry, seen: now });
      }
    }
  }

  /** Says why a worker takes no part: each reason of each worker once. */
  private tellRefused(refused: Entries): void {
    for (const [worker, text] of Object.entries(refused)) {
      const entry = readWorkerEntry(text);
      if (entry?.why === undefined || entry.why === null) continue;
      const reason = `${worker} ${entry.why}`;
      if (!this.told.has(reason)) this.at.say(`worker ${asLine(entry.name)} cannot take part: it ${asLine(entry.why)}`);
      this.told.add(reason);
    }
  }

  private tellQuiet(now: number): void {
    if (this.beats.size > 0) {
      this.quietSince = now;
      this.wait = patience.first;
    } else if (now - this.quietSince >= this.wait) {
      this.quietSince = now;
      this.wait = patience.then;
      this.at.say(`no worker takes part: waiting for one; start it with ${this.at.wanted}`);
    }
  }
}
