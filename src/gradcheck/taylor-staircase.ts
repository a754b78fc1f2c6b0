import type { Inquiry } from './inquiry.js';
import type { LineFinding } from './line-finding.js';
import type { ClaimedSlope, Ladder, Line, Rung } from './taylor-ladder.js';
import { mostDigits } from './taylor-slope.js';

/** The nearest step on one side. */
interface Step {
  readonly distance: number;
  readonly height: number;
}

/**
 * What a step of a rounded loss may be as high or wide as, of the largest loss on the line or the parameter:
 * eight units of float32. Those are rounding, to be seen over; the others are in the loss as it is written.
 * So are those of sixteen roundings of the largest parameter (25 + 1e-11 − 25 is a staircase, too).
 */
const rounding = 2 ** -20;

/** The flat part must hold so many steps of the ladder, on both sides. */
const flatRungs = 4;

/** After so many, what is continuous has changed by 2^-30 of what it changes in one rung; a jump has not. */
const bisections = 30;

/** A jump keeps at least this share of what the loss changes within one rung, which may hold several. */
const kept = 2 ** -6;

/**
 * The finding along a line on which the loss is a staircase near the point (round, floor, weights on a grid):
 * it has one value around it, changes by a jump on one side at least, and is flat again beyond. The slope is
 * then 0, and any other claim is wrong of the loss as it is written. Where the point is on a step, the loss
 * has one value on each side and they differ: a cut.
 *
 * Null where it is no staircase: where it is flat only in floating point, or leaves the flat part
 * continuously (a ReLU on its dead side).
 */
export function* examineStairs(line: Line, ladder: Ladder, claim: ClaimedSlope): Inquiry<LineFinding | null> {
  const { rungs, origin } = ladder;
  const cut = examineStep(line, ladder);
  if (cut !== null) return cut;
  const changed = rungs.findLastIndex(({ above, below }) => above !== origin || below !== origin);
  if (changed < 0 || changed > rungs.length - 1 - flatRungs) return null;
  if (rungs[changed].h <= rounding * Math.max(line.magnitude, 1)) return null;
  const right = yield* nearestStep(line, ladder, 1);
  const left = yield* nearestStep(line, ladder, -1);
  const steps = [left, right].filter((step) => step !== null);
  if (steps.length === 0) return null;
  const { height } = steps.reduce((a, b) => (b.distance < a.distance ? b : a));
  const width = steps.length === 2 ? steps[0].distance + steps[1].distance : 2 * steps[0].distance;
  const noise = 4 * line.roundoff * Math.abs(origin);
  const error = noise / width + claim.error;
  if (Math.abs(claim.value) > 2 * error) return { kind: 'staircase', height, width };
  const flat = { value: 0, error, order: null, digits: claim.value === 0 ? mostDigits : 0 } as const;
  const near = { noise, nearNoise: noise, reach: width / 2, scale: height / width, sight: 'read' } as const;
  return { kind: 'correct', ...flat, ...near };
}

/** Values on one side must be the same for so many halvings to be called flat. */
const sideRungs = 16;

/** The point is on a step: one value on each side however near, and they differ by more than rounding. */
function examineStep(line: Line, { rungs, origin }: Ladder): LineFinding | null {
  const near = rungs.slice(-sideRungs);
  const { above, below } = near[near.length - 1];
  const isFlat = near.length === sideRungs && near.every((rung) => rung.above === above && rung.below === below);
  if (!isFlat || !(Math.abs(above - below) > grainOf(line, rungs, origin))) return null;
  return { kind: 'branch-cut', left: below, right: above };
}

/** The height up to which a step is taken for rounding. */
function grainOf(line: Line, rungs: readonly Rung[], origin: number): number {
  const largest = rungs.reduce((most, { above, below }) => Math.max(most, Math.abs(above), Math.abs(below)), 0);
  const subnormal = 2 ** 10 * Number.MIN_VALUE;
  return Math.max(rounding * Math.max(largest, Math.abs(origin)), 16 * line.roundoff * line.largest, subnormal);
}

/** The jump that ends the flat part on that side; null where something else ends it, or nothing. */
function* nearestStep(line: Line, { rungs, origin }: Ladder, side: 1 | -1): Inquiry<Step | null> {
  const values = rungs.map((rung) => (side > 0 ? rung.above : rung.below));
  const changed = values.findLastIndex((value) => value !== origin);
  if (changed < 0 || changed === rungs.length - 1 || !Number.isFinite(values[changed])) return null;
  let flat = rungs[changed + 1].h;
  let beyond = rungs[changed].h;
  let value = values[changed];
  for (let k = 0; k < bisections; k++) {
    const middle = flat + (beyond - flat) / 2;
    const here = yield* line.value(side * middle);
    if (here === origin) flat = middle;
    else [beyond, value] = [middle, here];
  }
  const height = Math.abs(value - origin);
  const isJump = height > grainOf(line, rungs, origin) && height >= kept * Math.abs(values[changed] - origin);
  if (!isJump) return null;
  const further = yield* line.value(side * beyond * (1 + 2 ** -10));
  return further === value ? { distance: beyond, height } : null;
}
