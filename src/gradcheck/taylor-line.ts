import { findJump, type Jump } from './taylor-jump.js';
import { climb, finitePart, type Ladder, type Line, type Rung } from './taylor-ladder.js';
import { extrapolations, limitAtZero, type Limit } from './taylor-limit.js';
import { contrast, contrastWeights, noiseBounds, roundingBounds, windowLength } from './taylor-noise.js';
import { measuredOrder, powerLaw } from './taylor-order.js';

/** What was measured of a line that has a derivative. */
export interface Slope {
  /** The harness's value of φ'(0), from extrapolated differences. */
  readonly value: number;
  /** The harness's own error estimate: |value − φ'(0)| ≤ error. */
  readonly error: number;
  /** The measured order of the Taylor remainder; null where the remainder does not stand out of the noise. */
  readonly order: number | null;
  /**
   * Decimal digits to which the model's and the harness's value agree, as far as the harness's error lets it
   * see.
   */
  readonly digits: number;
  /** The error reckoned with in one value of the loss. */
  readonly noise: number;
  /** The step length at which `value` was read. */
  readonly reach: number;
}

/** The verdict along one line. */
export type LineFinding =
  | ({ readonly kind: 'correct' } & Slope)
  | ({ readonly kind: 'wrong' } & Slope)
  | ({ readonly kind: 'noisy' } & Slope)
  | { readonly kind: 'kink'; readonly left: number; readonly right: number }
  | { readonly kind: 'branch-cut'; readonly left: number; readonly right: number }
  | { readonly kind: 'not-finite'; readonly side: 'above' | 'below' | 'both' }
  | { readonly kind: 'undecided'; readonly reason: string };

/**
 * The definition of noise: irregularity below one part in a thousand of what the loss does. Noise excuses a
 * difference only where at least three digits of the derivative can be read in spite of it, and they agree.
 */
const noiseCeiling = 1e-3;

/** A derivative is read where one digit of it is: where its error is at most a tenth of it. */
const readable = 0.1;

/** Unit roundoff of float64. */
const u = 2 ** -53;

/** The most digits two float64 numbers can agree to. */
const mostDigits = 53 * Math.log10(2);

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
 * Two slopes count as different where they differ by twice the error.
 * @param slopeAt the model's slope along the line at t, asked for only where the two disagree by little
 */
export function examineLine(line: Line, origin: number, slope: number, slopeAt: (t: number) => number): LineFinding {
  const climbed = climb(line, origin, slope);
  const ladder = finitePart(climbed);
  if (ladder.rungs.length < 2 * windowLength) return boundary(climbed);
  const noise = noiseBounds(line, ladder);

  const broken = examineVertical(ladder, roundingBounds(line, ladder)) ?? examineCut(ladder, noise);
  if (broken !== null) return broken;
  const slopes = slopeLimits(ladder, noise);
  const derivative = limitAtZero(slopes);
  const bend = limitAtZero(bendLimits(ladder, noise));
  if (derivative === null || bend === null) return { kind: 'undecided', reason: 'differences do not settle' };
  const kink = examineKink(derivative, bend);
  if (kink !== null) return kink;

  const gap = Math.abs(derivative.value - slope);
  if (gap <= 2 * derivative.error + 4 * u * Math.abs(slope)) {
    return agreement(ladder, noise, slope, derivative, true);
  }
  const own = withSlopeNoise(ladder, slope, derivative, slopeAt);
  if (own !== null) return agreement(ladder, noise, slope, own, true);
  const teeth = seenOver(line, ladder, slope, slopes, derivative);
  if (teeth === null) return { kind: 'wrong', ...measured(ladder, noise, slope, derivative, true) };
  if (teeth === 'rough') return { kind: 'noisy', ...measured(ladder, noise, slope, derivative, true) };
  if (Math.abs(teeth.value - slope) <= teeth.error) return agreement(ladder, noise, slope, teeth, false);
  return { kind: 'wrong', ...measured(ladder, noise, slope, teeth, false) };
}

/** What stands in the way where fewer than two windows of finite values lie around the point. */
function boundary(ladder: Ladder): LineFinding {
  if (ladder.rungs.length < 2 * windowLength) return { kind: 'undecided', reason: 'no room for steps' };
  const last = ladder.rungs[ladder.rungs.length - 1];
  const above = Number.isFinite(last.above);
  const below = Number.isFinite(last.below);
  return { kind: 'not-finite', side: above ? 'below' : below ? 'above' : 'both' };
}

/**
 * Whether a limit of B(h) or of φ(±h) − φ(0) is other than 0: four times its error, twice what A(h) needs,
 * because the error of φ(0) itself is in every term of these and no contrast of the others shows it.
 */
function significant(limit: Limit): boolean {
  return Math.abs(limit.value) > 4 * limit.error;
}

/** φ(0±) − φ(0): a limit ≠ 0 is a jump at the point. */
function examineCut(ladder: Ladder, noise: readonly number[]): LineFinding | null {
  const side = (pick: (rung: Rung) => number) =>
    limitAtZero(
      extrapolations(
        ladder.rungs.map((rung, k) => ({ h: rung.h, value: pick(rung) - ladder.origin, noise: 2 * noise[k] })),
        [1, 2, 3],
      ),
    );
  const above = side((rung) => rung.above);
  const below = side((rung) => rung.below);
  if (above === null || below === null || !(significant(above) || significant(below))) return null;
  return { kind: 'branch-cut', left: ladder.origin + below.value, right: ladder.origin + above.value };
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

/** φ'(0±): where they differ (B(h) has a limit ≠ 0) the point is a kink. */
function examineKink(derivative: Limit, bend: Limit): LineFinding | null {
  if (!significant(bend)) return null;
  return { kind: 'kink', left: derivative.value - bend.value, right: derivative.value + bend.value };
}

/**
 * A vertical tangent: |φ(±h) − φ(0)| falls as a power of h clearly between 0 (a jump) and 1 (a slope), so
 * that the slope grows without bound; clearly is by 0.1, the power's own error.
 */
function examineVertical(ladder: Ladder, rounding: readonly number[]): LineFinding | null {
  const left = steepness(ladder, rounding, (rung) => rung.below);
  const right = steepness(ladder, rounding, (rung) => rung.above);
  if (left === 0 && right === 0) return null;
  return {
    kind: 'kink',
    left: left === 0 ? -oneSidedSlope(ladder, rounding, (rung) => rung.below) : -left,
    right: right === 0 ? oneSidedSlope(ladder, rounding, (rung) => rung.above) : right,
  };
}

/**
 * (φ(±h) − φ(0))/h at every rung, extrapolated: powers 1, 2, 3; two errors e over h. NaN where it does not
 * settle.
 */
function oneSidedSlope(ladder: Ladder, rounding: readonly number[], side: (rung: Rung) => number): number {
  const limit = limitAtZero(
    extrapolations(
      ladder.rungs.map((rung, k) => ({
        h: rung.h,
        value: (side(rung) - ladder.origin) / rung.h,
        noise: (2 * rounding[k]) / rung.h,
      })),
      [1, 2, 3],
    ),
  );
  return limit?.value ?? NaN;
}

/** ±∞ where φ rises or falls from the point on that side with an order clearly between 0 and 1, else 0. */
function steepness(ladder: Ladder, rounding: readonly number[], side: (rung: Rung) => number): number {
  const { rungs, origin } = ladder;
  const order = powerLaw(
    rungs.map((rung, k) => ({ h: rung.h, size: Math.abs(side(rung) - origin), noise: 2 * rounding[k] })),
  );
  if (order === null || order < 0.1 || order > 0.9) return 0;
  return Math.sign(side(rungs[rungs.length - 1]) - origin) * Number.POSITIVE_INFINITY;
}

/** Correct, or too noisy to tell, where the model's slope lies in the harness's interval. */
function agreement(
  ladder: Ladder,
  noise: readonly number[],
  slope: number,
  derivative: Limit,
  finest: boolean,
): LineFinding {
  const found = measured(ladder, noise, slope, derivative, finest);
  // What the loss does on steps as long as that and longer: the scale on which a derivative that is zero is
  // known to be zero.
  const { rungs, origin } = ladder;
  const activity = Math.max(
    Math.abs(origin) / rungs[0].h,
    ...rungs
      .slice(0, derivative.rung + 1)
      .map(({ h, above, below }) => Math.max(Math.abs(above - origin), Math.abs(below - origin)) / h),
  );
  const scale = Math.max(Math.abs(slope), Math.abs(derivative.value), activity);
  return { kind: derivative.error > readable * scale ? 'noisy' : 'correct', ...found };
}

function measured(ladder: Ladder, noise: readonly number[], slope: number, derivative: Limit, finest: boolean): Slope {
  const size = Math.max(Math.abs(slope), Math.abs(derivative.value));
  const gap = Math.max(Math.abs(slope - derivative.value), derivative.error);
  return {
    value: derivative.value,
    error: derivative.error,
    order: remainderOrder(ladder, noise, slope, derivative, finest),
    digits: gap === 0 ? mostDigits : Math.min(mostDigits, Math.max(0, -Math.log10(gap / size))),
    noise: noise[derivative.rung],
    reach: ladder.rungs[derivative.rung].h,
  };
}

/**
 * The order of R(h), where the derivative was read: from three rungs above on to the shortest steps, or,
 * where it was read over a loss's teeth (`finest` is false), on longer steps only.
 *
 * A slope that is wrong by little is hidden in R by the curvature until R is lost in noise; then the odd part
 * |φ(h) − φ(−h) − 2hs|/2, order 3 or 1, which has no curvature in it, is read instead.
 */
function remainderOrder(
  ladder: Ladder,
  noise: readonly number[],
  slope: number,
  derivative: Limit,
  finest: boolean,
): number | null {
  const { origin } = ladder;
  const from = Math.max(0, derivative.rung - (finest ? windowLength - 1 : 2 * windowLength));
  const to = finest ? ladder.rungs.length : derivative.rung + 1;
  const rungs = ladder.rungs.slice(from, to);
  const full = measuredOrder(
    rungs.map(({ h, above, below }, k) => ({
      h,
      size: Math.max(Math.abs(above - origin - h * slope), Math.abs(below - origin + h * slope)),
      noise: 2 * noise[from + k],
    })),
  );
  if (Math.abs(derivative.value - slope) <= derivative.error || (full !== null && full < 1.1)) return full;
  const odd = measuredOrder(
    rungs.map(({ h, above, below }, k) => ({
      h,
      size: Math.abs((above - below) / 2 - h * slope),
      noise: noise[from + k],
    })),
  );
  return odd !== null && (full === null || odd < full) ? odd : full;
}

function ceiling(value: number, slope: number): number {
  return noiseCeiling * Math.max(Math.abs(value), Math.abs(slope));
}

/**
 * The interval widened by the noise of the model's own gradient (it is computed in float32, say, or cancels):
 * three standard deviations of it, from contrasts of s(t) at the nodes where φ was found to be smooth. Null
 * where the slope lies outside it still, or where that is more than noise by the definition above.
 */
function withSlopeNoise(
  ladder: Ladder,
  slope: number,
  derivative: Limit,
  slopeAt: (t: number) => number,
): Limit | null {
  const gap = Math.abs(derivative.value - slope);
  const most = ceiling(derivative.value, slope);
  if (gap > most) return null;
  const error = derivative.error + 3 * slopeNoise(ladder, derivative.rung, slope, slopeAt);
  return gap <= error && error <= most ? { ...derivative, error } : null;
}

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
function seenOver(
  line: Line,
  ladder: Ladder,
  slope: number,
  slopes: readonly Limit[],
  derivative: Limit,
): Limit | 'rough' | null {
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
      const jump = look(-rungs[k].h, rungs[k].h);
      if (jump !== null) return explains(jump, difference) ? over : null;
    }
    return null;
  }
  for (let k = derivative.rung; k >= 0 && rungs[k].h <= noiseCeiling * rungs[0].h; k -= 2) {
    if (explains(look(0, rungs[k].h), gap) && explains(look(-rungs[k].h, 0), gap)) return 'rough';
  }
  return null;
}

function sharpest(limits: readonly Limit[]): Limit | null {
  return limits.reduce<Limit | null>((best, limit) => (best === null || limit.error < best.error ? limit : best), null);
}

const slopeWeights = contrastWeights([-8, -4, -2, -1, 0, 1, 2, 4, 8]);

/**
 * The largest contrast of s(t) over three windows whose widest nodes are the step at which φ' was read: so
 * near the point that a kink which φ' was read beside does not pass for noise.
 */
function slopeNoise(ladder: Ladder, rung: number, slope: number, slopeAt: (t: number) => number): number {
  const first = Math.max(windowLength - 1, Math.min(rung + windowLength - 1, ladder.rungs.length - 3));
  const windows = [first, first + 1, first + 2].map((k) => ladder.rungs.slice(k + 1 - windowLength, k + 1));
  return Math.max(
    0,
    ...windows
      .filter((window) => window.length === windowLength)
      .map((window) =>
        contrast(slopeWeights, [
          ...window.map(({ h }) => slopeAt(-h)),
          slope,
          ...window.map(({ h }) => slopeAt(h)).reverse(),
        ]),
      ),
  );
}
