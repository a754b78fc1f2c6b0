import type { Inquiry } from './inquiry.js';
import type { Ladder, Line } from './taylor-ladder.js';

/** A loss that is constant around the point, up to a step. */
export interface Staircase {
  readonly height: number;
  readonly width: number;
}

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
 * Whether the loss is a staircase near the point: it has one value around it, changes by a jump on one side
 * at least, and is flat again beyond (round, floor, weights on a grid). Null where it is not: where it is
 * flat only in floating point, or leaves the flat part continuously (a ReLU on its dead side).
 */
export function* findStaircase(line: Line, ladder: Ladder): Inquiry<Staircase | null> {
  const { rungs, origin } = ladder;
  const changed = rungs.findLastIndex(({ above, below }) => above !== origin || below !== origin);
  if (changed < 0 || changed > rungs.length - 1 - flatRungs) return null;
  if (rungs[changed].h <= rounding * Math.max(line.magnitude, 1)) return null;
  const right = yield* nearestStep(line, ladder, 1);
  const left = yield* nearestStep(line, ladder, -1);
  const steps = [left, right].filter((step) => step !== null);
  if (steps.length === 0) return null;
  const nearest = steps.reduce((a, b) => (b.distance < a.distance ? b : a));
  const [first] = steps;
  const width = steps.length === 2 ? steps[0].distance + steps[1].distance : 2 * first.distance;
  return { height: nearest.height, width };
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
  const largest = rungs.reduce((most, { above, below }) => Math.max(most, Math.abs(above), Math.abs(below)), 0);
  const grain = Math.max(rounding * Math.max(largest, Math.abs(origin)), 16 * line.roundoff * line.largest);
  const isJump = height > grain && height >= kept * Math.abs(values[changed] - origin);
  if (!isJump) return null;
  const further = yield* line.value(side * beyond * (1 + 2 ** -10));
  return further === value ? { distance: beyond, height } : null;
}
