import { log2 } from '../numeric/elementary/log2.js';
import { pow } from '../numeric/elementary/pow.js';
import { heldLoss } from './held-loss.js';
import { askLoss, type Inquiry } from './inquiry.js';

/**
 * A loss along a straight line through the point: φ(t) = L(θ + t·d), and what is known of the line before
 * sampling it.
 */
export interface Line {
  /** φ(t) */
  value(t: number): Inquiry<number>;
  /** The step nearest to h that floating point takes exactly: fl(x + h) − x. */
  step(h: number): number;
  /** |t| of the floating-point numbers that t is added to: its rounding is a relative u of this. */
  readonly magnitude: number;
  /** The step along an axis to the next floating-point number; 0 where x is 0, and along other lines. */
  readonly finest: number;
  /** The lengths of steps worth taking, longest first: stretches of halvings, apart from each other. */
  readonly octaves: readonly Octaves[];
  /** The unit roundoff that the loss is known to be computed with, at least. */
  readonly roundoff: number;
  /** What a value of the loss is known to differ by from call to call. */
  readonly unrepeatable: number;
  /** Whether many entries share the line: slopes are then read as sharply as can be, with more values. */
  readonly isShared: boolean;
  /** The largest parameter of all, moved or not: what is computed with it rounds by as much. */
  readonly largest: number;
}

/** Step lengths longest, longest/2, longest/4 … down to the shortest. */
export interface Octaves {
  readonly longest: number;
  readonly shortest: number;
}

/** The slope that the model claims along a line. */
export interface ClaimedSlope {
  /** ⟨g, d⟩ at the point. */
  readonly value: number;
  /** What rounding makes of it, and what it differs by from call to call. */
  readonly error: number;
  /** The same at θ + t·d. */
  at(t: number): Inquiry<number>;
}

/** How a line is sampled. */
export interface Sampling {
  /** The unit roundoff of the loss. */
  readonly roundoff: number;
  /** What a value of the loss differs by from call to call. */
  readonly unrepeatable: number;
  /** Which parameters hold single precision only: steps lead from one such number to another. */
  readonly single: readonly boolean[];
  /** What every step is multiplied by: another value makes a ladder of other steps. */
  readonly stretch: number;
}

/** One step length and the loss on both sides of the point. */
export interface Rung {
  readonly h: number;
  /** φ(h) */
  readonly above: number;
  /** φ(−h) */
  readonly below: number;
}

/** φ(0) and the rungs around it, longest step first; each step is half the one before. */
export interface Ladder {
  readonly origin: number;
  readonly rungs: readonly Rung[];
}

/**
 * The line through θ along the axis of one entry x = θ_i.
 *
 * The longest step is the golden ratio times max(|x|, 1): long enough for parameters of any ordinary scale
 * (the ladder finds out which of its steps are too long), and no multiple of a period anyone writes down, so
 * that a periodic loss is not sampled in step with itself. The shortest is 2^4 units in the last place of x,
 * or 2^-79 of the longest. An x that is smaller still (1e-150) has steps of its own size beside those.
 */
export function axisLine(params: readonly number[], entry: number, sampling: Sampling): Line {
  const { roundoff, unrepeatable, single, stretch } = sampling;
  const x = params[entry];
  const isSingle = single[entry];
  const size = Math.abs(x);
  const finest = size * (isSingle ? 2 ** -23 : 2 ** -52);
  const golden = (1 + Math.sqrt(5)) / 2;
  const reach = (scale: number) => (isSingle ? toBits(stretch * golden * scale, 5) : stretch * golden * scale);
  const longest = Math.min(reach(Math.max(size, 1)), Number.MAX_VALUE - size);
  const usual = { longest, shortest: Math.max(2 ** 4 * finest, longest * pow(2, 1 - mostRungs)) };
  const own = { longest: reach(size), shortest: 2 ** 4 * finest };
  return {
    value: (t) => askLoss(params.with(entry, x + t)),
    step: (h) => (isSingle ? h : x + h - x),
    magnitude: size,
    finest,
    isShared: false,
    octaves: own.longest > 0 && own.longest < usual.shortest ? [usual, own] : [usual],
    roundoff,
    unrepeatable,
    largest: params.reduce((most, value) => Math.max(most, Math.abs(value)), 0),
  };
}

/**
 * The line θ + t·d for any d; t runs from 1 down to where the entry that moves least is resolved to 8 bits,
 * or to 2^-26.
 *
 * Parameters of single precision are rounded on the way; see `heldLoss`.
 * @param gradient the claimed one
 */
export function directionLine(
  params: readonly number[],
  direction: readonly number[],
  gradient: readonly number[],
  { roundoff, unrepeatable, single, stretch }: Sampling,
): Line {
  const sizes = params.map((x, i) => (direction[i] === 0 ? 0 : Math.abs(x / direction[i])));
  const magnitude = sizes.reduce((most, size) => Math.max(most, size), 0);
  const ask = heldLoss({ single, gradient });
  return {
    value: (t) => ask(params.map((x, i) => x + t * direction[i])),
    step: (h) => h,
    magnitude,
    finest: 0,
    octaves: [{ longest: stretch, shortest: Math.max(2 ** -26, magnitude * 2 ** -44) }],
    isShared: true,
    roundoff,
    unrepeatable,
    largest: params.reduce((most, value) => Math.max(most, Math.abs(value)), 0),
  };
}

/**
 * A number to so many bits. A step of five bits has them all down to 2^4 units in the last place: it and
 * every step halved from it leads from one number of 24 bits to another, and the halves are exact.
 */
export function toBits(value: number, bits: number): number {
  if (value === 0) return value;
  const scale = pow(2, Math.floor(log2(Math.abs(value))) + 1 - bits);
  return Math.round(value / scale) * scale;
}

/** Steps from 1 to 2^-79 cover every scale between a parameter of 1 and one of 1e-9 at full resolution. */
const mostRungs = 80;

/** Sampling goes on at least this far, whatever the loss looks like: three extrapolation windows. */
const fewestRungs = 12;

/**
 * Samples a line from the longest step to the shortest, two evaluations a step.
 *
 * It stops early where rounding alone, u·|φ(0)|/h, exceeds four times every slope seen so far (of differences
 * that stand out of rounding, and the model's): shorter steps then say nothing.
 * @param slope the model's slope along the line
 */
export function* climb(line: Line, origin: number, slope: number): Inquiry<Ladder> {
  const rounding = Math.abs(origin) * 2 ** -53;
  const rungs: Rung[] = [];
  let steepest = Math.abs(slope);
  for (const h of lengths(line.octaves)) {
    const exact = line.step(h);
    if (exact === 0) break;
    const rung = { h: exact, above: yield* line.value(exact), below: yield* line.value(-exact) };
    rungs.push(rung);
    for (const value of [rung.above, rung.below]) {
      const rise = Math.abs(value - origin);
      if (Number.isFinite(rise) && rise > 64 * rounding) steepest = Math.max(steepest, rise / exact);
    }
    if (rungs.length >= fewestRungs && rounding / exact > 4 * steepest) break;
  }
  return { origin, rungs };
}

function* lengths(octaves: readonly Octaves[]): Generator<number> {
  for (const { longest, shortest } of octaves) {
    for (let h = longest, k = 0; h >= shortest && h > 0 && k < mostRungs; h /= 2, k++) yield h;
  }
}

/** The part of the ladder nearest the point in which every value is finite. */
export function finitePart(ladder: Ladder): Ladder {
  const last = ladder.rungs.findLastIndex((rung) => !Number.isFinite(rung.above) || !Number.isFinite(rung.below));
  return { origin: ladder.origin, rungs: ladder.rungs.slice(last + 1) };
}
