import fc from 'fast-check';
import { expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import { firstDifference } from './first-difference.js';
import { plainCopy } from './plain-copy.js';

const anything = fc.anything({
  withMap: true,
  withSet: true,
  withTypedArray: true,
  withDate: true,
  withNullPrototype: true,
});

property([anything])('a copy is the same, and shares nothing that can be written into', (value) => {
  const copy = plainCopy(value);
  expect(copy).toStrictEqual(value);
  expect(firstDifference(value, copy)).toBeNull();
  const shared = objectsIn(value).filter((part) => objectsIn(copy).includes(part));
  expect(shared).toEqual([]);
});

/** Every array, object and typed array in plain data, maps and sets included. */
function objectsIn(value: unknown): readonly object[] {
  if (typeof value !== 'object' || value === null) return [];
  const inside = ArrayBuffer.isView(value)
    ? []
    : value instanceof Map
      ? [...value].flat()
      : value instanceof Set
        ? [...value]
        : Object.values(value);
  return [value, ...inside.flatMap(objectsIn)];
}

property([fc.jsonValue(), fc.jsonValue()])('two values differ where there is a difference to name', (a, b) => {
  const isSameText = JSON.stringify(a) === JSON.stringify(b);
  // Texts that are alike leave it open where there is a −0.
  if (isSameText && hasNegativeZero(a, b)) return;
  expect(firstDifference(a, b) === null).toBe(isSameText);
});

/** JSON has no −0. */
function hasNegativeZero(...values: readonly unknown[]): boolean {
  return values.some((value) => {
    if (typeof value !== 'object' || value === null) return Object.is(value, -0);
    const inside: readonly unknown[] = Object.values(value);
    return hasNegativeZero(...inside);
  });
}

test('what contains itself, and what only its own class can copy', () => {
  const loop: unknown[] = [1];
  loop.push(loop);
  const copy = plainCopy(loop);
  expect(copy[1]).toBe(copy);
  expect(copy).not.toBe(loop);
  expect(firstDifference(loop, copy)).toBeNull();
  class Batch {
    readonly #rows = [1];
    rows(): readonly number[] {
      return this.#rows;
    }
  }
  const name = Symbol('name');
  expect(plainCopy({ [name]: [1] })).toStrictEqual({ [name]: [1] });
  const given = { batch: new Batch(), f: Math.sin, bytes: Buffer.from([1]) };
  expect(plainCopy(given).batch).toBe(given.batch);
  expect(plainCopy(given).f).toBe(Math.sin);
  expect(plainCopy(given).bytes).toBe(given.bytes);
});

test.each([
  [{ x: [1, 2] }, { x: [1, 3] }, 'x[1]: 2 became 3'],
  [[{ w: 0 }], [{ w: -0 }], 'entry 0.w: 0 became -0'],
  [Float64Array.of(1), Float64Array.of(NaN), 'entry 0: 1 became NaN'],
  [{ a: 1 }, { b: 1 }, 'a became b'],
  [[1], [1, 2], '1 entries became 2'],
  [{}, [], '{} became []'],
  [[1], { 0: 1 }, '[1] became { 0: 1 }'],
  [1, 'x'.repeat(100), `1 became "${'x'.repeat(56)}…`],
  [new Date(0), new Date(1), 'time: 0 became 1'],
])('%j and %j', (before, after, says) => {
  expect(firstDifference(before, after)).toBe(says);
});
