import { inTurn, type Inquiry } from './inquiry.js';
import { ceiling, noiseCeiling } from './slope-noise.js';
import { findJump, type Jump } from './taylor-jump.js';
import type { Reading } from './line-reading.js';
import type { Limit } from './taylor-limit.js';
import { windowLength } from './taylor-noise.js';

/**
 * The derivative of a loss that is smooth only between jumps (a solver that stops at a tolerance, float32
 * somewhere inside), read on steps long enough to see over its teeth: the slope between two jumps is not the
 * slope of the function the loss stands for. In a saw-tooth of jumps J at distances Δ the two differ by
 * J·ln(1/ρ)/((1 − ρ)·Δ), where each iteration of the solver shrinks its error by ρ: less than 4 J/Δ for ρ ≥
 * 0.02.
 *
 * The longer steps must know three digits; they must agree with the model's slope, or contradict the short
 * steps; and the jump must be there, closed in on, and large enough to explain the difference. A smooth term,
 * however small and fast, is no jump, and a cut in the loss (large, or far away) does not leave three digits
 * of the slope.
 *
 * `rough` where no longer step knows three digits, and jumps that explain the difference lie on both sides
 * within a thousandth of the longest step. Null where the slope between the jumps is the loss's slope.
 */
export function* seenOver(
  { line, ladder, rounding, noise, slopes }: Reading,
  slope: number,
  derivative: Limit,
): Inquiry<Limit | 'rough' | null> {
  const { rungs } = ladder;
  const gap = Math.abs(derivative.value - slope);
  const explains = (jump: Jump | null, difference: number) =>
    jump !== null && difference <= (4 * jump.size) / jump.distance;
  // A sum over many parameters rounds by more than its last operation: by what is seen at the point.
  const level = line.isShared ? noise[derivative.rung] : 0;
  const look = (k: number, from: number, to: number) =>
    findJump((t) => line.value(t), from, to, Math.max(rounding[k], level));
  const longer = slopes.filter((limit) => limit.rung < derivative.rung && limit.error <= ceiling(limit.value, 0));
  const over =
    sharpest(longer.filter((limit) => Math.abs(limit.value - slope) <= limit.error)) ??
    sharpest(longer.filter((limit) => Math.abs(limit.value - derivative.value) > limit.error + derivative.error));
  if (over !== null) {
    const difference = Math.abs(over.value - derivative.value);
    for (let k = derivative.rung; k >= Math.max(0, over.rung - windowLength); k -= 2) {
      const jump = yield* look(k, -rungs[k].h, rungs[k].h);
      if (jump !== null) return explains(jump, difference) ? over : null;
    }
    return null;
  }
  for (let k = derivative.rung; k >= 0 && rungs[k].h <= noiseCeiling * rungs[0].h; k -= 2) {
    if (explains(yield* look(k, 0, rungs[k].h), gap) && explains(yield* look(k, -rungs[k].h, 0), gap)) return 'rough';
  }
  return null;
}

function sharpest(limits: readonly Limit[]): Limit | null {
  return limits.reduce<Limit | null>((best, limit) => (best === null || limit.error < best.error ? limit : best), null);
}

/** Parts of the longest step within which jumps are looked for, on each side. */
const farReaches = [1, 2 ** -2, 2 ** -4];

/**
 * A solver's error ε, which it stops at, is in its loss, and ε jumps where the number of iterations changes.
 * Between the jumps the slope is off by ε's own, which is of the size of J/Δ, J ≈ (1 − ρ)·ε: it is known to
 * within so many times of it (ρ near 1 makes J small beside ε).
 */
const jumpsHideSlope = 32;

/**
 * J/Δ of jumps of a loss that are not near the point, one a stretch at most. Near ones are read over by
 * `seenOver`.
 */
export function* farJumps(
  value: (t: number) => Inquiry<number>,
  longest: number,
  noise: number,
): Inquiry<readonly number[]> {
  const nearest = farReaches[farReaches.length - 1] * longest * 2 ** -2;
  const stretches = farReaches.flatMap((reach) => [
    [0, reach * longest],
    [-reach * longest, 0],
  ]);
  const found = yield* inTurn(stretches, ([from, to]) => findJump(value, from, to, noise));
  return found.flatMap((jump) => (jump === null || jump.distance < nearest ? [] : [jump.size / jump.distance]));
}

/**
 * Whether jumps explain that two slopes differ by so much: the loss has an error in it, and the difference is
 * noise by the definition of `noiseCeiling`. Steeper jumps are no solver's: a cut, or a pole.
 * @param jumps J/Δ of each
 */
export function jumpsExplain(jumps: readonly number[], found: number, claimed: number): boolean {
  const gap = Math.abs(found - claimed);
  const most = ceiling(found, claimed);
  return gap <= most && jumps.some((steepness) => steepness <= most && gap <= jumpsHideSlope * steepness);
}
