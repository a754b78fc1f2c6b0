import type { LineFinding } from './line-finding.js';
import type { Reading } from './line-reading.js';
import type { ClaimedSlope } from './taylor-ladder.js';
import type { Limit } from './taylor-limit.js';
import { agreement } from './taylor-slope.js';

/**
 * How far from the mean of the one-sided slopes a claim may lie, in units of half their difference, to be
 * theirs. At a kink a gradient claims one of them, or a value between: up to 1. On losses that have none the
 * difference is read to a tenth of its error, and twice that is less than the two errors by which a wrong
 * claim differs from the mean.
 */
const sidesReach = 2;

/**
 * The finding of a difference that a kink explains which is too small to stand out of noise by itself: the
 * mean of the one-sided slopes differs from the claim by no more than they differ from each other. Where one
 * side is 0 and the other 1e-13, say, the mean is no more the slope than 0 is. A kink where the one-sided
 * slopes differ by more than their error; not read otherwise. Null where the claim lies outside.
 * @param bend half the difference of the one-sided slopes
 */
export function claimOfOneSide(
  reading: Reading,
  claim: ClaimedSlope,
  derivative: Limit,
  bend: Limit,
): LineFinding | null {
  const gap = Math.abs(derivative.value - claim.value);
  if (gap > sidesReach * Math.abs(bend.value)) return null;
  if (Math.abs(bend.value) > bend.error) {
    return { kind: 'kink', left: derivative.value - bend.value, right: derivative.value + bend.value };
  }
  return agreement(reading, claim, { ...derivative, error: Math.max(derivative.error, gap) }, 'all steps');
}
