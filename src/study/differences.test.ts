import fc from 'fast-check';
import { expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import { describeDifference, differences } from './differences.js';

const plain = fc.jsonValue({ maxDepth: 3 });

property([plain, plain])('values without a difference are equal, and others are not', (first, second) => {
  const found = differences(first, second);
  expect(differences(first, structuredClone(first))).toEqual([]);
  expect(found.length === 0).toBe(fc.stringify(first) === fc.stringify(second) || isEqual(first, second));
  // Seen from the other side, the same places differ.
  const paths = (some: typeof found) => some.map(({ path }) => path).sort();
  expect(paths(differences(second, first))).toEqual(paths(found));
});

function isEqual(first: unknown, second: unknown): boolean {
  try {
    expect(first).toStrictEqual(second);
    return true;
  } catch {
    return false;
  }
}

test.each<[unknown, unknown, [path: string, first: unknown, second: unknown][]]>([
  [1, 2, [['', 1, 2]]],
  [-0, 0, [['', -0, 0]]],
  [NaN, NaN, []],
  [{ a: { b: [1, 2] } }, { a: { b: [1, 3] } }, [['a.b.1', 2, 3]]],
  [[1], [1, 2], [['1', undefined, 2]]],
  [[1, 2], [1], [['1', 2, undefined]]],
  [
    { a: 1 },
    { b: 1 },
    [
      ['a', 1, undefined],
      ['b', undefined, 1],
    ],
  ],
  [{ a: [] }, { a: {} }, [['a', [], {}]]],
  [{ a: {} }, { a: [] }, [['a', {}, []]]],
  [{ a: null }, { a: {} }, [['a', null, {}]]],
  [[0], [[]], [['0', 0, []]]],
  [{}, { constructor: 1 }, [['constructor', undefined, 1]]],
  [{ toString: 1 }, {}, [['toString', 1, undefined]]],
])('%j and %j differ in %j', (first, second, places) => {
  expect(differences(first, second)).toEqual(places.map(([path, a, b]) => ({ path, first: a, second: b })));
});

test('a difference is said in a few words', () => {
  const [difference] = differences({ setting: { steps: 1000 } }, { setting: { steps: 2000 } });
  expect(describeDifference(difference)).toBe('setting.steps is 1000, not 2000');
  const said = differences({ a: 'x' }, { b: null }).map(describeDifference);
  expect(said).toEqual(['a is "x", not missing', 'b is missing, not null']);
});
