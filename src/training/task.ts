import type { Numeric } from '../numeric/numeric.js';
import { float64 } from '../numeric/float64.js';
import { uniform, type Draws } from '../random/rng.js';
import type { Matrix } from '../network/weights.js';

/**
 * What is sampled and what is taught: inputs from a box, targets t_o = Π_i x_i^{p[o,i]}.
 *
 * The quotient a/b is `exponents: [[1, -1]]`, the product `[[1, 1]]`, a²/b `[[2, -1]]`, √a `[[0.5]]`.
 */
export interface Task {
  /** p, O×I. Integers are raised by multiplication; other exponents need positive inputs. */
  readonly exponents: Matrix<number>;
  /** Every input is drawn from U(low, high). */
  readonly range: readonly [number, number];
  /** `drawn`: as the range gives it. `random`: each input's sign is then flipped with probability ½. */
  readonly signs: 'drawn' | 'random';
  /** A sample is drawn again while some |t_o| is greater than this, or not a number; null takes every sample. */
  readonly largestTarget: number | null;
}

/** One sample: inputs, length I, and targets, length O. */
export interface Sample<T> {
  readonly x: readonly T[];
  readonly target: readonly T[];
}

/** The quotient a/b. */
export const quotient: Matrix<number> = [[1, -1]];
/** The product a·b. */
export const product: Matrix<number> = [[1, 1]];

/**
 * t_o = Π_{p>0} x_i^{p_i} ÷ Π_{p<0} x_i^{−p_i}: one division, so that a/b is correctly rounded.
 * @param x length I @returns length O
 */
export function targetOf<T>(n: Numeric<T>, exponents: Matrix<number>, x: readonly T[]): T[] {
  return exponents.map((row) => {
    const numerator = productOfPowers(n, row, x, 1);
    const denominator = productOfPowers(n, row, x, -1);
    if (denominator === null) return numerator ?? n.one;
    return n.div(numerator ?? n.one, denominator);
  });
}

/** Π x_i^{|p_i|} over the exponents of that sign; null where there are none. */
function productOfPowers<T>(n: Numeric<T>, row: readonly number[], x: readonly T[], sign: 1 | -1): T | null {
  let result: T | null = null;
  row.forEach((exponent, i) => {
    if (Math.sign(exponent) !== sign) return;
    const factor = power(n, x[i], Math.abs(exponent));
    result = result === null ? factor : n.mul(result, factor);
  });
  return result;
}

/** x^p for p > 0: repeated multiplication for integers, exp(p·ln x) otherwise (NaN for x < 0). */
function power<T>(n: Numeric<T>, x: T, p: number): T {
  if (!Number.isInteger(p)) return n.exp(n.mul(n.fromNumber(p), n.ln(x)));
  let result = x;
  for (let k = 1; k < p; k++) result = n.mul(result, x);
  return result;
}

/** The largest |p| a task may have. */
export const largestExponent = 64;

/** How often a sample may be rejected in a row before the task counts as impossible. */
const mostRejections = 1e6;

/** Whether a sample is accepted within ten thousand draws; a task where none is can be rejected before it runs. */
export function acceptsSomeSample(task: Task, rng: Draws): boolean {
  for (let attempt = 0; attempt < 10_000; attempt++) {
    if (isAccepted(task, drawCandidate(task, rng))) return true;
  }
  return false;
}

/** The share of so many candidates that are accepted. */
export function acceptedShare(task: Task, rng: Draws, candidates: number): number {
  let accepted = 0;
  for (let k = 0; k < candidates; k++) accepted += isAccepted(task, drawCandidate(task, rng)) ? 1 : 0;
  return accepted / candidates;
}

/**
 * Draws one sample's inputs, x_0 … x_{I−1} for each try, as float64 whatever the backend, so that every backend trains on
 * the same samples. Sign flips are drawn after each input where the task asks for them.
 * @throws RangeError when a million draws in a row were rejected
 */
export function drawInputs(task: Task, rng: Draws): number[] {
  for (let attempt = 0; attempt < mostRejections; attempt++) {
    const x = drawCandidate(task, rng);
    if (isAccepted(task, x)) return x;
  }
  throw new RangeError(`no sample of ${mostRejections} has every |t| at most ${String(task.largestTarget)}`);
}

function drawCandidate(task: Task, rng: Draws): number[] {
  const [low, high] = task.range;
  return task.exponents[0].map(() => {
    const drawn = uniform(rng, low, high);
    return task.signs === 'random' && rng.next() < 0.5 ? -drawn : drawn;
  });
}

function isAccepted(task: Task, x: readonly number[]): boolean {
  const { largestTarget } = task;
  if (largestTarget === null) return true;
  return targetOf(float64, task.exponents, x).every((t) => Math.abs(t) <= largestTarget);
}
