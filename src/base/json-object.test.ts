import { expect, test } from 'vitest';
import { fieldOf, isJsonObject, type JsonObject } from './json-object.js';

test.each([
  [{}, true],
  [{ a: 1 }, true],
  [[], false],
  [null, false],
  ['a', false],
  [undefined, false],
])('%j is an object: %j', (value, wanted) => {
  expect(isJsonObject(value)).toBe(wanted);
});

function objectIn(text: string): JsonObject {
  const value: unknown = JSON.parse(text);
  if (isJsonObject(value)) return value;
  throw new Error('no object');
}

test('a field is an object’s own, whatever it is called', () => {
  const inherited = objectIn('{"a": 1}');
  expect([fieldOf(inherited, 'a'), fieldOf(inherited, 'b')]).toEqual([1, undefined]);
  for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
    expect(fieldOf(inherited, name)).toBeUndefined();
    expect(fieldOf(objectIn(`{"${name}": 2}`), name)).toBe(2);
  }
});
