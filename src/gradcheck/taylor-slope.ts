import { log10 } from '../numeric/elementary/log10.js';
import type { Slope } from './line-finding.js';
import type { Reading } from './line-reading.js';
import type { ClaimedSlope, Ladder } from './taylor-ladder.js';
import type { Limit } from './taylor-limit.js';
import { windowLength } from './taylor-noise.js';
import { measuredOrder } from './taylor-order.js';

/** A derivative is read where one digit of it is: where its error is at most a tenth of it. */
const readable = 0.1;

/** The most digits two float64 numbers can agree to. */
export const mostDigits = 53 * log10(2);

/** Which steps show the remainder: all, or those long enough to see over a loss's teeth. */
export type Span = 'all steps' | 'long steps';

/** Correct, or too noisy to tell, where the model's slope lies in the harness's interval. */
export function agreement(
  reading: Reading,
  claim: ClaimedSlope,
  derivative: Limit,
  span: Span,
): Slope & { readonly kind: 'correct' | 'noisy' } {
  const { ladder } = reading;
  const found = measured(reading, claim, derivative, span);
  const scale = Math.max(found.scale, Math.abs(ladder.origin) / ladder.rungs[0].h);
  return { kind: derivative.error > readable * scale ? 'noisy' : 'correct', ...found };
}

/**
 * What the loss does on steps as long as that at which the slope was read, and longer: the scale on which a
 * slope that is zero is known to be zero.
 */
function activity({ rungs, origin }: Ladder, rung: number): number {
  const rises = rungs
    .slice(0, rung + 1)
    .map(({ h, above, below }) => Math.max(Math.abs(above - origin), Math.abs(below - origin)) / h);
  return Math.max(...rises);
}

/** What was measured of a line's derivative, for a verdict. */
export function measured(reading: Reading, claim: ClaimedSlope, derivative: Limit, span: Span): Slope {
  const { ladder, noise } = reading;
  const slope = claim.value;
  const size = Math.max(Math.abs(slope), Math.abs(derivative.value));
  const gap = Math.max(Math.abs(slope - derivative.value), derivative.error);
  const scale = Math.max(size, activity(ladder, derivative.rung));
  const { rungs, origin } = ladder;
  const isIdle = rungs.every(({ above, below }) => above === origin && below === origin);
  return {
    value: derivative.value,
    error: derivative.error,
    order: remainderOrder(reading, claim, derivative, span),
    digits: gap === 0 ? mostDigits : Math.min(mostDigits, Math.max(0, -log10(gap / size))),
    noise: noise[derivative.rung],
    nearNoise: noise.reduce((least, value) => Math.min(least, value), Infinity),
    reach: rungs[derivative.rung].h,
    scale,
    sight: isIdle ? 'idle' : derivative.error > readable * scale ? 'covered' : 'read',
  };
}

/**
 * The order of R(h), where the derivative was read: from three rungs above on to the shortest steps, or,
 * where it was read over a loss's teeth, on longer steps only.
 *
 * A slope that is wrong by little is hidden in R by the curvature until R is lost in noise; then the odd part
 * |φ(h) − φ(−h) − 2hs|/2, order 3 or 1, which has no curvature in it, is read instead.
 */
function remainderOrder({ ladder, noise }: Reading, claim: ClaimedSlope, derivative: Limit, span: Span): number | null {
  const { origin } = ladder;
  const finest = span === 'all steps';
  const slope = claim.value;
  const from = Math.max(0, derivative.rung - (finest ? windowLength - 1 : 2 * windowLength));
  const to = finest ? ladder.rungs.length : derivative.rung + 1;
  const rungs = ladder.rungs.slice(from, to);
  const full = measuredOrder(
    rungs.map(({ h, above, below }, k) => ({
      h,
      size: Math.max(Math.abs(above - origin - h * slope), Math.abs(below - origin + h * slope)),
      noise: 2 * noise[from + k] + h * claim.error,
    })),
  );
  if (Math.abs(derivative.value - slope) <= derivative.error + claim.error || (full !== null && full < 1.1))
    return full;
  const odd = measuredOrder(
    rungs.map(({ h, above, below }, k) => ({
      h,
      size: Math.abs((above - below) / 2 - h * slope),
      noise: noise[from + k] + h * claim.error,
    })),
  );
  // Where the steps that stand out are too long for order 1 to show, none is measured.
  return odd !== null && odd < 1.25 ? odd : null;
}
