import type { Inquiry } from './inquiry.js';
import { ceiling, noiseCeiling } from './slope-noise.js';
import { findJump, type Jump } from './taylor-jump.js';
import type { Ladder, Line } from './taylor-ladder.js';
import type { Limit } from './taylor-limit.js';
import { windowLength } from './taylor-noise.js';

/** Unit roundoff of float64. */
const u = 2 ** -53;

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
  slope: number,
  slopes: readonly Limit[],
  derivative: Limit,
): Inquiry<Limit | 'rough' | null> {
  const { rungs, origin } = ladder;
  const gap = Math.abs(derivative.value - slope);
  const explains = (jump: Jump | null, difference: number) =>
    jump !== null && difference <= (4 * jump.size) / jump.distance;
  const look = (from: number, to: number) => findJump((t) => line.value(t), from, to, 4 * u * Math.abs(origin));
  const longer = slopes.filter((limit) => limit.rung < derivative.rung && limit.error <= ceiling(limit.value, 0));
  const over =
    sharpest(longer.filter((limit) => Math.abs(limit.value - slope) <= limit.error)) ??
    sharpest(longer.filter((limit) => Math.abs(limit.value - derivative.value) > limit.error + derivative.error));
  if (over !== null) {
    const difference = Math.abs(over.value - derivative.value);
    for (let k = derivative.rung; k >= Math.max(0, over.rung - windowLength); k -= 2) {
      const jump = yield* look(-rungs[k].h, rungs[k].h);
      if (jump !== null) return explains(jump, difference) ? over : null;
    }
    return null;
  }
  for (let k = derivative.rung; k >= 0 && rungs[k].h <= noiseCeiling * rungs[0].h; k -= 2) {
    if (explains(yield* look(0, rungs[k].h), gap) && explains(yield* look(-rungs[k].h, 0), gap)) return 'rough';
  }
  return null;
}

function sharpest(limits: readonly Limit[]): Limit | null {
  return limits.reduce<Limit | null>((best, limit) => (best === null || limit.error < best.error ? limit : best), null);
}
