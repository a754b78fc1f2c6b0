import fc, { type Arbitrary } from 'fast-check';
import { unflattenWeights, type Shape, type Weights } from '../units/two-layers/layers.js';

/**
 * Any weight training can hold: small integers and half-integers first (counterexamples shrink to them), then
 * any finite value of moderate size, equal and opposite ones included.
 */
export function arbitraryWeight(largest = 4): Arbitrary<number> {
  return fc.oneof(
    { weight: 2, arbitrary: fc.integer({ min: -2 * largest, max: 2 * largest }).map((twice) => twice / 2) },
    { weight: 3, arbitrary: fc.double({ min: -largest, max: largest, noNaN: true }) },
  );
}

/** Weights of a shape, at most `largest` in size. */
export function arbitraryWeights(shape: Shape, largest = 4): Arbitrary<Weights<number>> {
  const count = shape.hidden * (shape.inputs + shape.outputs);
  return fc
    .array(arbitraryWeight(largest), { minLength: count, maxLength: count })
    .map((entries) => unflattenWeights(shape, entries));
}

/** Any finite float64 as often as the numbers at which arithmetic breaks: zeros, subnormal, huge, ±1. */
export function extremeWeight(): Arbitrary<number> {
  const edges = [0, -0, 1, -1, 0.5, 5e-324, -5e-324, 2 ** -1022, 1e-160, 1e160, -1e160, Number.MAX_VALUE];
  return fc.oneof(fc.constantFrom(...edges), fc.double({ noNaN: true, noDefaultInfinity: true }));
}

/** Weights of a shape, of any size there is. */
export function arbitraryExtremeWeights(shape: Shape): Arbitrary<Weights<number>> {
  const count = shape.hidden * (shape.inputs + shape.outputs);
  return fc
    .array(extremeWeight(), { minLength: count, maxLength: count })
    .map((entries) => unflattenWeights(shape, entries));
}

/** Inputs of any sign, none of them 0. */
export function arbitraryInputs(inputs: number, largest = 10): Arbitrary<number[]> {
  const nonZero = fc.oneof(fc.integer({ min: 1, max: largest }), fc.double({ min: 1e-3, max: largest, noNaN: true }));
  const signed = fc.tuple(nonZero, fc.boolean()).map(([x, negative]) => (negative ? -x : x));
  return fc.array(signed, { minLength: inputs, maxLength: inputs });
}

/** A reordering of 0 … count − 1. */
export function arbitraryPermutation(count: number): Arbitrary<number[]> {
  const identity = Array.from({ length: count }, (_, k) => k);
  return fc.shuffledSubarray(identity, { minLength: count, maxLength: count });
}
