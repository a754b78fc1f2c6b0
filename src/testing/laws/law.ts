import fc from 'fast-check';

/** How a law is checked. */
export interface LawOptions {
  /**
   * How many cases.
   * @defaultValue 100
   */
  readonly numRuns?: number;
  /**
   * The seed of the cases.
   * @defaultValue fast-check's choice
   */
  readonly seed?: number;
}

/** A law of a contract, to be checked for one entry in any test runner. */
export interface Law {
  /** What it says, for the title of a test. */
  readonly name: string;
  /** @throws Error with the smallest case in which the law does not hold */
  check(options?: LawOptions): Promise<void>;
}

/**
 * A law of generated cases. `holds` throws, with what is wrong, where it does not hold; `fc.pre` leaves a
 * case out.
 */
export function law<Case>(name: string, cases: fc.Arbitrary<Case>, holds: (given: Case) => void | Promise<void>): Law {
  return {
    name,
    check: (options = {}) =>
      fc.assert(
        fc.asyncProperty(cases, async (given) => holds(given)),
        options,
      ),
  };
}

/** Says what is wrong, where something is. */
export function claim(holds: boolean, what: () => string): void {
  if (!holds) throw new Error(what());
}
