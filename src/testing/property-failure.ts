import fc from 'fast-check';
import { messageOf } from '../base/input-error.js';

/** How a property is run; fast-check's own names. */
export interface RunOptions {
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

/**
 * Runs a property and says how it failed: what the property itself said of the shrunk case, how many cases and shrinks
 * it took, and the line that replays it. Null where it holds.
 */
export function propertyFailure<Case>(property: fc.IProperty<Case>, options: RunOptions = {}): string | null {
  const details = fc.check(property, options);
  if (!details.failed) return null;
  const runs = `${details.numRuns} ${details.numRuns === 1 ? 'case' : 'cases'}`;
  if (details.counterexample === null) {
    return `nothing could be judged: ${details.numSkips} cases were skipped, ${details.numRuns} judged (widen the arbitraries, or set unjudged: 'fail' to see why)`;
  }
  const { errorInstance } = details;
  const path = details.counterexamplePath ?? '';
  return [
    messageOf(errorInstance),
    '',
    `found in ${runs}, shrunk ${details.numShrinks} times`,
    `replay with { seed: ${details.seed}, path: ${JSON.stringify(path)}, numRuns: 1 }`,
  ].join('\n');
}

/**
 * Asserts that a property holds.
 * @throws Error with the message of `propertyFailure` where it does not
 */
export function assertProperty<Case>(property: fc.IProperty<Case>, options: RunOptions = {}): void {
  const failure = propertyFailure(property, options);
  if (failure !== null) throw new Error(failure);
}
