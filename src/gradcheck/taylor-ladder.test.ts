import { expect, test } from 'vitest';
import { axisLine, toBits } from './taylor-ladder.js';

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

test('a step in single precision is the golden ratio to five bits, and leads from a number of 24 bits to one', () => {
  const sampling = { roundoff: 2 ** -53, unrepeatable: 0, single: [true, false], stretch: 1 };
  const [single, double] = [0, 1].map((entry) => axisLine([1, 1], entry, sampling));
  expect(single.octaves[0].longest).toBe(1.625);
  expect(double.octaves[0].longest).toBe((1 + Math.sqrt(5)) / 2);
  expect(axisLine([0, 0], 0, { ...sampling, stretch: 0.5 }).octaves).toEqual([
    { longest: 0.8125, shortest: 0.8125 * 2 ** -79 },
  ]);
});
