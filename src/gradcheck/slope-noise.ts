import { inTurn, type Inquiry } from './inquiry.js';
import type { ClaimedSlope, Ladder } from './taylor-ladder.js';
import type { Limit } from './taylor-limit.js';
import { contrast, contrastWeights, windowLength } from './taylor-noise.js';

/**
 * The definition of noise: irregularity below one part in a thousand of what the loss does. Noise excuses a
 * difference only where at least three digits of the derivative can be read in spite of it, and they agree.
 */
export const noiseCeiling = 1e-3;

export function ceiling(value: number, slope: number): number {
  return noiseCeiling * Math.max(Math.abs(value), Math.abs(slope));
}

/**
 * The interval widened by the noise of the model's own gradient (it is computed in float32, say, or cancels):
 * three standard deviations of it, from contrasts of s(t) at the nodes where φ was found to be smooth. Null
 * where the slope lies outside it still, or where that is more than noise by the definition above.
 */
export function* withSlopeNoise(ladder: Ladder, claim: ClaimedSlope, derivative: Limit): Inquiry<Limit | null> {
  const slope = claim.value;
  const gap = Math.abs(derivative.value - slope);
  const most = ceiling(derivative.value, slope);
  if (gap > most) return null;
  const error = derivative.error + 3 * (yield* slopeNoise(ladder, derivative.rung, claim));
  return gap <= error && error <= most ? { ...derivative, error } : null;
}

const slopeWeights = contrastWeights([-8, -4, -2, -1, 0, 1, 2, 4, 8]);

/**
 * The largest contrast of s(t) over three windows whose widest nodes are a sixteenth of the step at which φ'
 * was read and shorter. What a smooth gradient leaves in a contrast of order 8 has then fallen by 2^32, and
 * rounding has not; and a kink which φ' was read beside does not pass for noise.
 */
function* slopeNoise(ladder: Ladder, rung: number, claim: ClaimedSlope): Inquiry<number> {
  const slopeAt = (t: number) => claim.at(t);
  const first = Math.max(windowLength - 1, Math.min(rung + 2 * windowLength - 1, ladder.rungs.length - 3));
  const windows = [first, first + 1, first + 2]
    .map((k) => ladder.rungs.slice(k + 1 - windowLength, k + 1))
    .filter((window) => window.length === windowLength);
  const contrasts = yield* inTurn(windows, function* (window): Inquiry<number> {
    const steps = window.map(({ h }) => h);
    const below = yield* inTurn(
      steps.map((h) => -h),
      slopeAt,
    );
    const above = yield* inTurn(steps, slopeAt);
    return contrast(slopeWeights, [...below, claim.value, ...above.toReversed()]);
  });
  return Math.max(0, ...contrasts);
}
