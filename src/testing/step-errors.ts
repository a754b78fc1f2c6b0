import { centralDifferences } from '../gradcheck/finite-differences.js';
import { log2 } from '../numeric/elementary/log2.js';
import { pow } from '../numeric/elementary/pow.js';
import type { Numeric } from '../numeric/numeric.js';
import type { LocatedModel, NumericModel } from './numeric-model.js';

/** How far the differences of one order, with one step, are from the gradient. */
export interface StepError {
  /** Even, from 2 up. */
  readonly order: number;
  /** h, the same for every entry. */
  readonly step: number;
  /** The largest |difference − gradient| / |gradient| over the entries. */
  readonly error: number;
}

/** Stages m of the differences: orders 2, 4, 6 and 8. */
const stages = 4;
const mostSteps = 40;

/**
 * Steps to try, powers of two, from the longest down, at equal ratios: the longest is half the radius or a
 * little less; the shortest is below u^{2/3}, u the unit roundoff. The best step of order 2 is about u^{1/3},
 * and that of every higher order is longer: so all are in the midst.
 * @param radius positive
 */
export function stepLadder(unitRoundoff: number, radius: number): number[] {
  const longest = Math.floor(log2(radius)) - 1;
  const shortest = Math.floor((2 / 3) * log2(unitRoundoff));
  const stride = Math.max(1, Math.ceil((longest - shortest) / (mostSteps - 1)));
  const count = Math.ceil(Math.max(0, longest - shortest) / stride) + 1;
  return Array.from({ length: count }, (_, k) => pow(2, longest - k * stride));
}

/**
 * The errors of central differences over a ladder of steps, the model's gradient in the same number system
 * being taken as the truth: its own error, a few roundings, is far below that of the best difference.
 *
 *     relative error of order k at h  ≈  C·h^k  +  c·u/h
 *
 * @returns by order and then by step, from the longest down
 */
export function stepErrors<T>(
  n: Numeric<T>,
  model: LocatedModel,
  params: readonly number[],
  inputs: readonly number[],
): readonly StepError[] {
  const radius = Math.min(...params.map((_, entry) => model.neighbourhood(params, inputs, entry).radius));
  const steps = stepLadder(n.unitRoundoff, radius);
  const errors = steps.map((step) =>
    params
      .map((_, entry) => errorsOfEntry(n, model, { params, inputs, entry, step }))
      .reduce((worst, own) => worst.map((error, k) => Math.max(error, own[k]))),
  );
  return Array.from({ length: stages }, (_, k) => k).flatMap((k) =>
    steps.map((step, at) => ({ order: 2 * (k + 1), step, error: errors[at][k] })),
  );
}

interface Place {
  readonly params: readonly number[];
  readonly inputs: readonly number[];
  readonly entry: number;
  readonly step: number;
}

/** One entry's relative error at each order. */
function errorsOfEntry<T>(
  n: Numeric<T>,
  model: NumericModel,
  { params, inputs, entry, step }: Place,
): readonly number[] {
  return n.scope(() => {
    const theta = params.map((x) => n.fromNumber(x));
    const given = inputs.map((x) => n.fromNumber(x));
    const exact = model.gradient(n, theta, given)[entry];
    const along = (x: T) => model.loss(n, theta.with(entry, x), given);
    return centralDifferences(n, along, theta[entry], { step, stages }).map((value) =>
      Math.abs(n.toNumber(n.div(n.sub(value, exact), exact))),
    );
  });
}
