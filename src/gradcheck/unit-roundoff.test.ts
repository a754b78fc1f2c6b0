import { expect, it } from 'vitest';
import { settle } from './inquiry.js';
import { unasked } from './known-values.js';
import { lossRoundoff, type Precision } from './unit-roundoff.js';

/** The unit roundoff of a loss at (1, 2). */
function roundoff(loss: (x: number, y: number) => number, precision: Precision): number {
  return settle(lossRoundoff([1, 2], loss(1, 2), precision), ({ params: [x, y] }) => loss(x, y));
}

it('the unit roundoff is found from the values, or is what is said, and nothing is asked then', () => {
  const single = (x: number, y: number) => Math.fround(Math.sin(x) * y);
  const double = (x: number, y: number) => Math.sin(x) * y;
  expect(roundoff(single, 'auto')).toBe(2 ** -24);
  expect(roundoff(double, 'auto')).toBe(2 ** -53);
  expect(settle(lossRoundoff([1, 2], double(1, 2), 'float32'), unasked)).toBe(2 ** -24);
  expect(settle(lossRoundoff([1, 2], single(1, 2), 'float64'), unasked)).toBe(2 ** -53);
});

it('where a loss is no number its values show nothing, and where it is they do', () => {
  const single = (x: number, y: number) => Math.fround(Math.sin(x) * Math.sqrt(y - 1));
  const asked: number[] = [];
  const found = settle(lossRoundoff([1, 2], single(1, 2), 'auto'), ({ params: [x, y] }) => {
    asked.push(single(x, y));
    return single(x, y);
  });
  expect(asked.some(Number.isNaN)).toBe(true);
  expect(found).toBe(2 ** -24);
});
