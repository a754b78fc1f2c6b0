import fc from 'fast-check';
import { groupDigits } from '../base/group-digits.js';
import { messageOf } from '../base/input-error.js';
import { ModelError } from '../gradcheck/model-error.js';
import { isPromiseLike, whenKnown } from '../base/when-known.js';
import { BoundedProperty, BoundedRawProperty } from './bounded-property.js';
import { warn } from './warn.js';
import { TimeSpent, type RunRecord } from './bounded-run.js';
import { seconds, type RunLimits } from './run-limits.js';

/** How a property is run, and for how long. The first three are fast-check's own. */
export interface RunOptions extends RunLimits {
  /**
   * How many cases.
   * @defaultValue 100
   */
  readonly numRuns?: number;
  /** The seed of a failure to replay. */
  readonly seed?: number;
  /** The path of a failure to replay. */
  readonly path?: string;
}

/** What running a property came to. */
export type PropertyOutcome =
  | { readonly kind: 'held' }
  /** A case failed; the message is of the smallest that was found, and `error` what it threw. */
  | { readonly kind: 'failed'; readonly message: string; readonly error: unknown }
  /** There is no answer: too few cases could be judged, or the model is none. */
  | { readonly kind: 'unanswered'; readonly message: string };

/**
 * Runs a property, of ours or any other, within the limits given. An asynchronous one is to be awaited.
 * @throws RangeError where an option is not what it must be
 */
export function runProperty<Case>(property: fc.IProperty<Case>, options?: RunOptions): PropertyOutcome;
export function runProperty<Case>(property: fc.IAsyncProperty<Case>, options?: RunOptions): Promise<PropertyOutcome>;
export function runProperty<Case>(
  property: fc.IRawProperty<Case>,
  options?: RunOptions,
): PropertyOutcome | Promise<PropertyOutcome>;
export function runProperty<Case>(
  property: fc.IRawProperty<Case>,
  options: RunOptions = {},
): PropertyOutcome | Promise<PropertyOutcome> {
  const { numRuns = 100, seed, path } = options;
  requireOption('numRuns', numRuns, Number.isInteger(numRuns) && numRuns >= 1, 'a whole number from 1 up');
  const bounded = isBounded(property) ? property : new BoundedRawProperty(() => property);
  bounded.begin(options);
  const replay = { ...(seed === undefined ? {} : { seed }), ...(path === undefined ? {} : { path }) };
  const details = fc.check(bounded, { numRuns, ...replay });
  return isPromiseLike(details)
    ? details.then((known) => outcomeOf(known, bounded.record, numRuns))
    : outcomeOf(details, bounded.record, numRuns);
}

function isBounded<Case>(
  property: fc.IRawProperty<Case>,
): property is fc.IRawProperty<Case> & Pick<BoundedProperty<Case>, 'begin' | 'record'> {
  return property instanceof BoundedProperty || property instanceof BoundedRawProperty;
}

/** Fewer cases may leave a parameter still by chance. */
const enoughCases = 10;

/** Mentions the parameters that moved the loss in no case: their gradients are 0, and right. */
function mentionUnmoved({ unmoved, passed }: RunRecord): void {
  if (unmoved.length === 0 || passed < enoughCases) return;
  const some = unmoved.slice(0, 5).join(', ');
  const rest = unmoved.length > 5 ? ` and ${counted(unmoved.length - 5)} more` : '';
  warn(`${some}${rest} moved the loss in none of ${counted(passed)} cases: does it use them?`);
}

function outcomeOf<Case>(details: fc.RunDetails<Case>, record: RunRecord, numRuns: number): PropertyOutcome {
  if (!details.failed) {
    mentionUnmoved(record);
    return { kind: 'held' };
  }
  const { errorInstance } = details;
  if (details.counterexample === null) return { kind: 'unanswered', message: describeSkipped(record, numRuns) };
  if (errorInstance instanceof TimeSpent) {
    return { kind: 'unanswered', message: describeTimeSpent(record, numRuns) };
  }
  if (errorInstance instanceof ModelError) return { kind: 'unanswered', message: errorInstance.message };
  const cases = `${details.numRuns} ${details.numRuns === 1 ? 'case' : 'cases'}`;
  const message = [
    messageOf(errorInstance),
    '',
    `found in ${cases}, shrunk ${details.numShrinks} times${describeCut(record)}`,
    `replay with { seed: ${details.seed}, path: ${JSON.stringify(details.counterexamplePath ?? '')}, numRuns: 1 }`,
  ].join('\n');
  return { kind: 'failed', message, error: errorInstance };
}

/**
 * Runs a property and says how it failed: what the property itself said of the shrunk case, how many cases
 * and shrinks it took, and the line that replays it. Null where it holds. Of an asynchronous property the
 * answer is promised.
 *
 * It ends within the limits of the options, shrinking included, and a run cut short says so. Only a single
 * evaluation of a synchronous model that never returns cannot be stopped: nothing in the same thread can.
 */
export function propertyFailure<Case>(property: fc.IProperty<Case>, options?: RunOptions): string | null;
export function propertyFailure<Case>(property: fc.IAsyncProperty<Case>, options?: RunOptions): Promise<string | null>;
export function propertyFailure<Case>(
  property: fc.IRawProperty<Case>,
  options?: RunOptions,
): string | null | PromiseLike<string | null>;
export function propertyFailure<Case>(
  property: fc.IRawProperty<Case>,
  options: RunOptions = {},
): string | null | PromiseLike<string | null> {
  return whenKnown(runProperty(property, options), (outcome) => (outcome.kind === 'held' ? null : outcome.message));
}

/**
 * Asserts that a property holds; an asynchronous one is to be awaited.
 * @throws Error with the message of `propertyFailure` where it does not
 */
export function assertProperty<Case>(property: fc.IProperty<Case>, options?: RunOptions): void;
export function assertProperty<Case>(property: fc.IAsyncProperty<Case>, options?: RunOptions): Promise<void>;
export function assertProperty<Case>(
  property: fc.IRawProperty<Case>,
  options: RunOptions = {},
): void | PromiseLike<void> {
  return whenKnown(runProperty(property, options), (outcome) => {
    if (outcome.kind !== 'held') throw new Error(outcome.message);
  });
}

function requireOption(name: string, value: number, holds: boolean, right: string): void {
  if (!holds) throw new RangeError(`${name}: ${value}: must be ${right}`);
}

function describeCut({ cutShort, limits }: RunRecord): string {
  if (cutShort === null) return '';
  const [after, name] =
    cutShort === 'shrinkTries'
      ? [`${counted(limits.shrinkTries)} tries`, 'shrinkTries']
      : [seconds(Math.min(limits.shrinkTime, limits.timeLimit)), 'shrinkTime'];
  return `; shrinking was cut short after ${after}, so there may be a smaller case (${name} allows more)`;
}

function describeTimeSpent(record: RunRecord, numRuns: number): string {
  const { passed, limits } = record;
  const skipped = record.skipped.reduce((sum, { count }) => sum + count, 0);
  return [
    `the time limit of ${seconds(limits.timeLimit)} ran out after ${counted(passed)} of ${counted(numRuns)} cases, none of which failed` +
      (skipped === 0 ? '' : `; ${counted(skipped)} more were skipped (${frequencies(record)})`),
    ...examples(record),
    'raise timeLimit, or lower numRuns',
  ].join('\n');
}

/** fast-check gives up where a hundred times as many cases were skipped as should be judged. */
function describeSkipped(record: RunRecord, numRuns: number): string {
  const skipped = record.skipped.reduce((sum, { count }) => sum + count, 0);
  const { passed } = record;
  return [
    `${passed === 0 ? 'nothing' : 'too little'} could be judged: ${counted(skipped)} cases were skipped (${frequencies(record)}), ` +
      `${counted(passed)} of ${counted(numRuns)} judged`,
    ...examples(record),
    'widen the arbitraries, or look at what is skipped (unjudged: "fail" stops at the first)',
  ].join('\n');
}

/** Reasons with how often they were given: `kink 7,003, not finite 2,998`. */
function frequencies({ skipped }: RunRecord): string {
  return skipped.map(({ reason, count }) => `${reason} ${counted(count)}`).join(', ');
}

/** The first case that was skipped for each reason. */
function examples({ skipped }: RunRecord): readonly string[] {
  return skipped
    .filter(({ example }) => example !== '')
    .map(({ reason, example }) => `for example (${reason}): ${example}`);
}

/** A count with its thousands set apart. */
function counted(count: number): string {
  return groupDigits(count);
}
