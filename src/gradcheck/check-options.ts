import type { Reproducibility } from './repeatability.js';
import type { Precision } from './unit-roundoff.js';

/** What can be asked of a check; none of it is a step size or a tolerance. */
export interface GradientCheckOptions {
  /**
   * The entries to check, each along its own axis (about 100 evaluations of the loss each).
   * @defaultValue all
   */
  readonly entries?: readonly number[];
  /**
   * Whether every entry is examined along its own axis, about 100 evaluations of the loss each. Otherwise one
   * line judges many entries at once, and wrong ones are searched for by halving.
   * @defaultValue true for up to 128 entries
   */
  readonly thorough?: boolean;
  /**
   * What the model computes in. `auto` finds it out from the values; say it where they do not show it.
   * @defaultValue 'auto'
   */
  readonly precision?: Precision;
  /**
   * What may differ from call to call at one point (parallel sums, say): relative to the loss, and to the
   * largest entry of the gradient. It is judged to the digits that are left.
   * @defaultValue 'exact'
   */
  readonly reproducibility?: Reproducibility;
}

/**
 * Why there is nothing to check, in one line; null where there is.
 * @param length how many parameters there are
 */
export function nothingToCheck(length: number, { entries }: GradientCheckOptions): string | null {
  if (length === 0) return 'there are no parameters: nothing to check';
  if (entries === undefined) return null;
  if (entries.length === 0) return 'entries: []: names nothing to check; leave it out to check all';
  const outside = entries.find((entry) => !(Number.isInteger(entry) && entry >= 0 && entry < length));
  if (outside === undefined) return null;
  return `entries: ${outside}: must be whole numbers from 0 to ${length - 1}, the entries of the parameters`;
}
