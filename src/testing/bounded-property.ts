import fc from 'fast-check';
import { isPromiseLike } from '../base/when-known.js';
import { Run, type Result, type RunRecord } from './bounded-run.js';
import type { RunLimits } from './run-limits.js';

/** What the judge of a case may ask of the run it is part of. */
export interface Turn {
  /** To be called before every evaluation of a model. @throws TimeSpent where the run's time has run out */
  readonly spend: () => void;
  /**
   * Gives the case up: another one is drawn.
   * @param example says what it was, the first time it is skipped for that reason
   */
  readonly skip: (reason: string, example: () => string) => never;
  /** Names the parameters that moved nothing in a case: those that move nothing in any are mentioned. */
  readonly unmoved: (names: readonly string[]) => void;
}

/** What every property that ends has: its run, and the limits it is given. */
abstract class Bounded<Case> {
  protected current: Run;
  private readonly ownLimits: RunLimits;

  protected constructor(limits: RunLimits) {
    this.ownLimits = limits;
    this.current = new Run(limits);
  }

  protected get turn(): Turn {
    return {
      spend: () => this.current.spend(),
      skip: (reason, example) => this.current.skip(reason, example),
      unmoved: (names) => this.current.unmoved(names),
    };
  }

  /**
   * Begins a run anew.
   * @param limits where they are not given, the property's own, and then the usual ones
   */
  begin({ timeLimit, shrinkTime, shrinkTries }: RunLimits): void {
    const own = this.ownLimits;
    this.current = new Run({
      timeLimit: timeLimit ?? own.timeLimit,
      shrinkTime: shrinkTime ?? own.shrinkTime,
      shrinkTries: shrinkTries ?? own.shrinkTries,
    });
  }

  get record(): RunRecord {
    return this.current.record;
  }

  protected abstract readonly judged: Pick<fc.IRawProperty<Case>, 'generate' | 'shrink'>;

  generate(random: fc.Random, runId?: number): fc.Value<Case> {
    if (!this.current.goesOnWith(runId)) this.begin({});
    this.current.drawn(runId);
    return this.judged.generate(random, runId);
  }

  shrink(value: fc.Value<Case>): fc.Stream<fc.Value<Case>> {
    return this.current.isShrinkable ? this.judged.shrink(value) : fc.Stream.nil();
  }
}

/**
 * A property that ends whatever the model does: it is given a time, and its shrinking a number of tries.
 * fast-check runs it like any other, and the limits hold under `fc.assert` and `fc.check` too.
 *
 * A run begins with the first case that is drawn. The last one's record can be asked for afterwards.
 */
export class BoundedProperty<Case> extends Bounded<Case> implements fc.IProperty<Case> {
  protected readonly judged: fc.IProperty<Case>;

  /** @param build makes the property whose cases are judged, given their turn */
  constructor(build: (turn: Turn) => fc.IProperty<Case>, limits: RunLimits = {}) {
    super(limits);
    this.judged = build(this.turn);
  }

  isAsync(): false {
    return false;
  }

  run(value: Case): Result {
    return this.current.ended() ?? this.current.seen(this.judged.run(value));
  }

  runBeforeEach(): void {
    this.judged.runBeforeEach();
  }

  runAfterEach(): void {
    this.judged.runAfterEach();
  }
}

/**
 * The same of a property that may be asynchronous, which it is when it says so. What is awaited is no longer
 * waited for when the time is over.
 */
export class BoundedRawProperty<Case> extends Bounded<Case> implements fc.IRawProperty<Case> {
  protected readonly judged: fc.IRawProperty<Case>;

  /** @param build makes the property whose cases are judged, given their turn */
  constructor(build: (turn: Turn) => fc.IRawProperty<Case>, limits: RunLimits = {}) {
    super(limits);
    this.judged = build(this.turn);
  }

  isAsync(): boolean {
    return this.judged.isAsync();
  }

  run(value: Case): Result | Promise<Result> {
    const ended = this.current.ended();
    if (ended !== null) return ended;
    const result = this.judged.run(value);
    return isPromiseLike(result) ? this.current.awaited(result) : this.current.seen(result);
  }

  runBeforeEach(): Promise<void> | void {
    return this.judged.runBeforeEach();
  }

  runAfterEach(): Promise<void> | void {
    return this.judged.runAfterEach();
  }
}
