import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gradientMatches } from './gradient-matches.js';
import { parameterStructures } from './parameter-structures.js';
import { parameters } from './parameters.js';
import { propertyFailure } from './property-failure.js';

const drawn = <T>(arbitrary: fc.Arbitrary<T>, numRuns = 2000) => fc.sample(arbitrary, { seed: 1, numRuns });
const only = (name: string) =>
  parameterStructures.filter((structure) => structure.name === name).map((structure) => ({ ...structure, share: 100 }));
const rank = ([a, b, c, d, e, f]: readonly number[]) =>
  [a * e - b * d, a * f - c * d, b * f - c * e].every((minor) => Math.abs(minor) < 1e-9) ? 1 : 2;
const smallest = <T>(arbitrary: fc.Arbitrary<T>, holds: (value: T) => boolean) =>
  fc.check(
    fc.property(arbitrary, (value) => !holds(value)),
    { seed: 1, numRuns: 1000 },
  ).counterexample?.[0];

describe('parameters in a flat list', () => {
  it('are finite, as many as asked for', () => {
    for (const values of drawn(parameters(5))) {
      expect(values).toHaveLength(5);
      expect(values.every(Number.isFinite)).toBe(true);
      expect(values.some((value) => Object.is(value, -0))).toBe(false);
    }
    expect(drawn(parameters(0), 5)).toEqual([[], [], [], [], []]);
  });

  it('have the stated shares, as far as chance allows (4 standard deviations)', () => {
    const numRuns = 4000;
    const all = drawn(parameters(6), numRuns);
    const share = (holds: (values: number[]) => boolean) => all.filter(holds).length / numRuns;
    const within = (percent: number) =>
      (100 * 4 * Math.sqrt((percent / 100) * (1 - percent / 100))) / Math.sqrt(numRuns);
    expect(Math.abs(100 * share((x) => x.every((v) => v === 0)) - 5)).toBeLessThan(within(5) + 0.5);
    expect(100 * share((x) => x.some((v) => Math.abs(v) > 1e3))).toBeGreaterThan(6 - within(6));
    expect(100 * share((x) => x.some((v) => v !== 0 && Math.abs(v) < 1e-5))).toBeGreaterThan(6 - within(6) - 1);
    expect(100 * share((x) => x.every((v) => v === x[0]))).toBeGreaterThan(10 - within(10));
  });

  it.each(parameterStructures.map(({ name }) => name))('can be drawn of one structure alone: %s', (name) => {
    for (const values of drawn(parameters(4, { structures: only(name) }), 200)) expect(values).toHaveLength(4);
  });

  it('are singular where the shape says so', () => {
    for (const values of drawn(parameters(6, { shape: [2, 3], structures: only('rank-deficient') }), 300)) {
      const [rows, columns] = [[values.slice(0, 3), values.slice(3)], [0, 1, 2].map((k) => [values[k], values[k + 3]])];
      const isMultiple = [rows, columns].some((lines) =>
        lines.some((line, i) =>
          lines.some(
            (other, j) => i !== j && [-2, -1, 0, 1, 2].some((k) => line.every((v, m) => v === k * other[m] + 0)),
          ),
        ),
      );
      expect(isMultiple).toBe(true);
    }
    const byRows = drawn(parameters(6, { shape: [2, 3], structures: only('rank-deficient') }), 300);
    expect(byRows.filter((values) => rank(values) < 2).length).toBeGreaterThan(100);
  });

  it('are independent numbers where no structure is wanted', () => {
    const zeros = drawn(parameters(3, { structures: [] })).filter((x) => x.every((v) => v === 0));
    expect(zeros.length).toBeLessThan(5);
  });

  it.each([
    [{ min: 0.5, max: 2 }, 0.5, 2],
    [{ min: 0 }, 0, Infinity],
    [{ max: -1 }, -Infinity, -1],
    [{ min: 0.25, max: 0.75 }, 0.25, 0.75],
    [{ min: 3, max: 3 }, 3, 3],
  ])('keep within %o, and reach what is declared', (bounds, min, max) => {
    const all = drawn(parameters(4, bounds)).flat();
    expect(all.every((value) => value >= min && value <= max)).toBe(true);
    for (const end of [min, max].filter(Number.isFinite)) expect(all).toContain(end);
  });

  it('shrink to zeros and small integers', () => {
    expect(smallest(parameters(3), () => true)).toEqual([0, 0, 0]);
    const one = smallest(parameters(3), (x) => x.some((v) => v !== 0));
    expect(one?.map(Math.abs).toSorted((a, b) => a - b)).toEqual([0, 0, 1]);
    const above = smallest(parameters(3), ([, x]) => x > 2) ?? [];
    expect(above[1]).toBeGreaterThan(2);
    expect(above[1]).toBeLessThanOrEqual(4);
  });

  it('meet the zero vector with every one of 50 seeds', () => {
    const norm = (x: readonly number[]) => Math.sqrt(x.reduce((total, v) => total + v * v, 0));
    const model = {
      loss: (x: readonly number[]) => x.reduce((total, v) => total + v * v, 0),
      gradient: (x: readonly number[]) => x.map((v) => 2 * norm(x) * (v / norm(x))),
    };
    const found = Array.from({ length: 50 }, (_, seed) =>
      propertyFailure(gradientMatches(model, { params: parameters(3) }), { seed: seed + 1 }),
    );
    expect(found.filter((failure) => failure !== null).length).toBeGreaterThanOrEqual(49);
  });

  it.each([
    [() => parameters(-1), 'parameters: -1: must be a whole number from 0 up, or an example'],
    [() => parameters(1.5), 'parameters: 1.5: must be a whole number from 0 up, or an example'],
    [() => parameters(2, { min: 1, max: 0 }), 'min: 1: must be at most max, which is 0'],
    [() => parameters(2, { min: Number.NaN }), 'min: NaN: must be a number below ∞'],
    [() => parameters(2, { max: -Infinity }), 'max: -Infinity: must be a number above −∞'],
    [() => parameters(5, { shape: [2, 3] }), 'shape: 2 × 3: must be of 5 numbers'],
    [
      () => parameters(2, { structures: [...only('all zero'), ...only('all equal')] }),
      'structures: shares add up to 200: must be at most 100',
    ],
  ])('say in one line what is wrong: %#', (make, message) => {
    expect(make).toThrow(message);
  });
});

describe('parameters of a tree', () => {
  const example = {
    layers: [
      {
        W: [
          [1, 2],
          [3, 4],
          [5, 6],
        ],
        b: Float32Array.of(1, 2),
      },
    ],
    scale: 1,
    free: new Map([['a', [1]]]),
  };

  it('have its structure', () => {
    for (const tree of drawn(parameters(example), 500)) {
      expect(Object.keys(tree)).toEqual(['layers', 'scale', 'free']);
      const [{ W, b }] = tree.layers;
      expect(W.map((row) => row.length)).toEqual([2, 2, 2]);
      expect(b).toBeInstanceOf(Float32Array);
      expect([...b].every(Number.isFinite)).toBe(true);
      expect([...W.flat(), tree.scale, ...(tree.free.get('a') ?? [])].every(Number.isFinite)).toBe(true);
    }
  });

  it('are special as a whole, and leaf by leaf', () => {
    const all = drawn(parameters(example));
    const isZero = (values: Iterable<number>) => [...values].every((value) => value === 0);
    const [w, b] = [(t: typeof example) => isZero(t.layers[0].W.flat()), (t: typeof example) => isZero(t.layers[0].b)];
    expect(all.filter((tree) => w(tree) && b(tree) && tree.scale === 0).length).toBeGreaterThan(20);
    expect(all.filter((tree) => w(tree) && !b(tree)).length).toBeGreaterThan(20);
  });

  it('shrink to zeros', () => {
    expect(smallest(parameters({ w: [1, 2], b: 3 }), () => true)).toEqual({ w: [0, 0], b: 0 });
  });

  it.each([
    [
      { w: ['3'] },
      'parameters.w[0]: "3": must be a number, an array, a Float32Array or Float64Array, a Map or a plain object',
    ],
    [{ a: [{ b: new Date(0) }] }, 'parameters.a[0].b: Date: must be a number'],
    [{ w: Int8Array.of(1) }, 'parameters.w: Int8Array: must be a number'],
    [{}, 'parameters: the example holds no number'],
  ])('say where something is no parameter: %#', (tree, message) => {
    expect(() => parameters(tree)).toThrow(message);
  });
});
