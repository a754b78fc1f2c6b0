import { expect, it, test } from 'vitest';
import { awaited, kindOf, ModelError } from './model-error.js';

it('an object without a class is told by its fields', () => {
  expect(kindOf(Object.assign(Object.create(null), { a: 1 }))).toBe('an object with the fields a');
  expect(kindOf({ constructor: 'text' })).toBe('an object with the fields constructor');
});

class Own {
  readonly a = 1;
}

test.each<[unknown, string]>([
  [null, 'null'],
  [undefined, 'undefined'],
  [() => 1, 'a function'],
  ['a "b"', String.raw`"a \"b\"" (a string)`],
  ['a'.repeat(58), `"${'a'.repeat(58)}" (a string)`],
  ['a'.repeat(59), `"${'a'.repeat(56)}… (a string)`],
  [-0.5, '-0.5 (number)'],
  [9n, '9 (bigint)'],
  [false, 'false (boolean)'],
  [Symbol('s'), 'a symbol'],
  [Promise.resolve(1), 'a Promise'],
  [{ then: () => undefined }, 'a Promise'],
  [[], 'an array of 0'],
  [[1, [2]], 'an array of 2'],
  [[[1], 2], 'an array of arrays'],
  [new Map(), 'a Map'],
  [new Own(), 'an Own'],
  [Int8Array.of(1), 'an Int8Array'],
  [Float32Array.of(1), 'a Float32Array'],
  [
    new (class {
      readonly a = 1;
    })(),
    'an object with the fields a',
  ],
  [{}, 'an empty object'],
  [{ a: 1, b: 2 }, 'an object with the fields a, b'],
  [{ ['a'.repeat(61)]: 1 }, `an object with the fields ${'a'.repeat(57)}…`],
])('%s is %s', (value, says) => {
  expect(kindOf(value)).toBe(says);
});

test('what is promised should have been returned at once', () => {
  expect([awaited(Promise.resolve(1)), awaited(1)]).toEqual([', at once', '']);
  expect(new ModelError('it is none')).toMatchObject({ name: 'ModelError', message: 'it is none' });
});
