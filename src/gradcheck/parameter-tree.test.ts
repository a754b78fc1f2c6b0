import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import { ParameterTree } from './parameter-tree.js';

const number = fc.double({ noNaN: false });
const single = fc.float({ noNaN: false });
const key = fc.oneof(fc.constantFrom('a', 'W', 'a.b', 'a b', '0', '__proto__', 'ß', '"', 'get'), fc.string());
const constant = fc.constantFrom<unknown>('relu', null, undefined, true, 3n, Math.abs, new Date(0));

/** Any tree: every class of container and leaf, constants in fields, parts without an entry. */
const tree = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    number,
    fc.array(number, { maxLength: 4 }),
    fc.array(number, { maxLength: 4 }).map((x) => Float64Array.from(x)),
    fc.array(single, { maxLength: 4 }).map((x) => Float32Array.from(x)),
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.dictionary(key, fc.oneof(tie('tree'), constant, fc.constant(Int32Array.of(1, 2))), { maxKeys: 3 }),
    fc
      .array(fc.tuple(fc.oneof(key, fc.integer()), fc.oneof(tie('tree'), constant)), { maxLength: 3 })
      .map((parts) => new Map(parts)),
  ),
})).tree;

/** The class of every part, which `toEqual` does not tell apart. */
function classes(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return typeof value;
  const name = Object.getPrototypeOf(value) === null ? null : value.constructor.name;
  if (ArrayBuffer.isView(value) || value instanceof Date) return name;
  const parts = value instanceof Map ? [...value.values()] : Object.values(value);
  return [name, parts.map(classes)];
}

/** What a path says, followed from the tree. */
function follow(root: unknown, path: string): unknown {
  const from = path.startsWith('[') || path === '' ? path : `.${path}`;
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- a path is an expression
  return Reflect.apply(new Function('root', `return root${from}`), null, [root]);
}

property([tree])('a tree and its list of numbers are the same thing', (given) => {
  const read = new ParameterTree(given);
  const rebuilt = read.build(read.values);
  expect(rebuilt).toEqual(given);
  expect(classes(rebuilt)).toEqual(classes(given));
  expect(read.difference(rebuilt, read.values)).toBeNull();
  expect(new ParameterTree(rebuilt).values).toEqual(read.values);
  expect(read.readGradient(rebuilt)).toEqual(read.values);
  if (typeof given === 'object') expect(rebuilt).not.toBe(given);
});

property([tree, fc.nat()])('a path leads to its entry, and no two entries have the same', (given, drawn) => {
  const read = new ParameterTree(given);
  fc.pre(read.size > 0);
  const paths = Array.from(read.values, (_, entry) => read.path(entry));
  expect(new Set(paths).size).toBe(read.size);
  const entry = drawn % read.size;
  expect(follow(given, paths[entry])).toBe(read.values[entry]);
});

property([tree, fc.nat(), single])('one entry that is changed is the one that is named', (given, drawn, value) => {
  const read = new ParameterTree(given);
  fc.pre(read.size > 0);
  const entry = drawn % read.size;
  fc.pre(!Object.is(value, read.values[entry]));
  const written = read.build(read.values.with(entry, value));
  expect(new ParameterTree(written).values[entry]).toBe(value);
  const said = read.difference(written, read.values);
  const text = (number: number) => (Object.is(number, -0) ? '-0' : String(number));
  const became = `${text(read.values[entry])} became ${text(value)}`;
  expect([became, `${read.path(entry)}: ${became}`, `${read.name(entry)}: ${became}`]).toContain(said);
});

property([tree])('a flat list of as many numbers is a gradient too, and one more is none', (given) => {
  const read = new ParameterTree(given);
  fc.pre(read.size > 0);
  const flat = Array.from(read.values, (_, k) => k);
  for (const list of [flat, Float64Array.from(flat), Float32Array.from(flat)]) {
    expect(read.readGradient(list)).toEqual(flat);
  }
  expect(() => read.readGradient([...flat, 1])).toThrow(`the gradient has ${read.size + 1} entries`);
});

test('paths as they are written', () => {
  const read = new ParameterTree({
    w: 1,
    layers: [{ bias: [0] }, { bias: Float32Array.of(0, 1, 2), 'odd key': 3 }],
    rows: [[1], [2, 3]],
    embedding: new Map<unknown, unknown>([
      ['k', 4],
      [7, [5]],
    ]),
  });
  expect(Array.from({ length: read.size }, (_, entry) => read.path(entry))).toEqual([
    'w',
    'layers[0].bias[0]',
    'layers[1].bias[0]',
    'layers[1].bias[1]',
    'layers[1].bias[2]',
    'layers[1]["odd key"]',
    'rows[0][0]',
    'rows[1][0]',
    'rows[1][1]',
    'embedding.get("k")',
    'embedding.get(7)[0]',
  ]);
  expect(read.single).toEqual([0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0].map(Boolean));
  expect(new ParameterTree([[1]]).path(0)).toBe('[0][0]');
  expect(new ParameterTree(new Map([['k', 1]])).path(0)).toBe('get("k")');
  expect([new ParameterTree([1, 2]).name(1), new ParameterTree(3).name(0)]).toEqual(['entry 1', 'entry 0']);
});

const loop: Record<string, unknown> = { w: [1] };
loop['inner'] = { again: loop };
class Layer {
  readonly W = [1];
}

describe('what is no tree of numbers is said in one line', () => {
  const are = 'must be numbers, or arrays, plain objects, Maps, Float32Arrays or Float64Arrays of them';
  test.each<[string, unknown, string]>([
    ['nothing', undefined, `the parameters are undefined: they ${are}`],
    ['text in an array', [1, '3'], `entry 1 of the parameters is "3" (a string): they ${are}`],
    ['text in a row', { W: [[1, 'x']] }, `W[0][1] of the parameters is "x" (a string): they ${are}`],
    ['a class', { layers: [new Layer()] }, `layers[0] of the parameters is a Layer: they ${are}`],
    ['a set', { W: new Set([1]) }, `W of the parameters is a Set: they ${are}`],
    ['integers', Int32Array.of(1), `the parameters are an Int32Array: they ${are}`],
    ['a function', Math.abs, `the parameters are a function: they ${are}`],
    ['a hole', { W: [1, , 2] }, 'W[1] of the parameters is missing: an array of parameters must not have holes'],
    ['a loop', loop, 'the parameters contain themselves: inner.again is the whole again'],
    [
      'keys without a name',
      { m: new Map([[{}, 1]]) },
      'a key of the Map m is an empty object: keys must be text or numbers',
    ],
  ])('%s', (_, given, says) => {
    expect(() => new ParameterTree(given)).toThrow(expect.objectContaining({ name: 'ModelError', message: says }));
  });
});

describe('a gradient that is not of the shape of its parameters', () => {
  const params = { layers: [{ W: Float32Array.of(1, 2), b: 3 }], name: 'mlp' };
  const tree = new ParameterTree(params);
  test.each<[string, unknown, string]>([
    [
      'nothing',
      undefined,
      'the gradient returned undefined: it must return an object of layers: an array of an object of W: 2 numbers (Float32Array), b: a number, name: "mlp" (a string), or an array of 3 numbers, one a parameter',
    ],
    ['too few', [1, 2], 'the gradient has 2 entries, the parameters have 3'],
    ['a part', { layers: [{ W: [1, 2] }] }, 'the gradient has no layers[0].b: it must be a number'],
    [
      'a part of another length',
      { layers: [{ W: [1], b: 1 }] },
      'layers[0].W of the gradient is an array of 1: it must be 2 numbers',
    ],
    ['a part too much', { layers: [{ W: [1, 2], b: 1, c: 2 }] }, 'the gradient has layers[0].c, which is no parameter'],
    [
      'text',
      { layers: [{ W: [1, '2'], b: 1 }] },
      'layers[0].W[1] of the gradient is "2" (a string): it must be a number',
    ],
    [
      'a map',
      { layers: [new Map()] },
      'layers[0] of the gradient is a Map: it must be an object of W: 2 numbers (Float32Array), b: a number',
    ],
  ])('%s', (_, given, says) => {
    expect(() => tree.readGradient(given)).toThrow(expect.objectContaining({ name: 'ModelError', message: says }));
  });

  test('constants may be left out or be there', () => {
    const W = Float64Array.of(5, 6);
    expect(tree.readGradient({ layers: [{ W, b: 7 }] })).toEqual([5, 6, 7]);
    expect(tree.readGradient({ layers: [{ W, b: 7 }], name: null })).toEqual([5, 6, 7]);
  });
});

describe('what a model did to its parameters', () => {
  const tree = new ParameterTree({ W: Float32Array.of(0.1), rows: [[1, 2], [3]], kind: 'a' });
  const fresh = () => structuredClone({ W: Float32Array.of(0.1), rows: [[1, 2], [3]], kind: 'a' });
  test.each<[string, (built: ReturnType<typeof fresh>) => void, string]>([
    ['a row that is longer', (built) => built.rows[1].push(4), 'rows[1]: 1 entries became 2'],
    ['rows that are sorted', (built) => built.rows.reverse(), 'rows[0]: 2 entries became 1'],
    ['a field that is deleted', (built) => Reflect.deleteProperty(built, 'W'), '3 entries became 2'],
    [
      'a field that is replaced',
      (built) => Reflect.set(built, 'W', [1]),
      'W: 1 number (Float32Array) became an array of 1',
    ],
    ['a constant', (built) => (built.kind = 'b'), 'kind: "a" (a string) became "b" (a string)'],
    ['an entry', (built) => built.W.fill(2), `W[0]: ${Math.fround(0.1)} became 2`],
  ])('%s', (_, write, says) => {
    const built = fresh();
    write(built);
    expect(tree.difference(built, tree.values)).toBe(says);
    expect(tree.difference(fresh(), tree.values)).toBeNull();
  });
});
