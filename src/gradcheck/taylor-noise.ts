import { hypot } from '../numeric/elementary/hypot.js';
import type { Inquiry } from './inquiry.js';
import type { Ladder, Line, Rung } from './taylor-ladder.js';
import { roundoffOf } from './unit-roundoff.js';

/**
 * Weights of the divided difference over the given nodes, w_j = 1/Π_{i≠j}(x_j − x_i), scaled to Σw² = 1.
 *
 * The difference over m nodes is 0 on every polynomial of degree m − 2 and below, so on a loss that is smooth
 * at the nodes' scale what remains is noise; with Σw² = 1 independent noise of variance σ² gives a value of
 * variance σ². This is the entry of Hamming's difference table that ECnoise reads (Hamming 1971,
 * "Introduction to Applied Numerical Analysis", ch. 6; Moré & Wild 2011, "Estimating Computational Noise",
 * SIAM J. Sci. Comput. 33(3)), on a ladder's nodes in place of equidistant ones.
 */
export function contrastWeights(nodes: readonly number[]): readonly number[] {
  const weights = nodes.map(
    (x, j) => 1 / nodes.reduce((product, other, i) => (i === j ? product : product * (x - other)), 1),
  );
  const norm = hypot(...weights);
  return weights.map((weight) => weight / norm);
}

/** How many rungs the two-sided window takes: as many as one extrapolation. */
export const windowLength = 4;

/** How many rungs a one-sided window takes: order 5, blind to what happens at the point itself. */
const sideLength = 6;

/** In units of the window's shortest step, in the order of `twoSided` and `oneSided`. */
const twoSidedWeights = contrastWeights([-8, -4, -2, -1, 0, 1, 2, 4, 8]);
const oneSidedWeights = contrastWeights([32, 16, 8, 4, 2, 1]);

/**
 * |Σ w_j·y_j|: one sample of the noise in y, and an over-estimate where y is not smooth at the nodes' scale. The
 * weights sum to 0; taking y_0 off first keeps their rounding out of it.
 */
export function contrast(weights: readonly number[], values: readonly number[]): number {
  return Math.abs(values.reduce((sum, value, j) => sum + weights[j] * (value - values[0]), 0));
}

/**
 * The noise at the scale of the window that begins at a rung: the smaller of two contrasts, the two-sided one
 * of order 8, and the larger of the two one-sided ones of order 5, which a kink or a jump at the point does
 * not touch. Of the first windows, before which there are too few rungs, it is the two-sided one.
 */
function noiseAt(rungs: readonly Rung[], origin: number, from: number): number {
  const end = from + windowLength;
  const window = rungs.slice(from, end);
  const above = (list: readonly Rung[]) => list.map((rung) => rung.above);
  const below = (list: readonly Rung[]) => list.map((rung) => rung.below);
  const twoSided = contrast(twoSidedWeights, [...below(window), origin, ...above(window).reverse()]);
  if (end < sideLength) return twoSided;
  const side = rungs.slice(end - sideLength, end);
  return Math.min(twoSided, Math.max(contrast(oneSidedWeights, above(side)), contrast(oneSidedWeights, below(side))));
}

/** How many windows vote on the noise at a rung: its own and finer ones. */
const votes = 6;

/**
 * The error to reckon with in each sample φ(±h_k) of the ladder, the largest of
 *
 *     3·σ_k    three standard deviations, with σ_k the largest contrast of the windows that end at rungs k …
 *              k+5 (of six independent ones all are below σ/2 once in 300 times). Along a shared line the
 *              windows are those that begin at rung k, so that what many parameters make of a long step is
 *              not taken for noise;
 *     q        the quantum: a loss rounded to float32, say, is a staircase, and flat near the point, where
 *              contrasts
 *              see nothing; see `quantumOf`;
 *     4u·|x·Δφ/h|   an input's rounding, as the loss at that rung answers to it: every loss that computes
 *                   with x rounds
 *              w·x or the like, which is backward error in x (Higham 2002, "Accuracy and Stability", sect.
 *              1.5);
 *     floor    what many steps have shown to be of one size on all: see `floorOf`;
 *     4u·|φ|   the last operation's rounding and an elementary function's error of one unit in the last
 *              place, below
 *              which no float64 loss gets.
 *
 * One entry a rung.
 * @param rounding the last four of these, from `roundingBounds`
 */
export function noiseBounds(line: Line, ladder: Ladder, rounding: readonly number[]): readonly number[] {
  return scatterOf(line, ladder).map((scatter, k) => Math.max(scatter, rounding[k]));
}

/** 3·σ_k of `noiseBounds`. */
function scatterOf({ isShared }: Line, { rungs, origin }: Ladder): readonly number[] {
  const contrasts = rungs.slice(windowLength - 1).map((_, from) => noiseAt(rungs, origin, from));
  return rungs.map((_, k) => {
    const own = isShared ? k : k + 1 - windowLength;
    const first = Math.max(0, Math.min(own, contrasts.length - votes));
    return 3 * Math.max(0, ...contrasts.slice(first, first + votes));
  });
}

/** Noise that keeps within a factor of `steady` for so many halvings is of one size, whatever the step. */
const plateau = 12;
const steady = 8;

/**
 * Noise is rounding where it is at most so many times a rounding of the largest value on the line, which may
 * be the difference of larger ones. More is a loss that long steps do not resolve: a fast oscillation.
 */
const mostRounding = 2 ** 10;

/** Where it is less than so many roundings of the value at the point, shortest steps do not go beyond it. */
const seenAnyway = 2 ** 6;

/**
 * The rounding that a stretch of steps has shown to be of one size: in the middle of a loss whose
 * value at the point is near 0, as in eˣ − 1 + x/2 at 0. Beyond the shortest of them it is not seen: there eˣ
 * is 1, and the slope seems to be ½ to all digits. What the smooth part of a loss leaves in a contrast falls
 * by 2^5 a halving, and rounding that is relative to the loss by 2. 0 where there is no such stretch.
 */
function floorOf(line: Line, ladder: Ladder, unit: number): number {
  if (line.isShared) return 0;
  const values = ladder.rungs.flatMap(({ above, below }) => [Math.abs(above), Math.abs(below)]);
  const highest = mostRounding * unit * Math.max(...values);
  const scatter = scatterOf(line, ladder);
  const stretches = scatter.slice(plateau).map((_, k) => scatter.slice(k, k + plateau + 1));
  const levels = stretches.map((stretch) => ({ least: Math.min(...stretch), most: Math.max(...stretch) }));
  const steadyOnes = levels.filter(({ least, most }) => most <= steady * least && most <= highest);
  const floor = steadyOnes.reduce((most, { least }) => Math.max(most, least), 0);
  return floor > seenAnyway * unit * Math.abs(ladder.origin) ? floor : 0;
}

/** The last four bounds of `noiseBounds`: what rounding makes of a loss, however rough or smooth it is. */
export function* roundingBounds(line: Line, ladder: Ladder): Inquiry<readonly number[]> {
  const { rungs, origin } = ladder;
  const quantum = yield* quantumOf(line, ladder);
  const seen = [origin, ...rungs.flatMap((rung) => [rung.above, rung.below])];
  const unit = Math.max(line.roundoff, roundoffOf(seen));
  const floor = floorOf(line, ladder, unit);
  return rungs.map((rung) => {
    const largest = Math.max(Math.abs(rung.above), Math.abs(rung.below), Math.abs(origin));
    const rise = Math.max(Math.abs(rung.above - origin), Math.abs(rung.below - origin));
    return Math.max(quantum, floor, line.unrepeatable, 4 * unit * Math.max(largest, (line.magnitude / rung.h) * rise));
  });
}

/**
 * The height of the stairs of a loss that is a staircase near the point, else 0 (or what float64's own
 * rounding makes of any loss).
 *
 * Where φ does not change at all up to some step, and does beyond, bisection closes in on the first change: a
 * staircase changes there by a whole stair, a loss that is truly flat for a while (a ReLU on its dead side)
 * by next to nothing. A single step is no staircase: the loss must range over at least eight stairs.
 */
function* quantumOf(line: Line, ladder: Ladder): Inquiry<number> {
  const { rungs, origin } = ladder;
  const range = Math.max(
    ...rungs.map((rung) => Math.max(Math.abs(rung.above - origin), Math.abs(rung.below - origin))),
  );
  const stair = Math.max(yield* firstChange(line, ladder, 1), yield* firstChange(line, ladder, -1), commonStep(ladder));
  return range >= 8 * stair ? stair : 0;
}

/**
 * The smallest change from φ(0) on the shortest steps, where every change there (six rungs, both sides) is an
 * exact multiple of it: such values lie on a lattice, and contrasts of a few multiples may cancel. A linear
 * loss may look like that too, with a change on the shortest step for lattice step, which is harmless: on any
 * longer step it is as little.
 */
function commonStep(ladder: Ladder): number {
  const changes = ladder.rungs
    .slice(-6)
    .flatMap((rung) => [Math.abs(rung.above - ladder.origin), Math.abs(rung.below - ladder.origin)])
    .filter((change) => change > 0);
  const smallest = Math.min(...changes);
  return changes.length > 0 && changes.every((change) => Number.isInteger(change / smallest)) ? smallest : 0;
}

/** |φ(t) − φ(0±)| just beyond the flat part of that side; 0 where there is no flat part, or nothing else. */
function* firstChange(line: Line, ladder: Ladder, side: 1 | -1): Inquiry<number> {
  const { rungs } = ladder;
  const values = rungs.map((rung) => (side > 0 ? rung.above : rung.below));
  const inmost = values[values.length - 1];
  const changed = values.findLastIndex((value) => value !== inmost);
  if (changed < 0 || changed === rungs.length - 2) return 0;
  let flat = rungs[changed + 1].h;
  let beyond = rungs[changed].h;
  let change = Math.abs(values[changed] - inmost);
  // Changes this small are float64's own rounding, whose bound is larger.
  for (let k = 0; k < bisections && change > 2 ** -51 * Math.abs(inmost); k++) {
    const middle = flat + (beyond - flat) / 2;
    const here = Math.abs((yield* line.value(side * middle)) - inmost);
    if (here === 0) flat = middle;
    else {
      beyond = middle;
      change = here;
    }
  }
  return change;
}

/**
 * Enough to tell a stair from a slope: what is continuous has then changed by 2^-30 of what it changes in one
 * rung.
 */
const bisections = 30;
