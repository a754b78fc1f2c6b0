import { describe, expect, test } from 'vitest';
import { InputError } from './input-error.js';
import { notPlain, readAtOnce, type StandardSchema } from './standard-schema.js';

type Validate = StandardSchema['~standard']['validate'];
const read = (validate: Validate, value: unknown = 1): unknown =>
  readAtOnce({ '~standard': { version: 1, vendor: 'test', validate } }, value, 'setting');
const refuse =
  (...issues: Extract<ReturnType<Validate>, { issues: unknown }>['issues']) =>
  () => ({ issues });

describe('a schema', () => {
  test('is asked, and what it gives is read', () => {
    expect(read((value) => ({ value: [value, { a: null }] }), 'x')).toEqual(['x', { a: null }]);
    expect(read((value) => ({ value, issues: undefined }), 5)).toBe(5);
  });

  test.each<readonly [Validate, unknown, string]>([
    [refuse({ message: 'is\n  no rate ' }), { a: 1 }, 'is no rate'],
    [refuse({ message: 'm', path: [] }), 5, '5: m'],
    [refuse({ message: 'm', path: ['a', { key: 'b' }, 0] }), { a: { b: ['fast'] } }, 'a.b.0: "fast": m'],
    [refuse({ message: 'm', path: ['a'] }), { a: { b: 1 } }, 'a: m'],
    [refuse({ message: 'm', path: ['a'] }), { a: null }, 'a: null: m'],
    [refuse({ message: 'm', path: ['a', 'b'] }), { a: 5 }, 'a.b: m'],
    [refuse({ message: 'm', path: ['a', 'b'] }), { a: null }, 'a.b: m'],
    [refuse({ message: '1' }, { message: '2' }, { message: '3' }), {}, '1; 2; 3'],
    [
      refuse({ message: '1' }, { message: '2' }, { message: '3' }, { message: '4' }, { message: '5' }),
      {},
      '1; 2; 3; and 2 more',
    ],
  ])('that refuses a value says where, and shows it: %#', (validate, value, text) => {
    expect(() => read(validate, value)).toThrow(new InputError(`setting: ${text}`));
  });

  test('that throws says so, with its cause', () => {
    const cause = new Error('first\nsecond');
    const failing = () => {
      throw cause;
    };
    expect(() => read(failing)).toThrow(new InputError('setting: its schema throws: first', { cause }));
  });

  test('must answer at once', () => {
    expect(() => read((value) => Promise.resolve({ value }))).toThrow(
      'setting: its schema answers later: it must answer at once',
    );
    expect(() => read(() => Promise.reject(new Error('nobody hears this')))).toThrow('answers later');
  });

  test('must give plain data', () => {
    expect(() => read(() => ({ value: { at: new Date(0) } }))).toThrow(
      'setting: its schema gives a Date at at: it must be plain JSON',
    );
  });
});

describe('what is not plain', () => {
  class Own {
    readonly a = 1;
  }
  const circle: { list: unknown[] } = { list: [] };
  circle.list.push(circle);
  const nameless = new (class {
    readonly a = 1;
  })();
  test.each<readonly [unknown, string | null]>([
    [null, null],
    ['', null],
    [false, null],
    [-0, null],
    [{ a: [1, { b: 'x' }], c: undefined }, null],
    [Object.create(null), null],
    [NaN, 'NaN'],
    [[Infinity], 'Infinity at 0'],
    [undefined, 'undefined'],
    [[1, undefined], 'undefined at 1'],
    [{ a: { b: 5n } }, 'a bigint at a.b'],
    [Symbol.iterator, 'a symbol'],
    [[() => 1], 'a function at 0'],
    [{ a: new Own() }, 'a Own at a'],
    [nameless, 'a object'],
    [new Map(), 'a Map'],
    [circle, 'itself once more at list.0'],
  ])('%#', (value, trouble) => {
    expect(notPlain(value, [], new Set())).toBe(trouble);
  });

  test('is not the same thing twice', () => {
    const twice = { a: 1 };
    expect(notPlain([twice, twice], [], new Set())).toBeNull();
  });
});
