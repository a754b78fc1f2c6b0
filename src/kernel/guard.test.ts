import fc from 'fast-check';
import { expect } from 'vitest';
import { property } from '../../properties/property.js';
import { float64 } from '../numeric/backends/float64.js';
import { guardOf } from '../training/rules/sgd.js';
import { guard, mantissa } from './guard.js';

/** Values at which the rules change their mind, and their neighbours in float64. */
const edges = [
  0,
  0.5,
  1,
  9.999999999999998,
  10,
  10.000000000000002,
  99.99999999999999,
  100,
  1e22,
  1e23,
  1e308,
  Number.MAX_VALUE,
  Infinity,
  NaN,
];
const value = fc.oneof(
  fc.constantFrom(...edges.flatMap((edge) => [edge, -edge])),
  fc.double(),
  fc
    .tuple(fc.double({ min: -10, max: 10, noNaN: true }), fc.integer({ min: -300, max: 308 }))
    .map(([m, e]) => m * 10 ** e),
);

property([value], { numRuns: 500, examples: edges.flatMap((edge): [number][] => [[edge], [-edge]]) })(
  'mantissa is the reference core’s, bit for bit',
  (g) => {
    expect(float64.format(mantissa(g))).toBe(float64.format(float64.leading(g)));
  },
);

property([value, fc.constantFrom(null, 0.5, 10, 1e308), fc.boolean()], { numRuns: 500 })(
  'nz∘clip is the reference core’s, bit for bit',
  (x, clip, nanToZero) => {
    const reference = guardOf(float64, { clip, nanToZero });
    expect(float64.format(guard(x, clip ?? Infinity, nanToZero))).toBe(float64.format(reference(x)));
  },
);
