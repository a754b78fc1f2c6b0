import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import { firstNegative, monotoneRoot } from './root.js';

test('the search for a negative value goes on to the ends of float64, on either side', () => {
  expect(firstNegative((x) => x - 1e308, 1.7e308, -1e308)).toBe(1.7e308 - 1e308);
  expect(firstNegative((x) => -1e308 - x, -1.7e308, 1e308)).toBe(-1.7e308 + 1e308);
});

describe('monotoneRoot', () => {
  const line = (root: number, slope: number) => (x: number) => slope * (x - root);

  /** Within two spacings of the wider bound, whichever way the function goes. */
  property(
    [
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      fc.double({ min: 0, max: 1e6, noNaN: true }),
      fc.double({ min: 0, max: 1e6, noNaN: true }),
      fc.constantFrom(1, -1, 1e-9, -1e9),
    ],
    {
      examples: [
        [0, 5e-324, 0, 1e-9],
        [0, 1e-323, 0, 1e-9],
      ],
    },
  )('finds the root of a line', (root, below, above, slope) => {
    const [low, high] = [root - below, root + above];
    const found = monotoneRoot(line(root, slope), low, high);
    const spacing = Number.EPSILON * Math.max(Math.abs(low), Math.abs(high));
    // Nearer to the root than this a small slope makes 0 of the difference, and any such point is a root.
    const underflow = Number.MIN_VALUE * Math.max(1, 1 / Math.abs(slope));
    expect(Math.abs(found - root)).toBeLessThanOrEqual(4 * spacing + underflow);
  });

  test('an end that is the root is returned as it is, without looking further', () => {
    const looks: number[] = [];
    const spy = (f: (x: number) => number) => (x: number) => {
      looks.push(x);
      return f(x);
    };
    expect(monotoneRoot(spy(line(2, 1)), 2, 5)).toBe(2);
    expect(monotoneRoot(spy(line(5, 1)), 2, 5)).toBe(5);
    expect(looks).toEqual([2, 2, 5]);
  });

  test('a bracket of one point is its own root', () => {
    expect(monotoneRoot(() => 7, 3, 3)).toBe(3);
  });

  test('never looks twice at the same point', () => {
    const looks: number[] = [];
    monotoneRoot((x) => (looks.push(x), x ** 3 - 2), 0, 2);
    expect(new Set(looks).size).toBe(looks.length);
  });

  test.each([
    [1, 2],
    [-2, -1],
    [NaN, 1],
    [1, NaN],
    [-1, NaN],
  ])('values %f and %f at the ends hold no root', (atLow, atHigh) => {
    const f = (x: number) => (x === 0 ? atLow : atHigh);
    expect(() => monotoneRoot(f, 0, 1)).toThrow(`no root between 0 and 1: the values there are ${atLow} and ${atHigh}`);
  });
});

describe('firstNegative', () => {
  test.each([
    [(x: number) => 5 - x, 0, 1, 8],
    [(x: number) => x + 5, 0, -1, -8],
    [(x: number) => 5 - x, 3, 2, 7],
    [(x: number) => 8 - x, 0, 1, 16],
  ])('%s from %f by %f: %f', (f, start, step, expected) => {
    expect(firstNegative(f, start, step)).toBe(expected);
  });
  test('a step of 0 stands for a root at the start', () => {
    expect(firstNegative(() => 1, 4, 0)).toBe(4);
  });
  test('gives up at the end of float64', () => {
    expect(() => firstNegative(() => 1, 0, 1)).toThrow(
      'the function never becomes negative from 0 on in the direction of 1',
    );
  });
});
