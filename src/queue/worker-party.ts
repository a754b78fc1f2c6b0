import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { workerThreadExecutor, type UserModules } from '../workshop.js';
import { fingerprintOf, readAnnouncement } from './announcement.js';
import { cleanRun, knownRuns } from './clean-run.js';
import { fitness } from './fitness.js';
import { keysOf } from './keys.js';
import type { Own } from './own-modules.js';
import { serveStudy, type ServedStudy } from './served-study.js';
import { asLine, nameOfThisWorker, type WorkerEntry } from './worker-name.js';

/** What a worker takes part in studies with. */
export interface PartyStart extends Own {
  /** Batches at once for each study, each in a thread of its own. */
  readonly slots: number;
  /** Told one line at a time. */
  readonly say: (line: string) => void;
  readonly onError: (error: unknown) => void;
}

/** What this worker does about a study. */
interface Stance {
  /** What the study announced. */
  readonly text: string;
  readonly served: ServedStudy | null;
  /** Why it takes no part; null where it does. */
  readonly why: string | null;
  readonly since: number;
}

/** A study that was refused is looked at again after so long, in milliseconds: files may have changed. */
const refusedFor = 10_000;
/** What a worker says of itself is kept for so many seconds. */
const saidFor = 20;

/** The studies that a worker knows: those it takes part in, and those it cannot. */
export class WorkerParty {
  private readonly id = randomUUID();
  private readonly stances = new Map<string, Stance>();
  private beats = 0;

  constructor(
    private readonly redis: Redis,
    private readonly start: PartyStart,
  ) {}

  /** Looks which studies want workers now, takes part where it can, and leaves those that have ended. */
  async look(): Promise<void> {
    const { announced, silent } = await knownRuns(this.redis);
    for (const run of this.stances.keys()) if (!announced.has(run)) await this.drop(run, 'ended');
    for (const run of silent) await cleanRun(this.redis, run);
    for (const [run, text] of announced) {
      await this.heed(run, text);
      const stance = this.stances.get(run);
      if (stance !== undefined) await this.tell(run, stance);
    }
  }

  /** Gives back to every study what was begun of it. */
  async leave(): Promise<void> {
    await Promise.all([...this.stances.keys()].map((run) => this.drop(run, 'give back')));
  }

  private async heed(run: string, text: string): Promise<void> {
    const stance = this.stances.get(run);
    if (stance?.text === text) {
      if (stance.why === null || performance.now() - stance.since <= refusedFor) return;
    } else if (stance !== undefined) await this.drop(run, 'ended');
    const { modules, why } = await fitness(text, this.start);
    const isNews = stance?.why !== why || stance.text !== text;
    if (isNews) this.start.say(`study ${nameOf(run, text)} ${why === null ? 'takes part' : `takes no part: ${why}`}`);
    const served = modules === null ? null : await this.serve(run, text, modules);
    this.stances.set(run, { text, served, why, since: performance.now() });
  }

  private async serve(run: string, text: string, modules: UserModules): Promise<ServedStudy> {
    const { slots, onError } = this.start;
    const isFit = async () => {
      const { why } = await fitness(text, this.start);
      // The next look says so.
      if (why !== null) void this.drop(run, 'give back').catch(onError);
      return why === null;
    };
    const signature = { worker: this.id, fingerprint: fingerprintOf(text) };
    const executor = workerThreadExecutor(slots, modules);
    return serveStudy({ redis: this.redis, run, slots, executor, signature, isFit, onError });
  }

  private async drop(run: string, how: 'give back' | 'ended'): Promise<void> {
    const stance = this.stances.get(run);
    this.stances.delete(run);
    await stance?.served?.leave(how);
  }

  /** Says to a study that it takes part, or why it does not. */
  private async tell(run: string, { why }: Stance): Promise<void> {
    const keys = keysOf(run);
    const slots = why === null ? this.start.slots : 0;
    const entry: WorkerEntry = { name: nameOfThisWorker(), slots, beat: this.beats++, why };
    const [into, outOf] = why === null ? [keys.able, keys.refused] : [keys.refused, keys.able];
    await this.redis
      .multi()
      .hset(into, this.id, JSON.stringify(entry))
      .hdel(outOf, this.id)
      .expire(into, saidFor)
      .exec();
  }
}

/** What lines call a study: the beginning of its run's name, and its experiment. */
function nameOf(run: string, text: string): string {
  const experiment = readAnnouncement(text)?.experiment;
  return `${run.slice(0, 8)}${experiment === undefined ? '' : ` of ${asLine(experiment)}`}:`;
}
