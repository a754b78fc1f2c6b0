import type { Inquiry } from './inquiry.js';
import type { LineFinding } from './line-finding.js';
import { withSlopeNoise } from './slope-noise.js';
import { climb, finitePart, type ClaimedSlope, type Ladder, type Line } from './taylor-ladder.js';
import { extrapolations, limitAtZero, type Limit } from './taylor-limit.js';
import { noiseBounds, roundingBounds, windowLength } from './taylor-noise.js';
import { seenOver } from './taylor-sawtooth.js';
import { examineCut, examineKink, examineVertical } from './taylor-singular.js';
import { agreement, measured } from './taylor-slope.js';
import { examineStairs } from './taylor-staircase.js';

/**
 * Judges the model's slope s = ⟨g, d⟩ of φ(t) = L(θ + t·d) at t = 0 from values of φ alone.
 *
 *     R(h) = max |φ(±h) − φ(0) ∓ h·s|    falls with order 2 where s = φ'(0), with order 1 where not
 *     A(h) = (φ(h) − φ(−h)) / 2h         = φ'(0) + c·h² + …      the central slope
 *     B(h) = (φ(h) + φ(−h) − 2φ(0)) / 2h = (φ'(0+) − φ'(0−))/2 + c·h + …
 *
 * R(h)/h = |A − s| + |B|, so order 1 has two causes, and they part here: where B has a limit ≠ 0 the
 * one-sided slopes disagree with each other (a kink, whatever s is); where B → 0 they agree with each other,
 * and A − s → c ≠ 0 says that they disagree with s (a wrong gradient). The limits of A, B and φ(±h) − φ(0)
 * are taken by Richardson extrapolation with error intervals, the noise part of the intervals coming from
 * contrasts.
 *
 * @param claim s, which is asked for elsewhere along the line only where the two disagree by little
 * @param errors two slopes count as different where they differ by so many times the error
 */
export function* examineLine(line: Line, origin: number, claim: ClaimedSlope, errors = 2): Inquiry<LineFinding> {
  const slope = claim.value;
  const climbed = yield* climb(line, origin, slope);
  const ladder = finitePart(climbed);
  if (ladder.rungs.length < 2 * windowLength) return boundary(climbed);
  const rounding = yield* roundingBounds(line, ladder);
  const noise = noiseBounds(ladder, rounding);

  const stairs = yield* examineStairs(line, ladder, claim);
  if (stairs !== null) return stairs;
  const broken = examineVertical(ladder, rounding) ?? examineCut(ladder, noise);
  if (broken !== null) return broken;
  const slopes = slopeLimits(ladder, noise);
  const derivative = limitAtZero(slopes);
  const bend = limitAtZero(bendLimits(ladder, noise));
  if (derivative === null || bend === null) return { kind: 'undecided', reason: 'differences do not settle' };
  const kink = examineKink(derivative, bend);
  if (kink !== null) return kink;

  const gap = Math.abs(derivative.value - slope);
  if (gap <= errors * derivative.error + claim.error) {
    return agreement(ladder, noise, claim, derivative, true);
  }
  const own = yield* withSlopeNoise(ladder, claim, derivative);
  if (own !== null) return agreement(ladder, noise, claim, own, true);
  const teeth = yield* seenOver(line, ladder, rounding, slope, slopes, derivative);
  if (teeth === null) return { kind: 'wrong', ...measured(ladder, noise, claim, derivative, true) };
  if (teeth === 'rough') return { kind: 'noisy', ...measured(ladder, noise, claim, derivative, true) };
  if (Math.abs(teeth.value - slope) <= teeth.error) return agreement(ladder, noise, claim, teeth, false);
  return { kind: 'wrong', ...measured(ladder, noise, claim, teeth, false) };
}

/** What stands in the way where fewer than two windows of finite values lie around the point. */
function boundary(ladder: Ladder): LineFinding {
  if (ladder.rungs.length < 2 * windowLength) return { kind: 'undecided', reason: 'no room for steps' };
  const last = ladder.rungs[ladder.rungs.length - 1];
  const above = Number.isFinite(last.above);
  const below = Number.isFinite(last.below);
  return { kind: 'not-finite', side: above ? 'below' : below ? 'above' : 'both' };
}

/** A(h) at every rung, extrapolated: powers 2, 4, 6; two errors e over 2h make e/h. */
function slopeLimits(ladder: Ladder, noise: readonly number[]): readonly Limit[] {
  return extrapolations(
    ladder.rungs.map(({ h, above, below }, k) => ({ h, value: (above - below) / (2 * h), noise: noise[k] / h })),
    [2, 4, 6],
  );
}

/** B(h) at every rung, extrapolated: powers 1, 3, 5; four errors e over 2h make 2e/h. */
function bendLimits(ladder: Ladder, noise: readonly number[]): readonly Limit[] {
  const { origin } = ladder;
  return extrapolations(
    ladder.rungs.map(({ h, above, below }, k) => ({
      h,
      value: (above - origin + (below - origin)) / (2 * h),
      noise: (2 * noise[k]) / h,
    })),
    [1, 3, 5],
  );
}
