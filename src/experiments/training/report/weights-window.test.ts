import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { property } from '../../../../properties/property.js';
import { windowOf } from './weights-window.js';

const steps = (count: number) => Array.from({ length: count }, (_, k) => 10 * k);
const panel = fc
  .integer({ min: 1, max: 30 })
  .chain((count) =>
    fc.array(fc.array(fc.double(), { minLength: count, maxLength: count }), { minLength: 1, maxLength: 3 }),
  );

describe("a panel's y axis", () => {
  property([panel, fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { maxLength: 3 })])(
    'is an interval a renderer can compute with, and what is not on it is reported',
    (lines, solution) => {
      const window = windowOf(steps(lines[0].length), lines, solution);
      expect(window.low).toBeLessThan(window.high);
      expect(Number.isFinite(2 * (window.high - window.low))).toBe(true);
      const isOff = (value: number) => Number.isFinite(value) && (value < window.low || value > window.high);
      expect(window.leavesAt !== null).toBe(lines.flat().some(isOff));
      expect(window.notFiniteAt !== null).toBe(lines.flat().some((value) => !Number.isFinite(value)));
      expect(solution.some(isOff)).toBe(false);
    },
  );

  test('shows a spike whole', () => {
    const window = windowOf(steps(4), [[0, 1, 700, 1]], []);
    expect(window).toMatchObject({ leavesAt: null, notFiniteAt: null, lastShown: 30 });
    expect(window.high).toBeGreaterThan(700);
  });

  test('shows the beginning of an explosion, and says when and how far it went', () => {
    const window = windowOf(steps(6), [[0.5, -0.5, 3, 1e30, NaN, NaN]], []);
    expect(window).toMatchObject({ leavesAt: 30, greatest: 1e30, notFiniteAt: 40, lastShown: 20 });
    expect(window.high).toBeLessThan(4);
  });

  test('does not magnify rounding noise', () => {
    const window = windowOf(steps(3), [[1, 1 + 1e-12, 1]], []);
    expect(window.high - window.low).toBeGreaterThan(0.05);
  });
});
