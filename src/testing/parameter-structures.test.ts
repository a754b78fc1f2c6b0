import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isWithin, nearestWithin, type ParameterBounds } from './parameter-entry.js';
import { parameterSpace, parameterStructures } from './parameter-structures.js';

const names = parameterStructures.map(({ name }) => name);

/** Points of one structure; null where it has none. */
function drawn(name: string, length = 4, bounds: ParameterBounds = {}, shape: readonly [number, number] | null = null) {
  const structure = parameterStructures.find((one) => one.name === name);
  const points = structure?.points(parameterSpace(length, bounds, shape)) ?? null;
  return points === null ? null : fc.sample(points, { seed: 1, numRuns: 400 });
}
const all = (...given: Parameters<typeof drawn>) => drawn(...given) ?? [];
const share = <Value>(values: readonly Value[], is: (value: Value) => boolean) =>
  values.filter(is).length / values.length;
const positive = (values: readonly number[]) => values.filter((value) => value > 0).length;

test('names are all different, and some hundred points leave room for independent numbers', () => {
  expect(new Set(names).size).toBe(names.length);
  const shares = parameterStructures.reduce((sum, one) => sum + one.share, 0);
  expect(shares).toBeGreaterThan(50);
  expect(shares).toBeLessThan(100);
});

test.each(names)('%s: as many numbers as are asked for, within their bounds, and no −0', (name) => {
  for (const bounds of [{}, { min: -0.5, max: 2 }, { min: 0.25 }, { max: -1 }, { min: 3, max: 3 }]) {
    const isRight = (values: readonly number[]) =>
      values.length === 6 && values.every((value) => !Object.is(value, -0) && isWithin(value, bounds));
    expect(all(name, 6, bounds).filter((values) => !isRight(values))).toEqual([]);
  }
});

describe('zeros and equal entries', () => {
  test('all are zero, or what is nearest to it', () => {
    expect(new Set(all('all zero').flat())).toEqual(new Set([0]));
    expect(new Set(all('all zero', 3, { min: 0.5 }).flat())).toEqual(new Set([0.5]));
  });

  test('some are zero, and some are not', () => {
    const points = all('some zero', 4, { min: 1, max: 9 });
    for (let k = 0; k < 4; k++) {
      const atOne = share(points, (values) => values[k] === 1);
      expect([atOne > 0.4, atOne < 0.8]).toEqual([true, true]);
    }
  });

  test('all are equal, to something else each time', () => {
    const points = all('all equal');
    for (const values of points) expect(new Set(values).size).toBe(1);
    expect(new Set(points.map(([value]) => value)).size).toBeGreaterThan(20);
  });

  test.each([
    ['two equal', 1],
    ['two opposite', -1],
  ])('%s, wherever they are', (name, sign) => {
    const pairs = new Set<string>();
    for (const values of all(name, 3, {})) {
      const own = values.flatMap((a, i) => values.flatMap((b, j) => (i < j && a === sign * b ? [`${i}${j}`] : [])));
      expect(own).not.toEqual([]);
      if (own.length === 1) pairs.add(own[0]);
    }
    expect(pairs).toEqual(new Set(['01', '02', '12']));
    expect(share(all(name, 3), ([a, b, c]) => a === b && b === c)).toBeLessThan(0.2);
    expect([drawn(name, 1), all(name, 2).every(([a, b]) => a === sign * b)]).toEqual([null, true]);
  });

  test('two values only, in any of the ways', () => {
    const points = all('two values only', 3);
    for (const values of points) expect(new Set(values).size).toBeLessThanOrEqual(2);
    const ways = points.filter((values) => new Set(values).size === 2).map(([a, b, c]) => [a === b, a === c, b === c]);
    expect(new Set(ways.map(String)).size).toBe(3);
  });

  test('of one sign, either', () => {
    const points = all('of one sign').filter((values) => !values.includes(0));
    const counts = new Set(points.map(positive));
    expect(counts).toEqual(new Set([0, 4]));
    expect(share(points, (values) => positive(values) === 0)).toBeGreaterThan(0.3);
    expect(share(points, (values) => positive(values) === 0)).toBeLessThan(0.7);
  });
});

describe('matrices', () => {
  test('a multiple of the identity is square, and 0 off its diagonal', () => {
    const isIdentity = (values: readonly number[], rows: number) =>
      values.every((value, i) => (i % (rows + 1) === 0 ? value === values[0] : value === 0));
    expect(all('multiple of the identity', 4).every((values) => isIdentity(values, 2))).toBe(true);
    expect(all('multiple of the identity', 9).every((values) => isIdentity(values, 3))).toBe(true);
    expect(new Set(all('multiple of the identity', 9).map(([first]) => first)).size).toBeGreaterThan(20);
    expect(drawn('multiple of the identity', 6)).toBeNull();
    expect(drawn('multiple of the identity', 1, {}, [1, 1])).toBeNull();
    expect(drawn('multiple of the identity', 4, {}, [4, 1])).toBeNull();
    expect(drawn('multiple of the identity', 4, { min: 1 })).toBeNull();
  });

  test('a rank is missing in rows or in columns, where there are several of both', () => {
    const rank1 = (values: readonly number[]) => values[0] * values[3] === values[1] * values[2];
    expect(all('rank-deficient', 4, { min: -9, max: 9 }, [2, 2]).length).toBe(400);
    // A multiple that leaves the bounds is cut off: without any it is exact but for rounding.
    const exact = all('rank-deficient', 4, {}, [2, 2]).filter((values) => values.every(Number.isInteger));
    expect([exact.length > 20, exact.every(rank1)]).toEqual([true, true]);
    for (const [length, bounds, shape] of [
      [3, {}, null],
      [1, {}, null],
      [4, {}, [1, 4]],
      [4, {}, [4, 1]],
      [4, { min: 1 }, null],
    ] as const) {
      expect(drawn('rank-deficient', length, bounds, shape)).toBeNull();
    }
    // Of six numbers nobody has told the shape of: rows or columns of 2×3.
    expect(drawn('rank-deficient', 6)).not.toBeNull();
    const multiples = all('rank-deficient', 6, {}, [2, 3]).filter((values) => values.every(Number.isInteger));
    const factor = ([a, b, c, d, e, f]: readonly number[]) =>
      [-2, -1, 0, 1, 2].filter(
        (k) =>
          [a - k * d, b - k * e, c - k * f].every((rest) => rest === 0) ||
          [d - k * a, e - k * b, f - k * c].every((rest) => rest === 0),
      );
    const byRows = multiples.filter((values) => factor(values).length > 0);
    expect([byRows.length > 5, byRows.length < multiples.length]).toEqual([true, true]);
    expect(new Set(byRows.flatMap(factor)).size).toBeGreaterThan(3);
  });
});

describe('sizes', () => {
  test.each([
    ['one or all huge', 1e4, 9e307],
    ['one or all tiny', 1e-323, 9e-5],
  ])('%s', (name, least, most) => {
    const isSo = (value: number) => Math.abs(value) >= least && Math.abs(value) <= most * (1 + 1e-15);
    const points = all(name, 3);
    const counts = [0, 1, 2, 3].map((count) => share(points, (values) => values.filter(isSo).length === count));
    // 1 % are −1, 0 or 1 in their place.
    expect(counts[0]).toBeLessThan(0.05);
    expect(counts[1]).toBeGreaterThan(0.6);
    expect(counts[3]).toBeGreaterThan(0.15);
    const sized = points.flat().filter(isSo);
    expect(share(sized, (value) => value > 0)).toBeGreaterThan(0.35);
    expect(share(sized, (value) => value > 0)).toBeLessThan(0.65);
    const exponents = sized.map((value) => Math.floor(Math.log10(Math.abs(value)) + 1e-9));
    expect(Math.max(...exponents) - Math.min(...exponents)).toBeGreaterThan(250);
    for (let k = 0; k < 3; k++) expect(share(points, (values) => isSo(values[k]))).toBeGreaterThan(0.3);
  });

  test('integers of one digit', () => {
    expect(new Set(all('integers').flat())).toEqual(new Set(Array.from({ length: 19 }, (_, k) => k - 9)));
  });

  test('powers of two of either sign', () => {
    const values = new Set(all('powers of two').flat());
    expect(values).toEqual(new Set(Array.from({ length: 41 }, (_, k) => k - 20).flatMap((e) => [2 ** e, -(2 ** e)])));
  });

  test('at the ends of the bounds, three in four', () => {
    for (const [bounds, ends] of [
      [{}, [1, -1]],
      [{ min: -3, max: 7 }, [7, -3]],
      [{ min: 0.5 }, [1, 0.5]],
    ] as const) {
      const values = all('at the bounds', 4, bounds).flat();
      for (const end of ends) expect(share(values, (value) => value === end)).toBeGreaterThan(0.3);
      expect(share(values, (value) => ends.every((end) => end !== value))).toBeGreaterThan(0.12);
    }
  });
});

test('what is nearest within bounds, and what is within them', () => {
  expect([-3, 0, 3].map((value) => nearestWithin(value, { min: -1, max: 2 }))).toEqual([-1, 0, 2]);
  expect([nearestWithin(-1e300, {}), nearestWithin(5, { min: 7 }), nearestWithin(5, { max: 4 })]).toEqual([
    -1e300, 7, 4,
  ]);
  expect([-1.1, -1, 2, 2.1].map((value) => isWithin(value, { min: -1, max: 2 }))).toEqual([false, true, true, false]);
  expect([isWithin(1e300, {}), isWithin(NaN, {})]).toEqual([true, false]);
});
