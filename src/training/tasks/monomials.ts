import { z } from 'zod';
import { float64 } from '../../numeric/backends/float64.js';
import type { Numeric } from '../../numeric/numeric.js';
import { xoroshiro128plus } from '../../random/generators/xoroshiro128plus.js';
import type { Draws, FloatDraws } from '../../random/rng.js';
import { interval, positive } from '../fields.js';
import { isOneInterval } from '../input-range.js';
import type { Setting } from '../part.js';
import type { Misfit, Task, Try } from './task.js';

const name = 'monomials';

/** p, O×I. */
type Exponents = readonly (readonly number[])[];

/**
 * Inputs from a box, targets t_o = Π_i x_i^{p[o,i]}.
 *
 * The quotient a/b is `exponents: [[1, -1]]`, the product `[[1, 1]]`, a²/b `[[2, -1]]`, √a `[[0.5]]`.
 */
export interface MonomialTask extends Setting {
  readonly kind: typeof name;
  /** p, O×I. Integers are raised by multiplication; other exponents need positive inputs. */
  readonly exponents: Exponents;
  /** Every input is drawn from U(low, high). */
  readonly range: readonly [number, number];
  /** `drawn`: as the range gives it. `random`: each input's sign is then flipped with probability ½. */
  readonly signs: 'drawn' | 'random';
  /**
   * A sample is drawn again while some |t_o| is greater than this, or not a number; null takes every sample.
   */
  readonly largestTarget: number | null;
}

/** The quotient a/b. */
export const quotient: Exponents = [[1, -1]];
/** The product a·b. */
export const product: Exponents = [[1, 1]];

/**
 * t_o = Π_{p>0} x_i^{p_i} ÷ Π_{p<0} x_i^{−p_i}: one division, so that a/b is correctly rounded.
 * @param x length I @returns length O
 */
export function targetOf<T, C>(n: Numeric<T, C>, exponents: Exponents, x: readonly T[]): T[] {
  return exponents.map((row) => {
    const numerator = productOfPowers(n, row, x, 1);
    const denominator = productOfPowers(n, row, x, -1);
    if (denominator === null) return numerator ?? n.one;
    return n.div(numerator ?? n.one, denominator);
  });
}

/** Π x_i^{|p_i|} over the exponents of that sign; null where there are none. */
function productOfPowers<T, C>(n: Numeric<T, C>, row: readonly number[], x: readonly T[], sign: 1 | -1): T | null {
  let result: T | null = null;
  row.forEach((exponent, i) => {
    if (Math.sign(exponent) !== sign) return;
    const factor = power(n, x[i], Math.abs(exponent));
    result = result === null ? factor : n.mul(result, factor);
  });
  return result;
}

/** x^p for p > 0: repeated multiplication for integers, exp(p·ln x) otherwise (NaN for x < 0). */
function power<T, C>(n: Numeric<T, C>, x: T, p: number): T {
  if (!Number.isInteger(p)) return n.exp(n.mul(n.fromNumber(p), n.ln(x)));
  let result = x;
  for (let k = 1; k < p; k++) result = n.mul(result, x);
  return result;
}

/** The largest |p| a task may have. */
export const largestExponent = 64;

/** How often a sample may be rejected in a row before the task counts as impossible. */
const mostRejections = 1e6;

/**
 * Whether a sample is accepted within ten thousand draws; a task where none is can be rejected before it
 * runs.
 */
export function acceptsSomeSample(task: MonomialTask, rng: Draws): boolean {
  for (let attempt = 0; attempt < 10_000; attempt++) {
    if (candidate(float64, task, rng).isAccepted) return true;
  }
  return false;
}

/** The share of so many candidates that are accepted. */
export function acceptedShare(task: MonomialTask, rng: Draws, candidates: number): number {
  let accepted = 0;
  for (let k = 0; k < candidates; k++) accepted += candidate(float64, task, rng).isAccepted ? 1 : 0;
  return accepted / candidates;
}

/**
 * Draws one sample's inputs, x_0 … x_{I−1} for each try, as float64 whatever the backend, so that every
 * backend trains on the same samples. Sign flips are drawn after each input where the task asks for them.
 * @throws RangeError when a million draws in a row were rejected
 */
export function drawInputs(task: MonomialTask, rng: Draws): readonly number[] {
  for (let attempt = 0; attempt < mostRejections; attempt++) {
    const { x, isAccepted } = candidate(float64, task, rng);
    if (isAccepted) return x;
  }
  throw new RangeError(`no sample of ${mostRejections} has every |t| at most ${String(task.largestTarget)}`);
}

/** One try: accepted where every |t_o| ≤ largestTarget. */
function candidate<T, C>(n: Numeric<T, C>, task: MonomialTask, rng: FloatDraws<T>): Try<T, C> {
  const { range, signs, exponents, largestTarget } = task;
  const half = n.fromNumber(0.5);
  const x = exponents[0].map(() => {
    const drawn = rng.uniform(...range);
    if (signs === 'drawn') return drawn;
    return n.select(
      n.less(rng.next(), half),
      () => n.neg(drawn),
      () => drawn,
    );
  });
  if (largestTarget === null) return { x, isAccepted: n.not(n.less(n.one, n.zero)) };
  const largest = n.fromNumber(largestTarget);
  const isTooLarge = targetOf(n, exponents, x).map((t) => n.or(n.isNaN(t), n.less(largest, n.abs(t))));
  return { x, isAccepted: n.not(isTooLarge.reduce((some, one) => n.or(some, one))) };
}

/** For checks without which the checks that draw samples of a task make no sense. */
const stop = { abort: true };

const setting = z.strictObject({
  kind: z.literal(name).default(name),
  exponents: z
    .array(
      z.array(z.number().min(-largestExponent, stop).max(largestExponent, stop)).min(1, stop).max(64, stop).readonly(),
    )
    .min(1, stop)
    .max(64, stop)
    .readonly()
    .refine((rows) => rows.every((row) => row.length === rows[0].length), {
      error: 'rows must have the same length',
      abort: true,
    })
    .meta({ description: 'p, O×I: the targets are t_o = Π_i x_i^{p[o,i]}; [[1,-1]] is a/b' }),
  range: interval.meta({ description: 'every input is drawn uniformly from this interval' }),
  signs: z
    .enum(['drawn', 'random'])
    .meta({ description: "'drawn': as the range gives it; 'random': each sign flipped with probability ½" }),
  largestTarget: positive
    .nullable()
    .meta({ description: 'samples are redrawn while some |t| is greater than this; null takes every sample' }),
});

/** Whether training can draw a negative input. */
function drawsNegatives({ range, signs }: MonomialTask): boolean {
  return range[0] < 0 || signs === 'random';
}

function misfits(task: MonomialTask, seed: number): readonly Misfit[] {
  const fractional = task.exponents.flat().some((p) => !Number.isInteger(p));
  if (fractional && drawsNegatives(task)) {
    const message = 'fractional exponents need a range without negative inputs and signs "drawn"';
    return [{ path: ['exponents'], message }];
  }
  if (acceptsSomeSample(task, xoroshiro128plus(seed))) return [];
  const message = 'no sample of this task is accepted: raise largestTarget or change the range';
  return [{ path: ['largestTarget'], message }];
}

/** Products of powers of the inputs. */
export const monomials: Task<MonomialTask> = {
  name,
  says: 'products of powers of the inputs, which are drawn from a box',
  setting,
  examples: [
    { kind: name, exponents: quotient, range: [0, 10], signs: 'drawn', largestTarget: 1.879 },
    { kind: name, exponents: product, range: [-10, 10], signs: 'random', largestTarget: null },
  ],
  sizes: ({ exponents }) => ({ inputs: exponents[0].length, outputs: exponents.length }),
  draw: drawInputs,
  tries: { most: mostRejections, next: candidate },
  target: (n, { exponents }, x) => targetOf(n, exponents, x),
  // Where training draws negative inputs each sign is flipped, so that every quadrant has its share.
  beyond(task, range) {
    if (!isOneInterval(range)) throw new RangeError(`${name} takes an interval`);
    return { ...task, range, signs: drawsNegatives(task) ? 'random' : 'drawn', largestTarget: null };
  },
  exponents: (task) => task.exponents,
  misfits,
};
