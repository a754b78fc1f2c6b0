import fc from 'fast-check';
import { ModelError } from '../gradcheck/model-error.js';

/** How long a property may go on, its shrinking included. */
export interface RunLimits {
  /**
   * The longest that all cases together may take, in milliseconds. Where it runs out before a case has
   * failed, the property fails and says so. It is looked at before every evaluation of a model: one that
   * never returns cannot be stopped.
   * @defaultValue 60 000
   */
  readonly timeLimit?: number;
  /**
   * The longest that shrinking may take, in milliseconds; at most what is left of `timeLimit`. The smallest
   * case found until then is reported.
   * @defaultValue 10 000
   */
  readonly shrinkTime?: number;
  /**
   * The most cases tried in shrinking. The smallest case found until then is reported.
   * @defaultValue 10 000
   */
  readonly shrinkTries?: number;
}

const usual: Required<RunLimits> = { timeLimit: 60_000, shrinkTime: 10_000, shrinkTries: 10_000 };

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
}

/** What the judge of a case may ask of the run it is part of. */
export interface Turn {
  /** To be called before every evaluation of a model. @throws TimeSpent where the run's time has run out */
  readonly spend: () => void;
  /**
   * Gives the case up: another one is drawn.
   * @param example says what it was, the first time it is skipped for that reason
   */
  readonly skip: (reason: string, example: () => string) => never;
}

/** The time of a run has run out before any case failed. */
export class TimeSpent extends Error {
  override readonly name = 'TimeSpent';
}

/** A case that was given up for a reason that has been counted. */
class Skip extends fc.PreconditionFailure {}

/** What fast-check is told of a case: null where the property holds in it. */
type Result = fc.PreconditionFailure | fc.PropertyFailure | null;

// Taken when the module is loaded, so that a test's fake clock does not stop it.
const now = performance.now.bind(performance);

/**
 * A property that ends whatever the model does: it is given a time, and its shrinking a number of tries.
 * fast-check runs it like any other, and the limits hold under `fc.assert` and `fc.check` too.
 *
 * A run begins with the first case that is drawn. The last one's record can be asked for afterwards.
 */
export class BoundedProperty<Case> implements fc.IProperty<Case> {
  private readonly judged: fc.IProperty<Case>;
  private readonly ownLimits: RunLimits;
  private run_: Run;

  /** @param build makes the property whose cases are judged, given their turn */
  constructor(build: (turn: Turn) => fc.IProperty<Case>, limits: RunLimits = {}) {
    this.ownLimits = limits;
    this.run_ = new Run(limits);
    this.judged = build({
      spend: () => this.run_.spend(),
      skip: (reason, example) => this.run_.skip(reason, example),
    });
  }

  /**
   * Begins a run anew.
   * @param limits where they are not given, the property's own, and then the usual ones
   */
  begin({ timeLimit, shrinkTime, shrinkTries }: RunLimits): void {
    const own = this.ownLimits;
    this.run_ = new Run({
      timeLimit: timeLimit ?? own.timeLimit,
      shrinkTime: shrinkTime ?? own.shrinkTime,
      shrinkTries: shrinkTries ?? own.shrinkTries,
    });
  }

  get record(): RunRecord {
    return this.run_.record;
  }

  isAsync(): false {
    return false;
  }

  generate(random: fc.Random, runId?: number): fc.Value<Case> {
    if (!this.run_.goesOnWith(runId)) this.begin({});
    this.run_.drawn(runId);
    return this.judged.generate(random, runId);
  }

  shrink(value: fc.Value<Case>): fc.Stream<fc.Value<Case>> {
    return this.run_.isShrinkable ? this.judged.shrink(value) : fc.Stream.nil();
  }

  run(value: Case): Result {
    const ended = this.run_.ended();
    return ended ?? this.run_.seen(this.judged.run(value));
  }

  runBeforeEach(): void {
    this.judged.runBeforeEach();
  }

  runAfterEach(): void {
    this.judged.runAfterEach();
  }
}

/** One run of a property: its cases, and, once one of them has failed, the steps of its shrinking. */
class Run {
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
  isShrinkable = true;

  constructor(limits: { readonly [name in keyof RunLimits]: number | undefined }) {
    this.limits = {
      timeLimit: read('timeLimit', limits.timeLimit),
      shrinkTime: read('shrinkTime', limits.shrinkTime),
      shrinkTries: read('shrinkTries', limits.shrinkTries),
    };
  }

  get record(): RunRecord {
    const skipped = Array.from(this.skips, ([reason, { count, example }]) => ({ reason, count, example }));
    const { limits, cutShort, passed } = this;
    return { limits, cutShort, passed, skipped: skipped.sort((a, b) => b.count - a.count) };
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
    if (spent) throw new TimeSpent(`the time limit of ${seconds(timeLimit)} ran out before any case failed`);
  }

  skip(reason: string, example: () => string): never {
    // Steps of shrinking are no cases of their own.
    if (this.failedAt === null) this.count(reason, example);
    throw new Skip();
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

/** A limit as it was given, or the usual one. @throws RangeError where it is no number from 0 up */
function read(name: keyof RunLimits, given: number | undefined): number {
  const limit = given ?? usual[name];
  if (!(limit >= 0)) throw new RangeError(`${name}: ${limit}: must be a number from 0 up`);
  return limit;
}

/** A length of time for people. @param milliseconds 0 or more */
export function seconds(milliseconds: number): string {
  return `${Number((milliseconds / 1000).toPrecision(3))} s`;
}
