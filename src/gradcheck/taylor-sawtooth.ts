import type { Inquiry } from './inquiry.js';
import { ceiling, noiseCeiling } from './slope-noise.js';
import { findJump, type Jump } from './taylor-jump.js';
import type { Ladder, Line } from './taylor-ladder.js';
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
  line: Line,
  ladder: Ladder,
  rounding: readonly number[],
  slope: number,
  slopes: readonly Limit[],
  derivative: Limit,
): Inquiry<Limit | 'rough' | null> {
  const { rungs } = ladder;
  const gap = Math.abs(derivative.value - slope);
  const explains = (jump: Jump | null, difference: number) =>
    jump !== null && difference <= (4 * jump.size) / jump.distance;
  const look = (k: number, from: number, to: number) => findJump((t) => line.value(t), from, to, rounding[k]);
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
const farReaches = [1, 2 ** -2, 2 ** -4, 2 ** -6];

/**
 * A solver's error ε, which it stops at, is in its loss, and ε jumps where the number of iterations changes.
 * Between the jumps the slope is off by ε's own, which is of the size of J/Δ, J ≈ (1 − ρ)·ε: it is known to
 * within so many times of it (ρ near 1 makes J small beside ε).
 */
const jumpsHideSlope = 32;

/**
 * The steepest of the jumps of a loss that are not near the point: the largest J/Δ; 0 where there are none.
 * Near ones are read over, by `seenOver`.
 */
export function* steepestJump(value: (t: number) => Inquiry<number>, longest: number, noise: number): Inquiry<number> {
  let steepest = 0;
  for (const reach of farReaches) {
    const h = reach * longest;
    for (const [from, to] of [
      [0, h],
      [-h, 0],
    ]) {
      const jump = yield* findJump(value, from, to, noise);
      if (jump !== null && jump.distance >= farReaches[farReaches.length - 1] * longest)
        steepest = Math.max(steepest, jump.size / jump.distance);
    }
  }
  return steepest;
}

/**
 * Whether jumps of that steepness explain that two slopes differ by so much: the loss has an error in it, and
 * the difference is noise by the definition of `noiseCeiling`.
 */
export function jumpsExplain(steepest: number, found: number, claimed: number): boolean {
  const gap = Math.abs(found - claimed);
  const most = ceiling(found, claimed);
  // Steeper jumps are no solver's: a cut, or a pole.
  return gap <= most && steepest <= most && gap <= jumpsHideSlope * steepest;
}
