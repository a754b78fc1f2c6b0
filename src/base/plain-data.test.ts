import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { propertyOfRecord } from '../../properties/property.js';
import { canonicalJson } from './canonical-json.js';
import { fileTrouble } from './file-trouble.js';
import { InputError, messageOf, quoted } from './input-error.js';
import { isJsonObject } from './json-object.js';
import { isPlainObject } from './plain-object.js';
import { isPromiseLike, whenKnown } from './when-known.js';

describe('canonical JSON', () => {
  test.each<[unknown, string]>([
    [null, 'null'],
    [true, 'true'],
    [false, 'false'],
    ['', '""'],
    ['a"\n', '"a\\"\\n"'],
    [0, '0'],
    [-0, '-0'],
    [-1.5e300, '-1.5e+300'],
    [[], '[]'],
    [[1, [2, null], 'x'], '[1,[2,null],"x"]'],
    [{}, '{}'],
    [{ b: 1, a: 2, C: 3, aa: 4 }, '{"C":3,"a":2,"aa":4,"b":1}'],
    [{ b: undefined, a: { d: [-0], c: null } }, '{"a":{"c":null,"d":[-0]}}'],
  ])('of %j', (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  test.each<[string, unknown]>([
    ['a number is not JSON', NaN],
    ['a number is not JSON', Infinity],
    ['a undefined is not JSON', undefined],
    ['a function is not JSON', () => 1],
    ['a bigint is not JSON', 1n],
  ])('%s', (message, value) => {
    expect(() => canonicalJson(value)).toThrow(new RangeError(message));
    expect(() => canonicalJson([value])).toThrow(new RangeError(message));
  });

  propertyOfRecord({ value: fc.jsonValue() })('is JSON of the same value, whatever the order of keys', ({ value }) => {
    const text = canonicalJson(value);
    expect(JSON.parse(text)).toEqual(value);
    const turned: unknown = JSON.parse(text, (_, inner: unknown) =>
      isJsonObject(inner) ? Object.fromEntries(Object.entries(inner).reverse()) : inner,
    );
    expect(canonicalJson(turned)).toBe(text);
  });
});

describe('why a file could not be read', () => {
  test.each([
    ['ENOENT', 'no such file'],
    ['EISDIR', 'it is a folder'],
    ['ENOTDIR', 'a part of its path is no folder'],
    ['EACCES', 'reading it is not allowed'],
    ['EPERM', 'reading it is not allowed'],
    ['ENAMETOOLONG', 'the name is too long'],
    ['EIO', 'the disk does not answer as it should'],
    ['EWHAT', 'EWHAT: something'],
  ])('%s: %s', (code, words) => {
    expect(fileTrouble(Object.assign(new Error(`${code}: something`), { code }))).toBe(words);
  });

  test('anything else says itself', () => {
    expect(fileTrouble(new Error('a reason'))).toBe('a reason');
    expect(fileTrouble('a text')).toBe('a text');
    expect(fileTrouble({ code: 'ENOENT' })).toBe('[object Object]');
    expect(fileTrouble(Object.assign(new Error('numbered'), { code: 2 }))).toBe('numbered');
  });
});

describe('messages', () => {
  test('an input error has a name of its own', () => {
    expect(new InputError('x').name).toBe('InputError');
    expect(new InputError('x')).toBeInstanceOf(Error);
    expect([messageOf(new InputError('x')), messageOf('y')]).toEqual(['x', 'y']);
  });

  test.each<[unknown, string]>([
    ['a', '"a"'],
    [NaN, 'NaN'],
    [-0, '0'],
    [undefined, 'undefined'],
    [null, 'null'],
    [[1, 'b'], '[1,"b"]'],
    ['x'.repeat(78), `"${'x'.repeat(78)}"`],
    ['x'.repeat(79), `"${'x'.repeat(76)}…`],
  ])('quoted %j', (value, text) => {
    expect(quoted(value)).toBe(text);
  });
});

describe('kinds of values', () => {
  class Model {
    readonly weight = 1;
  }
  test.each<[string, unknown, boolean]>([
    ['an object', {}, true],
    ['an object without a prototype', Object.create(null), true],
    ['a list', [], false],
    ['null', null, false],
    ['a text', 'x', false],
    ['a function', () => 1, false],
  ])('%s as a JSON object: %s', (_, value, expected) => {
    expect(isJsonObject(value)).toBe(expected);
  });

  test('plain objects are those of literals, of JSON, and of other realms', () => {
    // The prototype of another realm's objects has none itself.
    const bare = {};
    Reflect.setPrototypeOf(bare, null);
    const foreign = {};
    const inheriting = {};
    Reflect.setPrototypeOf(inheriting, { inherited: 1 });
    Reflect.setPrototypeOf(foreign, bare);
    expect([{}, bare, foreign].map((value: object) => isPlainObject(value))).toEqual([true, true, true]);
    expect([new Model(), [], new Map(), inheriting].map((value: object) => isPlainObject(value))).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  test('what is awaited has a then that can be called', async () => {
    const thenable = { then: (use: (value: number) => void) => use(3) };
    expect([Promise.resolve(1), thenable].map((value: unknown) => isPromiseLike(value))).toEqual([true, true]);
    const others: unknown[] = [1, 'then', null, undefined, {}, { then: 1 }, () => 1];
    expect(others.map((value) => isPromiseLike(value))).toEqual(others.map(() => false));
    expect(whenKnown(2, (value) => value + 1)).toBe(3);
    expect(await whenKnown(Promise.resolve(2), (value) => value + 1)).toBe(3);
  });
});
