import fc from 'fast-check';
import { ModelError } from '../gradcheck/model-error.js';
import { readLimit, seconds, type RunLimits } from './run-limits.js';

/** Cases that were skipped for one reason, and what was said of the first of them. */
export interface Skipped {
  readonly reason: string;
  readonly count: number;
  readonly example: string;
}

/** What a property's last run came to, beside what fast-check says of it. */
export interface RunRecord {
  readonly limits: Required<RunLimits>;
  /** Why shrinking ended before there was nothing smaller to try; null where it did not. */
  readonly cutShort: 'shrinkTries' | 'time' | null;
  /** Cases that were judged, and did not fail. */
  readonly passed: number;
  /** The most frequent reason first. */
  readonly skipped: readonly Skipped[];
  /** Parameters that moved nothing in any case. */
  readonly unmoved: readonly string[];
}

/** The time of a run has run out before any case failed. */
export class TimeSpent extends Error {
  override readonly name = 'TimeSpent';
}

/** A case that was given up for a reason that has been counted. */
class Skip extends fc.PreconditionFailure {}

/** What fast-check is told of a case: null where the property holds in it. */
export type Result = fc.PreconditionFailure | fc.PropertyFailure | null;

// Taken when the module is loaded, so that a test's fake clock does not stop it.
const now = performance.now.bind(performance);
const { setTimeout: startTimer, clearTimeout: stopTimer } = globalThis;

/** One run of a property: its cases, and, once one of them has failed, the steps of its shrinking. */
export class Run {
  private readonly limits: Required<RunLimits>;
  private readonly skips = new Map<string, { count: number; readonly example: string }>();
  /** When the first case was begun. */
  private started: number | null = null;
  private lastId = -1;
  private passed = 0;
  /** When a case first failed. */
  private failedAt: number | null = null;
  private tries = 0;
  private cutShort: RunRecord['cutShort'] = null;
  /** Parameters that have moved nothing so far; null before the first case. */
  private still: readonly string[] | null = null;
  isShrinkable = true;

  constructor(limits: { readonly [name in keyof RunLimits]: number | undefined }) {
    this.limits = {
      timeLimit: readLimit('timeLimit', limits.timeLimit),
      shrinkTime: readLimit('shrinkTime', limits.shrinkTime),
      shrinkTries: readLimit('shrinkTries', limits.shrinkTries),
    };
  }

  get record(): RunRecord {
    const skipped = Array.from(this.skips, ([reason, { count, example }]) => ({ reason, count, example }));
    const { limits, cutShort, passed } = this;
    const unmoved = [...(this.still ?? [])];
    return { limits, cutShort, passed, unmoved, skipped: skipped.sort((a, b) => b.count - a.count) };
  }

  /**
   * Whether a case of that number belongs to this run: numbers rise within one, and none is drawn after a
   * failure.
   */
  goesOnWith(id = -1): boolean {
    return this.failedAt === null && id > this.lastId;
  }

  drawn(id = -1): void {
    this.lastId = id;
  }

  spend(): void {
    const time = now();
    this.started ??= time;
    const { timeLimit, shrinkTime } = this.limits;
    const spent = time - this.started > timeLimit || (this.failedAt !== null && time - this.failedAt > shrinkTime);
    if (spent) throw this.timeSpent();
  }

  /** Milliseconds until `spend` will throw. */
  get timeLeft(): number {
    const time = now();
    const { timeLimit, shrinkTime } = this.limits;
    const left = timeLimit - (time - (this.started ?? time));
    return this.failedAt === null ? left : Math.min(left, shrinkTime - (time - this.failedAt));
  }

  /** A promised result, or that the time was over before it came. */
  async awaited(result: PromiseLike<Result>): Promise<Result> {
    let timer: ReturnType<typeof startTimer> | undefined;
    const passed = new Promise<Result>((resolve) => {
      // Longer than a timer can be set for is longer than anybody waits.
      timer = startTimer(() => resolve({ error: this.timeSpent() }), Math.min(Math.max(this.timeLeft, 0), 2 ** 31 - 1));
    });
    try {
      return this.seen(await Promise.race([result, passed]));
    } finally {
      stopTimer(timer);
    }
  }

  private timeSpent(): TimeSpent {
    return new TimeSpent(`the time limit of ${seconds(this.limits.timeLimit)} ran out before any case failed`);
  }

  skip(reason: string, example: () => string): never {
    // Steps of shrinking are no cases of their own.
    if (this.failedAt === null) this.count(reason, example);
    throw new Skip();
  }

  unmoved(names: readonly string[]): void {
    if (this.failedAt !== null) return;
    const own = new Set(names);
    this.still = this.still === null ? names : this.still.filter((name) => own.has(name));
  }

  private count(reason: string, example: () => string): void {
    const known = this.skips.get(reason);
    if (known === undefined) this.skips.set(reason, { count: 1, example: example() });
    else known.count += 1;
  }

  /** What stands in place of another case's result where it would be one too many; null where it is not. */
  ended(): Result {
    if (this.failedAt !== null) this.tries += 1;
    if (this.tries > this.limits.shrinkTries) {
      this.cutShort = 'shrinkTries';
      return new fc.PreconditionFailure(true);
    }
    try {
      this.spend();
      return null;
    } catch (error) {
      return this.seen({ error });
    }
  }

  /** What becomes of a case's result. */
  seen(result: Result): Result {
    if (result === null && this.failedAt === null) this.passed += 1;
    if (result === null) return result;
    if (fc.PreconditionFailure.isFailure(result)) {
      if (this.failedAt === null && !(result instanceof Skip)) this.count('its own precondition', () => '');
      return result;
    }
    const { error } = result;
    if (error instanceof TimeSpent && this.failedAt !== null) {
      this.cutShort = 'time';
      return new fc.PreconditionFailure(true);
    }
    // Neither has anything to do with the case: there is no smaller one to look for.
    if (error instanceof TimeSpent || error instanceof ModelError) this.isShrinkable = false;
    this.failedAt ??= now();
    return result;
  }
}
