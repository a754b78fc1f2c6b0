import fc from 'fast-check';
import { expect, test } from 'vitest';
import { propertyOfRecord } from '../../../properties/property.js';
import { xoroshiro128plus } from '../../random/generators/xoroshiro128plus.js';
import { orthogonal } from './orthogonal.js';

const size = fc.integer({ min: 1, max: 4 });

/**
 * Q·Qᵀ = s²·1 of its rows, of its columns where there are more rows. What Gram–Schmidt leaves of a row is
 * never much shorter than the row in these few draws: 10^-9 allows it to be a millionth of it.
 */
propertyOfRecord({ rows: size, columns: size, scale: fc.constantFrom(0.5, 1, 2), seed: fc.nat({ max: 1000 }) })(
  'rows are orthogonal and of the length of the scale; columns, where there are fewer',
  ({ rows, columns, scale, seed }) => {
    const entries = orthogonal.draw(scale, [rows, columns], xoroshiro128plus(seed));
    expect(entries.length).toBe(rows * columns);
    const row = (r: number) => entries.slice(r * columns, (r + 1) * columns);
    const column = (c: number) => entries.filter((_, k) => k % columns === c);
    const [vectors, vector] = rows <= columns ? [rows, row] : [columns, column];
    for (let i = 0; i < vectors; i++)
      for (let j = 0; j < vectors; j++) {
        const product = vector(i).reduce((sum, value, k) => sum + value * vector(j)[k], 0);
        expect(Math.abs(product - (i === j ? scale * scale : 0))).toBeLessThan(1e-9);
      }
  },
);

/** Entries are drawn row by row: the first row has the direction of the first draws. */
test('the first row of a square matrix is that of the draws, made as long as the scale', () => {
  const [rng, same] = [xoroshiro128plus(7), xoroshiro128plus(7)];
  const first = [rng.normal(), rng.normal(), rng.normal()];
  const length = Math.sqrt(first.reduce((sum, value) => sum + value * value, 0));
  const drawn = orthogonal.draw(2, [3, 3], same);
  first.forEach((value, k) => {
    // Three roundings of numbers below 2.
    expect(Math.abs(drawn[k] - (2 * value) / length)).toBeLessThan(2 ** -48);
  });
});
