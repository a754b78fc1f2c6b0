import fc from 'fast-check';
import { float64 } from '../../numeric/backends/float64.js';
import { dual, type DualNumeric } from '../../numeric/dual.js';
import { runningError, Undecidable, type Bounded, type RunningErrorNumeric } from '../../numeric/running-error.js';
import { claim } from './law.js';

/** float64 with bounds on its rounding errors, and dual numbers over it: what laws compare results in. */
export const bounded: RunningErrorNumeric<number> = runningError(float64);
export const boundedDual: DualNumeric<Bounded<number>> = dual(bounded);

/**
 * Two ways to compute the same thing differ by no more than the bounds of their rounding errors. A case whose
 * errors cannot be bounded (a branch, a pole or an overflow within them) says nothing, and is left out.
 */
export function agreeWithinBounds(
  what: string,
  compute: () => Iterable<readonly [name: string, left: Bounded<number>, right: Bounded<number>]>,
): void {
  try {
    for (const [name, left, right] of compute()) {
      const apart = Math.abs(left.value - right.value);
      const allowed = (left.error + right.error) * (1 + 2 ** -50);
      claim(
        apart <= allowed,
        () => `${what}, ${name}: ${left.value} and ${right.value} differ by more than ${allowed}`,
      );
    }
  } catch (error) {
    if (error instanceof Undecidable) fc.pre(false);
    throw error;
  }
}
