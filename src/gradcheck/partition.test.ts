import fc from 'fast-check';
import { expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import { halves, partition } from './partition.js';

const number = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const points = fc
  .integer({ min: 1, max: 40 })
  .chain((length) =>
    fc.tuple(
      fc.array(number, { minLength: length, maxLength: length }),
      fc.array(number, { minLength: length, maxLength: length }),
    ),
  );

const sizeAt = (params: readonly number[], gradient: readonly number[]) => (entry: number) =>
  Math.abs(gradient[entry] * Math.max(Math.abs(params[entry]), 1));

property([points])('every entry is in one part, with those of like size', ([params, gradient]) => {
  const entries = params.map((_, k) => k);
  const parts = partition(params, gradient, entries);
  expect(parts.flatMap((part) => part.entries).toSorted((a, b) => a - b)).toEqual(entries);
  expect(parts.length).toBeLessThanOrEqual(4);
  const size = sizeAt(params, gradient);
  const sizes = parts.map((part) => part.entries.map(size));
  sizes.slice(1).forEach((own, k) => expect(Math.max(...own)).toBeLessThanOrEqual(Math.min(...sizes[k])));
  // Of equal lengths, but for the last.
  expect(parts.slice(0, -1).every((part) => part.entries.length === Math.ceil(entries.length / 4))).toBe(true);
});

property([points])(
  'a direction is ±[½, 1) of the scale of each of its entries, and 0 elsewhere',
  ([params, gradient]) => {
    const parts = partition(
      params,
      gradient,
      params.map((_, k) => k),
    );
    for (const { entries, direction } of parts) {
      expect(direction).toHaveLength(params.length);
      direction.forEach((step, k) => {
        if (!entries.includes(k)) {
          expect(step).toBe(0);
          return;
        }
        const share = Math.abs(step) / Math.max(Math.abs(params[k]), 1);
        expect(share).toBeGreaterThanOrEqual(0.5 - 1e-12);
        expect(share).toBeLessThan(1 + 1e-12);
      });
    }
  },
);

property([points])('two halves of a part are the part', ([params, gradient]) => {
  const [part] = partition(
    params,
    gradient,
    params.map((_, k) => k),
  );
  const [first, second] = halves(part);
  expect([...first.entries, ...second.entries]).toEqual(part.entries);
  expect(first.direction.map((step, k) => step + second.direction[k])).toEqual(part.direction);
  expect(first.entries.length - second.entries.length).toBe(part.entries.length % 2);
  for (const half of [first, second]) {
    expect(half.direction.flatMap((step, k) => (step === 0 ? [] : [k])).toSorted()).toEqual(
      [...half.entries].toSorted(),
    );
  }
});

test('signs of neighbours and of every second entry are both mixed', () => {
  const params = Array.from({ length: 64 }, () => 0.5);
  const signs = partition(
    params,
    params,
    params.map((_, k) => k),
  ).flatMap(({ entries, direction }) => entries.map((entry) => Math.sign(direction[entry])));
  for (const apart of [1, 2, 3, 4]) {
    const equal = signs.slice(apart).filter((sign, k) => sign === signs[k]).length;
    expect(equal).toBeGreaterThan(5);
    expect(equal).toBeLessThan(signs.length - apart - 5);
  }
});

test('only the entries that are asked for are in a part', () => {
  const parts = partition([1, 2, 3, 4], [1, 1, 1, 1], [3, 1]);
  expect(parts.flatMap(({ entries }) => entries)).toEqual([3, 1]);
  for (const { direction } of parts) expect([direction[0], direction[2]]).toEqual([0, 0]);
});
