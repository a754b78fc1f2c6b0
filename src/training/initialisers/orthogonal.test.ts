import fc from 'fast-check';
import { expect } from 'vitest';
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
