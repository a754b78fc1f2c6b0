import { denseDifferences } from './dense-differences.js';
import type { Inquiry } from './inquiry.js';
import type { LineFinding } from './line-finding.js';
import { climb, finitePart, type ClaimedSlope, type Ladder, type Line } from './taylor-ladder.js';
import { extrapolations, limitAtZero, type Limit } from './taylor-limit.js';
import { noiseBounds, roundingBounds, windowLength } from './taylor-noise.js';
import { examineCut, examineKink, examineVertical } from './taylor-singular.js';
import { examineStairs } from './taylor-staircase.js';

/** A line along which the loss has a derivative, as far as its values say. */
export interface Reading {
  readonly kind: 'reading';
  readonly line: Line;
  readonly ladder: Ladder;
  /** Bounds of the errors in the values at every rung: of rounding alone, and of all that is seen. */
  readonly rounding: readonly number[];
  readonly noise: readonly number[];
  /** φ'(0) as read at every rung, longest step first. */
  readonly slopes: readonly Limit[];
  /** φ'(0) */
  readonly derivative: Limit;
  /** (φ'(0+) − φ'(0−))/2 as read at the same rung, which is 0 where there is a derivative. */
  readonly bend: Limit;
}

/**
 * The slope φ'(0) of φ(t) = L(θ + t·d), or what stands in its way, from values of φ alone; and what they say
 * of the model's slope s = ⟨g, d⟩.
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
 */
export function* readLine(line: Line, origin: number, claim: ClaimedSlope): Inquiry<Reading | LineFinding> {
  const climbed = yield* climb(line, origin, claim.value);
  const ladder = finitePart(climbed);
  if (ladder.rungs.length < 2 * windowLength) return boundary(climbed, ladder.rungs.length);
  const rounding = yield* roundingBounds(line, ladder);
  const noise = noiseBounds(line, ladder, rounding);
  const stairs = yield* examineStairs(line, ladder, claim);
  if (stairs !== null) return stairs;
  const broken = examineVertical(ladder, rounding) ?? examineCut(ladder, noise);
  if (broken !== null) return broken;
  const extrapolated = slopeLimits(ladder, noise);
  const best = limitAtZero(extrapolated);
  const dense = line.isShared && best !== null ? yield* denseDifferences(line, ladder, noise, best.rung) : [];
  const slopes = [...extrapolated, ...dense].sort((a, b) => a.rung - b.rung);
  const derivative = limitAtZero(slopes);
  const bends = bendLimits(ladder, noise);
  const bend = limitAtZero(bends);
  if (derivative === null || bend === null) return { kind: 'undecided', reason: 'differences do not settle' };
  const kink = examineKink(derivative, bend);
  if (kink !== null) return kink;
  const beside = bends.find(({ rung }) => rung === derivative.rung) ?? bend;
  return { kind: 'reading', line, ladder, rounding, noise, slopes, derivative, bend: beside };
}

/**
 * What stands in the way where fewer than two windows of finite values lie around the point.
 * @param finite how many rungs do
 */
function boundary({ rungs }: Ladder, finite: number): LineFinding {
  if (rungs.length < 2 * windowLength) return { kind: 'undecided', reason: 'no room for steps' };
  const nearest = rungs[rungs.length - 1 - finite];
  const above = Number.isFinite(nearest.above);
  const below = Number.isFinite(nearest.below);
  return { kind: 'not-finite', side: above ? 'below' : below ? 'above' : 'both' };
}

/**
 * A(h) at every rung, extrapolated: powers 2, 4, … 12; two errors e over 2h make e/h. Six powers let a smooth
 * loss be read on long steps, where its rounding counts least: as e^(12/13) rather than e^(6/7).
 */
function slopeLimits(ladder: Ladder, noise: readonly number[]): readonly Limit[] {
  return extrapolations(
    ladder.rungs.map(({ h, above, below }, k) => ({ h, value: (above - below) / (2 * h), noise: noise[k] / h })),
    [2, 4, 6, 8, 10, 12],
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
