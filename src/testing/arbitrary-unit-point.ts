import fc, { type Arbitrary } from 'fast-check';
import { thetaLength } from '../units/parameter.js';
import type { Sizes, Unit } from '../units/unit.js';
import { arbitraryInputs } from './arbitrary-weights.js';

/** Where a unit is looked at. */
export interface UnitPoint {
  readonly sizes: Sizes;
  readonly theta: readonly number[];
  readonly x: readonly number[];
  /** ∂L/∂y */
  readonly byOutput: readonly number[];
}

/** 1 to 3 inputs, 1 to 3 hidden units, 1 or 2 outputs. */
export function arbitrarySizes(): Arbitrary<Sizes> {
  return fc.record({
    inputs: fc.integer({ min: 1, max: 3 }),
    hidden: fc.integer({ min: 1, max: 3 }),
    outputs: fc.integer({ min: 1, max: 2 }),
  });
}

/** Halves first, then multiples of 2^-20: no product of a few of them leaves the normal numbers. */
const entry = fc.oneof(
  { weight: 1, arbitrary: fc.integer({ min: -4, max: 4 }).map((twice) => twice / 2) },
  { weight: 2, arbitrary: fc.integer({ min: -(2 ** 21), max: 2 ** 21 }).map((parts) => parts * 2 ** -20) },
);

/** Points of a unit, for sizes that are drawn first. */
export function arbitraryUnitPoint<O>(unit: Unit<O>, options: O, sizes: Arbitrary<Sizes>): Arbitrary<UnitPoint> {
  return sizes.chain((at) => {
    const size = thetaLength(unit.parameters(at, options));
    const list = (length: number) => fc.array(entry, { minLength: length, maxLength: length });
    return fc.record({
      sizes: fc.constant(at),
      theta: list(size),
      x: arbitraryInputs(at.inputs, 4),
      byOutput: list(at.outputs),
    });
  });
}
