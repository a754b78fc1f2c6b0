import fc from 'fast-check';
import { power } from '../numeric/power.js';

/**
 * Parameters for a model one knows nothing about: mostly numbers a person would write down (small integers,
 * quarters), some over all signs and magnitudes from 1e-3 to 1e3. Shrinks to small integers.
 * @param length how many
 */
export function parameters(length: number): fc.Arbitrary<number[]> {
  const magnitude = fc
    .tuple(fc.integer({ min: -999, max: 999 }), fc.integer({ min: 0, max: 5 }))
    .map(([digits, places]) => digits / power(10, places));
  const entry = fc.oneof(
    { withCrossShrink: true },
    fc.integer({ min: -4, max: 4 }),
    fc.integer({ min: -16, max: 16 }).map((quarters) => quarters / 4),
    magnitude,
  );
  return fc.array(entry, { minLength: length, maxLength: length });
}
