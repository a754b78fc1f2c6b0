import { describe, expect, test } from 'vitest';
import { ParameterTree } from './parameter-tree.js';

const thrown = (run: () => unknown) => {
  try {
    return run();
  } catch (error) {
    return error instanceof Error ? error.message : error;
  }
};

describe('what a tree is made of', () => {
  test('is told by its first three parts', () => {
    const told = (params: unknown) => new ParameterTree(params).describe();
    expect(told(3)).toBe('a number');
    expect(told([1, 2])).toBe('2 numbers');
    expect(told(Float64Array.of(1))).toBe('1 number (Float64Array)');
    expect(told([[1], [2, 3], 4])).toBe('an array of 1 number, 2 numbers, a number');
    expect([told([]), told({ a: [], b: 1 })]).toEqual(['0 numbers', 'an object of a: 0 numbers, b: a number']);
    expect(told([[1], 2, 3, 4])).toBe('an array of 1 number, a number, a number, …');
    expect(told({ a: 1, b: new Map<unknown, unknown>([['k', [2]]]), c: null })).toBe(
      'an object of a: a number, b: a Map of k: 1 number, c: null',
    );
  });

  test('may stand in it twice, and not within itself', () => {
    const shared = { w: [1, 2] };
    expect(new ParameterTree({ p: shared, q: [shared] }).values).toEqual([1, 2, 1, 2]);
    const inner: Record<string, unknown> = { w: 1 };
    inner['y'] = [inner];
    expect(thrown(() => new ParameterTree({ x: inner }))).toBe('the parameters contain themselves: x.y[0] is x again');
  });

  test('must have parts that can be told apart', () => {
    expect(thrown(() => new ParameterTree(new Map([[Symbol('s'), 1]])))).toBe(
      'a key of the Map the parameters is a symbol: keys must be text or numbers',
    );
    expect(thrown(() => new ParameterTree([[1], , 2]))).toBe(
      'entry 1 of the parameters is missing: an array of parameters must not have holes',
    );
    expect(thrown(() => new ParameterTree({ m: { n: [{ a: 1 }, ,] } }))).toMatch(
      /m\.n\[1\] of the parameters is missing/,
    );
  });

  test('has entries where parts without any stand between', () => {
    const read = new ParameterTree({ a: [], b: 1, c: 'x', d: {}, e: [[], [2]], f: new Map(), g: Float32Array.of(3) });
    expect(read.values.map((_, entry) => read.path(entry))).toEqual(['b', 'e[1][0]', 'g[0]']);
    expect(read.single).toEqual([false, false, true]);
  });
});

describe('what was done to a tree is told', () => {
  type Fresh = Record<string, unknown>;
  const params = (): Fresh => ({
    a: { x: 1, y: 2 },
    l: [1, 2],
    i: Int32Array.of(7),
    m: new Map([['k', 3]]),
    f: Math.abs,
  });
  const tree = new ParameterTree(params());
  const isFresh = (built: unknown): built is Fresh => typeof built === 'object' && built !== null;
  test.each<[string, (built: Fresh) => unknown, string | null]>([
    ['nothing', () => undefined, null],
    ['a field of another name', (b) => (b['a'] = { x: 1, z: 2 }), 'a.y was deleted'],
    ['an object that became a list', (b) => (b['a'] = [1, 2]), 'a: an object became an array of 2'],
    ['an object that became a number', (b) => (b['a'] = 1), 'a: an object became 1 (number)'],
    ['an object that is gone', (b) => (b['a'] = null), 'a: an object became null'],
    ['a list that became typed', (b) => (b['l'] = Float64Array.of(1, 2)), 'l: 2 numbers became a Float64Array'],
    ['a list that is shorter', (b) => (b['l'] = [1]), 'l: 2 entries became 1'],
    ['an entry', (b) => (b['l'] = [1, 5]), 'l[1]: 2 became 5'],
    ['an entry that is text', (b) => (b['l'] = [1, 'x']), 'l[1]: 2 became "x" (a string)'],
    ['a key of a map', (b) => (b['m'] = new Map([['j', 3]])), 'm.get("k") was deleted'],
    ['a map that became an object', (b) => (b['m'] = { k: 3 }), 'm: a Map became an object with the fields k'],
    ['another function', (b) => (b['f'] = Math.sin), 'f: a function became a function'],
    ['integers, which are copied', (b) => (b['i'] = 0), null],
    ['a field too many', (b) => (b['z'] = 0), '5 entries became 6'],
  ])('%s', (_, write, says) => {
    const built = tree.build(tree.values);
    if (isFresh(built)) write(built);
    expect(tree.difference(built, tree.values)).toBe(says);
  });

  test('of a list by itself', () => {
    const list = new ParameterTree([1, 2]);
    expect(list.difference([1, 3], [1, 2])).toBe('entry 1: 2 became 3');
    expect(list.difference([1], [1, 2])).toBe('2 entries became 1');
    expect(list.difference({}, [1, 2])).toBe('2 numbers became an empty object');
  });

  test('a field that was deleted', () => {
    const built = tree.build(tree.values);
    if (isFresh(built)) delete built['l'];
    expect(tree.difference(built, tree.values)).toMatch(/^(?:l was deleted|5 entries became 4)$/);
  });

  test('integers that are handed on are a copy each time', () => {
    const integers = Int32Array.of(7);
    const built = new ParameterTree({ integers, w: 1 }).build([1]);
    expect(built).toEqual({ integers, w: 1 });
    expect(Reflect.get(Object(built), 'integers')).not.toBe(integers);
  });
});

describe('what is no gradient of a tree is told', () => {
  test.each<[unknown, unknown, string]>([
    [3, {}, 'the gradient is an empty object: it must be a number'],
    [3, 'x', 'the gradient returned "x" (a string): it must return an array of 1 number, one a parameter'],
    [{ w: 1 }, new Map(), 'the gradient is a Map: it must be an object of w: a number'],
    [
      { w: 1 },
      5,
      'the gradient returned 5 (number): it must return an object of w: a number, or an array of 1 number, one a parameter',
    ],
    [
      { w: 1 },
      Promise.resolve(1),
      'the gradient returned a Promise: it must return an object of w: a number, or an array of 1 number, one a parameter, at once',
    ],
    [{ w: 1 }, null, /^the gradient returned null: it must return an object/.source],
    [{ W: [1, 2] }, { W: 5 }, 'W of the gradient is 5 (number): it must be 2 numbers'],
    [{ W: [1, 2] }, { W: [1, 2, 3] }, 'W of the gradient is an array of 3: it must be 2 numbers'],
    [{ W: [1, 2] }, {}, 'the gradient has no W: it must be 2 numbers'],
    [{ W: [1, 2] }, { V: [1, 2] }, 'the gradient has V, which is no parameter'],
    [{ a: { W: 1 } }, { a: { W: 1, V: 2 } }, 'the gradient has a.V, which is no parameter'],
    [[1, 2], [1, null], 'entry 1 of the gradient is null: it must be a number'],
    [[1, 2], [1], 'the gradient has 1 entries, the parameters have 2'],
    [[[1], [2]], [[1], 2], 'entry 1 of the gradient is 2 (number): it must be 1 number'],
  ])('%j, %j', (params, gradient, says) => {
    expect(thrown(() => new ParameterTree(params).readGradient(gradient))).toMatch(
      says.startsWith('^') ? new RegExp(says) : new RegExp(`^${says.replaceAll(/[()[\]"]/g, String.raw`\$&`)}$`),
    );
  });

  test('and what is one is read', () => {
    expect(new ParameterTree(3).readGradient(5)).toEqual([5]);
    expect(new ParameterTree(3).readGradient([5])).toEqual([5]);
    expect(new ParameterTree([[1], [2]]).readGradient([5, 6])).toEqual([5, 6]);
    expect(new ParameterTree([[1], [2]]).readGradient([[5], Float32Array.of(6)])).toEqual([5, 6]);
    expect(new ParameterTree({ w: 1, s: 'x' }).readGradient({ w: 5, s: 7 })).toEqual([5]);
  });
});

test('a key of a Map that is no text is written as it is', () => {
  const keys = ['a', 3, NaN, Infinity, 10n, true, undefined];
  const tree = new ParameterTree(new Map(keys.map((key, k) => [key, k])));
  const written = ['"a"', '3', 'NaN', 'Infinity', '10', 'true', 'undefined'];
  expect(keys.map((_, k) => tree.path(k))).toEqual(written.map((key) => `get(${key})`));
});

test.each([null, undefined, 'xy', { length: 2, 0: 1, 1: 2 }])('%j is no list of a gradient', (given) => {
  const tree = new ParameterTree({ w: [1, 2], b: 3 });
  expect(thrown(() => tree.readGradient({ w: given, b: 1 }))).toMatch(
    /^w of the gradient is .*: it must be 2 numbers$/,
  );
});
