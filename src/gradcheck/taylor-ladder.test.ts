import { expect, test } from 'vitest';
import { toBits } from './taylor-ladder.js';

test.each([
  [0, 5, 0],
  [0.1, 5, 26 / 256],
  [-0.1, 5, -26 / 256],
  [1, 1, 1],
  [1.5, 1, 2],
  [31, 5, 31],
  [33, 5, 34],
  [2 ** -40 * 0.3, 5, 2 ** -40 * (19 / 64)],
])('%f to %d bits is %f', (value, bits, rounded) => {
  expect(toBits(value, bits)).toBe(rounded);
});
