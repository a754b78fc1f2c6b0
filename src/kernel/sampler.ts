import { exp } from '../numeric/elementary/exp.js';
import { log } from '../numeric/elementary/log.js';
import type { MonomialTask } from '../training/tasks/monomials.js';
import type { Uniforms } from './uniforms.js';

/**
 * Draws one accepted sample: inputs into `x`, targets into `t`, in the order of draws and of operations of
 * `src/training/tasks/monomials.ts`.
 */
export type Sampler = (x: Float64Array, t: Float64Array, uniforms: Uniforms) => void;

/** A factor x_i^p of a target, p > 0. */
interface Factor {
  readonly input: number;
  readonly exponent: number;
  readonly whole: boolean;
}

/** @throws RangeError (from the sampler) when a million draws in a row were rejected */
export function samplerOf(task: MonomialTask): Sampler {
  const [low, high] = task.range;
  const width = high - low;
  const flips = task.signs === 'random';
  const largest = task.largestTarget;
  const factors = (row: readonly number[], sign: number): Factor[] =>
    row.flatMap((p, input) =>
      Math.sign(p) === sign ? [{ input, exponent: Math.abs(p), whole: Number.isInteger(p) }] : [],
    );
  const numerators = task.exponents.map((row) => factors(row, 1));
  const denominators = task.exponents.map((row) => factors(row, -1));

  return (x, t, uniforms) => {
    for (let attempt = 0; attempt < 1e6; attempt++) {
      for (let i = 0; i < x.length; i++) {
        const drawn = low + width * uniforms.next();
        x[i] = flips && uniforms.next() < 0.5 ? -drawn : drawn;
      }
      let accepted = true;
      for (let o = 0; o < t.length; o++) {
        const target =
          denominators[o].length === 0
            ? productOf(numerators[o], x)
            : productOf(numerators[o], x) / productOf(denominators[o], x);
        t[o] = target;
        if (largest !== null && !(Math.abs(target) <= largest)) accepted = false;
      }
      if (accepted) return;
    }
    throw new RangeError(`no sample of 1000000 has every |t| at most ${String(largest)}`);
  };
}

/** Π x_i^p; 1 where there are no factors. */
function productOf(factors: readonly Factor[], x: Float64Array): number {
  if (factors.length === 0) return 1;
  let result = powerOf(factors[0], x);
  for (let k = 1; k < factors.length; k++) result *= powerOf(factors[k], x);
  return result;
}

function powerOf(factor: Factor, x: Float64Array): number {
  const base = x[factor.input];
  if (!factor.whole) return exp(factor.exponent * log(base));
  let result = base;
  for (let k = 1; k < factor.exponent; k++) result *= base;
  return result;
}
