/** How long a property may go on, its shrinking included. */
export interface RunLimits {
  /**
   * The longest that all cases together may take, in milliseconds. Where it runs out before a case has
   * failed, the property fails and says so. It is looked at before every evaluation of a model: one that
   * never returns cannot be stopped; one that is awaited is no longer waited for.
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

/** A limit as it was given, or the usual one. @throws RangeError where it is no number from 0 up */
export function readLimit(name: keyof RunLimits, given: number | undefined): number {
  const limit = given ?? usual[name];
  if (!(limit >= 0)) throw new RangeError(`${name}: ${limit}: must be a number from 0 up`);
  return limit;
}

/** A length of time for people. @param milliseconds 0 or more */
export function seconds(milliseconds: number): string {
  return `${Number((milliseconds / 1000).toPrecision(3))} s`;
}
