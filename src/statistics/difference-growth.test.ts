import { describe, expect, test } from 'vitest';
import { xoroshiro128plus } from '../random/generators/xoroshiro128plus.js';
import { growthOf } from './difference-growth.js';

/** ln d of a walk whose increments are given. */
function walk(increments: readonly number[]): number[] {
  let ln = -36;
  return [-Infinity, ln, ...increments.map((increment) => (ln += increment))];
}

/** Nearly normal: sums of four uniforms, mean 0, variance 1. */
function noise(seed: number, count: number): number[] {
  const rng = xoroshiro128plus(seed);
  const next = () => rng.next() - 0.5;
  return Array.from({ length: count }, () => (next() + next() + next() + next()) * Math.sqrt(3));
}

describe('growthOf', () => {
  test('a steady growth has its rate and an interval of no width', () => {
    const growth = growthOf(walk(Array.from({ length: 400 }, () => 0.05)), null);
    expect(growth).toMatchObject({ from: 1, to: 401 });
    expect(growth?.rate).toBeCloseTo(0.05, 12);
    expect(growth?.interval?.low).toBeCloseTo(0.05, 12);
    expect(growth?.interval?.high).toBeCloseTo(0.05, 12);
  });

  test('the window ends where the difference is saturated', () => {
    const ln = walk([...Array.from({ length: 100 }, () => 0.3), ...Array.from({ length: 300 }, () => 0)]);
    expect(growthOf(ln, 101)?.rate).toBeCloseTo(0.3, 12);
    expect(growthOf(ln, null)?.rate).toBeCloseTo(0.075, 12);
  });

  test('growth in one burst has an interval that includes 0', () => {
    const growth = growthOf(walk(Array.from({ length: 1000 }, (_, k) => (k < 60 ? 0.3 : 0))), null);
    expect(growth?.interval?.low).toBeLessThan(0);
    expect(growth?.interval?.high).toBeGreaterThan(0.018);
  });

  test('a window ends before a value that is not finite', () => {
    expect(growthOf([-Infinity, -36, -35, -34, NaN, NaN], null)).toMatchObject({
      from: 1,
      to: 3,
      rate: 1,
      interval: null,
    });
    expect(growthOf([-Infinity, -36, -35, -34, Infinity], 4)).toMatchObject({ to: 3 });
  });

  test.each([[[]], [[NaN]], [[NaN, Infinity, NaN]], [[-Infinity, -Infinity]]])('%j has no growth', (ln) => {
    expect(growthOf(ln, null)).toBeNull();
  });

  /**
   * Four batches of four steps with the rates 1, 2, 3, 4: Σ(m_b − λ)² = 5, and t_{3, 0.975} =
   * 3.182446305284263.
   */
  test('the interval is that of batch means, from four batches on', () => {
    const growth = growthOf(walk(Array.from({ length: 16 }, (_, k) => 1 + Math.floor(k / 4))), null);
    const half = 3.182446305284263 * Math.sqrt(5 / 12);
    expect(growth?.rate).toBeCloseTo(2.5, 12);
    expect(growth?.interval?.low).toBeCloseTo(2.5 - half, 10);
    expect(growth?.interval?.high).toBeCloseTo(2.5 + half, 10);
    expect(growthOf(walk(Array.from({ length: 15 }, () => 1)), null)?.interval).toBeNull();
  });

  test('a window begins after the last step without a difference', () => {
    expect(growthOf([-Infinity, -36, -Infinity, -35, -33], null)).toMatchObject({ from: 3, to: 4, rate: 2 });
  });

  test.each([[[-Infinity]], [[-Infinity, -Infinity]], [[-Infinity, -36]], [[-Infinity, -36, -Infinity]]])(
    'no growth in %j',
    (ln) => {
      expect(growthOf(ln, null)).toBeNull();
    },
  );

  /**
   * Coverage of the 95 % interval on correlated increments (a moving average over 5 steps, standard deviation
   * 1), of known mean 0.1: of 1,000 runs 950 are expected, and by chance (binomial) fewer than 920 or more
   * than 978 once in 30,000 tries. Batches of 40 steps keep a correlation that costs some of the coverage.
   */
  test('covers the rate of correlated growth 95 times in 100', () => {
    let covered = 0;
    for (let seed = 0; seed < 1000; seed++) {
      const raw = noise(seed, 404);
      const increments = Array.from(
        { length: 400 },
        (_, k) => 0.1 + (raw[k] + raw[k + 1] + raw[k + 2] + raw[k + 3] + raw[k + 4]) / Math.sqrt(5),
      );
      const interval = growthOf(walk(increments), null)?.interval;
      if (interval && interval.low <= 0.1 && interval.high >= 0.1) covered++;
    }
    expect(covered).toBeGreaterThan(915);
    expect(covered).toBeLessThan(979);
  });
});
