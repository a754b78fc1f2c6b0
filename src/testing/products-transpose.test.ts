import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parameters } from './parameters.js';
import { productsTranspose } from './products-transpose.js';
import { propertyFailure } from './property-failure.js';
import { directionOf } from './reduced-check.js';

type Product = (given: readonly number[]) => readonly number[];
const options = { params: parameters(1) };
const failure = (jvp: Product, vjp: Product) =>
  propertyFailure(
    productsTranspose(
      { jvp: (_: readonly number[], v: readonly number[]) => jvp(v), vjp: (_, w: readonly number[]) => vjp(w) },
      options,
    ),
    { numRuns: 20, seed: 1 },
  );

const same: Product = ([x]) => [x];
const times =
  (factor: number): Product =>
  ([x]) => [factor * x];
const single =
  (factor: number): Product =>
  ([x]) => [Math.fround(factor * x)];

describe('two products are each other’s transposes', () => {
  // Both sides are about |v·w|, and 1024 roundings of each are allowed.
  test('to 1024 roundings of either, of the precision that both have', () => {
    expect(failure(same, times(1 + 1900 * 2 ** -53))).toBeNull();
    expect(failure(same, times(1 + 2200 * 2 ** -53))).toMatch(/^vjp is not the transpose of jvp\n/);
    expect(failure(single(1), single(1 + 1900 * 2 ** -24))).toBeNull();
    expect(failure(single(1), single(1 + 2200 * 2 ** -24))).toMatch(/^vjp is not/);
    expect(failure(single(1), times(1 + 1900 * 2 ** -24))).toMatch(/^vjp is not/);
  });

  test('of which each may be the larger, and of either sign', () => {
    expect(failure(times(-3), times(-3))).toBeNull();
    expect(failure(times(3), times(-3))).toMatch(/^vjp is not/);
    expect(failure(times(3), times(3.1))).toMatch(/^vjp is not/);
    expect(failure(times(3.1), times(3))).toMatch(/^vjp is not/);
  });

  test('up to what underflow takes of them', () => {
    const tiny =
      (parts: number): Product =>
      () => [parts * Number.MIN_VALUE];
    expect(failure(() => [0], tiny(2000))).toBeNull();
    expect(failure(() => [0], tiny(8192))).toMatch(/^vjp is not/);
  });

  test('unless neither is finite: NaN beside a number is none', () => {
    const endless: Product = () => [Infinity];
    const both = failure(endless, endless);
    expect(both).toMatch(/^nothing could be judged: .+ cases were skipped \(not finite .+\)/);
    expect(both).toMatch(/\nfor example \(not finite\): +params +\[/);
    const none: Product = () => [NaN];
    expect(failure(endless, same)).toMatch(/^vjp is not the transpose/);
    expect(failure(same, endless)).toMatch(/^vjp is not the transpose/);
    // Terms whose sum may overflow, though no product does.
    const wide: Product = ([a]) => Array.from({ length: 8 }, () => 1e308 * a);
    const narrow: Product = (w) => [1e308 * w.reduce((sum, one) => sum + one, 0)];
    expect(failure(wide, narrow)).toMatch(/^nothing could be judged/);
    expect(failure(none, same)).toMatch(/⟨w, jvp\(v\)⟩ {2}NaN/);
    expect(failure(same, none)).toMatch(/⟨vjp\(w\), v⟩ {2}NaN/);
  });

  test('with entries that cancel: what counts is the largest that the terms can be', () => {
    const rows: Product = ([a, b]) => [1e6 * (a + b), 1e6 * (a + b)];
    const off: Product = ([a, b]) => [1e6 * (a + b) * (1 + 500 * 2 ** -53), 1e6 * (a + b)];
    const wide = (vjp: Product) =>
      propertyFailure(
        productsTranspose(
          { jvp: (_: readonly number[], v: readonly number[]) => rows(v), vjp: (_, w: readonly number[]) => vjp(w) },
          { params: parameters(2) },
        ),
        { numRuns: 20, seed: 1 },
      );
    expect(wide(rows)).toBeNull();
    expect(wide(off)).toBeNull();
  });
});

test('what differs is told with all that it takes to see it again', () => {
  const property = productsTranspose(
    {
      jvp: (_: readonly number[], [v]: readonly number[], x: number) => [x * v],
      vjp: (_, [w]: readonly number[], x: number) => [2 * x * w],
    },
    { params: fc.constant([7]), inputs: fc.constant(3) },
  );
  const [v] = directionOf(0, 1);
  const [w] = directionOf(1, 1);
  const told = propertyFailure(property, { seed: 1 }) ?? '';
  const lines = told.split('\n');
  expect(lines.slice(0, 3)).toEqual([
    'vjp is not the transpose of jvp',
    `  ⟨w, jvp(v)⟩  ${w * (3 * v)}`,
    `  ⟨vjp(w), v⟩  ${6 * w * v}`,
  ]);
  expect(lines[3]).toMatch(/^ {2}they differ by \d\.\d+, rounding allows \d\.\d+e-1[23]$/);
  expect(lines.slice(4, 8)).toEqual(['  params   [7]', `  v        [${v}]`, `  w        [${w}]`, '  inputs   3']);
});

test('a direction has entries from ½ to 1 of both signs, no two alike, and other ones each time', () => {
  for (let drawn = 0; drawn < 50; drawn++) {
    const direction = directionOf(drawn, 40);
    const sizes = direction.map(Math.abs);
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(0.5);
    expect(Math.max(...sizes)).toBeLessThan(1);
    // Spread evenly: a quarter of them in each eighth from ½ to 1.
    for (const low of [0.5, 0.625, 0.75, 0.875]) {
      const within = sizes.filter((size) => size >= low && size < low + 0.125).length;
      expect(Math.abs(within - 10)).toBeLessThanOrEqual(2);
    }
    expect(new Set(sizes).size).toBe(40);
    direction.slice(1).forEach((entry, k) => expect(Math.sign(entry)).toBe(-Math.sign(direction[k])));
    expect(directionOf(drawn + 1, 1)[0]).not.toBe(direction[0]);
    expect(Math.sign(directionOf(drawn + 1, 1)[0])).toBe(-Math.sign(direction[0]));
  }
});
