import { pow } from '../numeric/elementary/pow.js';
import { isFollowed } from './followed-claim.js';
import { inTurn, type Inquiry } from './inquiry.js';
import type { LineFinding } from './line-finding.js';
import { readLine, type Reading } from './line-reading.js';
import { claimOfOneSide } from './one-sided-claim.js';
import { isUnsure } from './resolution.js';
import { withSlopeNoise } from './slope-noise.js';
import type { ClaimedSlope, Line } from './taylor-ladder.js';
import type { Limit } from './taylor-limit.js';
import { seenOver } from './taylor-sawtooth.js';
import { agreement, measured } from './taylor-slope.js';
import { isUnresolved } from './unresolved-claim.js';

/** Steps between those of the first ladder, which halve: four ladders have no step in common. */
const otherStretches = [pow(2, -0.25), pow(2, -0.5), pow(2, -0.75)];

/**
 * The finding along a line: whether the model's slope s is φ'(0), as `readLine` has it from values of φ.
 *
 * Two slopes count as different where they differ by twice the error. What says so, or that there is no slope
 * at all, is read again on three ladders of other steps. Rounding falls differently there, so that an
 * interval which was too narrow by chance does not stand; a kink and a cut are there on every ladder. A
 * difference that stands may still be the noise of the model's own gradient, or of a loss that is smooth only
 * between jumps.
 * @param lineOf the line with its steps multiplied by a factor
 * @param claim s, which is asked for elsewhere along the line only where the two disagree by little
 */
export function* examineLine(
  lineOf: (stretch: number) => Line,
  origin: number,
  claim: ClaimedSlope,
): Inquiry<LineFinding> {
  const first = yield* readLine(lineOf(1), origin, claim);
  if (first.kind !== 'reading') return yield* examineBroken(first, lineOf, origin, claim);
  if (!differs(first, claim, 1)) return agreement(first, claim, first.derivative, 'all steps');
  const others = yield* readOthers(lineOf, origin, claim);
  const needed = differs(first, claim, 2) ? 2 : otherStretches.length;
  const support = others.filter((reading) => differs(reading, claim, 1)).length;
  return yield* judgeTogether([first, ...others], claim, support >= needed);
}

/** Whether the model's slope differs by so many errors. */
export function differs({ derivative }: Pick<Reading, 'derivative'>, claim: ClaimedSlope, errors: number): boolean {
  return Math.abs(derivative.value - claim.value) > errors * derivative.error + claim.error;
}

function* readOthers(
  lineOf: (stretch: number) => Line,
  origin: number,
  claim: ClaimedSlope,
): Inquiry<readonly Reading[]> {
  const found = yield* inTurn(otherStretches, (stretch) => readLine(lineOf(stretch), origin, claim));
  return found.flatMap((one) => (one.kind === 'reading' ? [one] : []));
}

/** A kink or a cut that another ladder does not see was in the rounding of the first. */
function* examineBroken(
  first: LineFinding,
  lineOf: (stretch: number) => Line,
  origin: number,
  claim: ClaimedSlope,
): Inquiry<LineFinding> {
  if (first.kind !== 'kink' && first.kind !== 'branch-cut') return first;
  const readings = yield* readOthers(lineOf, origin, claim);
  if (readings.length === 0) return first;
  return yield* judgeTogether(readings, claim, readings.length > 1);
}

/**
 * The finding of several readings as one.
 * @param isSupported whether enough of them differ from the model's slope for a difference to be believed
 */
function* judgeTogether(readings: readonly Reading[], claim: ClaimedSlope, isSupported: boolean): Inquiry<LineFinding> {
  const [first] = readings;
  const joint = together(readings.map(({ derivative }) => derivative));
  if (isSupported && differs({ derivative: joint }, claim, 2)) {
    const bend = together(readings.map((reading) => reading.bend));
    return claimOfOneSide(first, claim, joint, bend) ?? (yield* judgeDifference(first, claim, joint));
  }
  const gap = Math.abs(joint.value - claim.value);
  return agreement(first, claim, { ...joint, error: Math.max(joint.error, gap) }, 'all steps');
}

/** A difference that stands on every ladder: wrong, if nothing else explains it. */
function* judgeDifference(reading: Reading, claim: ClaimedSlope, derivative: Limit): Inquiry<LineFinding> {
  const gap = Math.abs(derivative.value - claim.value);
  if (isUnsure(reading, gap)) {
    return { ...measured(reading, claim, derivative, 'all steps'), kind: 'noisy' };
  }
  const own = yield* withSlopeNoise(reading.ladder, claim, derivative);
  if (own !== null) return agreement(reading, claim, own, 'all steps');
  const over = yield* seenOver(reading, claim.value, derivative);
  if (over === null) return yield* judgeHidden(reading, claim, derivative);
  if (over === 'rough') return { ...measured(reading, claim, derivative, 'all steps'), kind: 'noisy' };
  if (Math.abs(over.value - claim.value) <= over.error) return agreement(reading, claim, over, 'long steps');
  return { ...measured(reading, claim, over, 'long steps'), kind: 'wrong' };
}

/**
 * Wrong, unless the claim belongs to what steps cannot show. Of a line that many entries share nothing more
 * is asked, since each that differs is examined along its own axis.
 */
function* judgeHidden(reading: Reading, claim: ClaimedSlope, derivative: Limit): Inquiry<LineFinding> {
  const { line, ladder } = reading;
  const found = measured(reading, claim, derivative, 'all steps');
  if (line.isShared) return { ...found, kind: 'wrong' };
  if (yield* isFollowed(reading, claim, derivative)) {
    const gap = Math.abs(derivative.value - claim.value);
    return agreement(reading, claim, { ...derivative, error: gap }, 'all steps');
  }
  return { ...found, kind: (yield* isUnresolved(line, ladder.origin, claim, derivative)) ? 'noisy' : 'wrong' };
}

/**
 * Several readings v_k ± e_k of one limit as one:
 *
 *     v = Σ v_k/e_k² / Σ 1/e_k²,   e = max(min e_k, max |v_k − v|)   over the ladders with e_k ≤ 4·min e_k
 *
 * The scatter of readings that are about as sharp says what their error is, where it is larger than they
 * claim.
 */
function together(limits: readonly Limit[]): Limit {
  const sharpest = limits.reduce((a, b) => (b.error < a.error ? b : a));
  const sharp = limits.filter(({ error }) => error <= 4 * sharpest.error);
  const weights = sharp.map(({ error }) => {
    const ratio = sharpest.error === 0 ? 1 : sharpest.error / error;
    return ratio * ratio;
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  // Taken from the sharpest value, so that large slopes do not overflow, and equal ones stay equal.
  const offset = sharp.reduce((sum, { value }, k) => sum + weights[k] * (value - sharpest.value), 0) / total;
  const value = sharpest.value + offset;
  const error = sharp.reduce((most, found) => Math.max(most, Math.abs(found.value - value)), sharpest.error);
  return { value, error, rung: limits[0].rung };
}
