import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import { hasProtoField, wrongKeyIn } from './json-keys.js';

describe('names of fields in JSON', () => {
  test.each([
    ['{"a": 1, "a": 2}', 'a', 9, 'twice'],
    ['{"a": 1, "\\u0061": 2}', 'a', 9, 'twice'],
    ['[{"b": {"a": [1, {"c": 1}], "d": ":", "a": 2}}]', 'a', 38, 'twice'],
    ['{"": 1, "": 2}', '', 8, 'twice'],
    ['{"a{": 1, "a{": 2}', 'a{', 10, 'twice'],
    ['{"constructor": 1, "constructor": 2}', 'constructor', 19, 'twice'],
    ['{"a": {"__proto__": 1}}', '__proto__', 7, 'no name'],
    ['{"a\\"b": 1, "a\\"b": 2}', 'a"b', 12, 'twice'],
  ])('%s', (text, key, position, why) => {
    expect(wrongKeyIn(text)).toEqual({ key, position, why });
    expect(text[position]).toBe('"');
  });

  test.each(['{"a": "a", "b": ["a", "a"], "c": {"a": 1}, "d": {"a": 1}}', '["a", "a"]', '"a"', '1', '{}'])(
    '%s has none',
    (text) => {
      expect(wrongKeyIn(text)).toBeNull();
    },
  );

  property([fc.jsonValue(), fc.constantFrom(undefined, 2)])(
    'of what is written by JSON.stringify are right',
    (value, indent) => {
      fc.pre(!hasProtoField(value));
      expect(wrongKeyIn(JSON.stringify(value, null, indent))).toBeNull();
    },
  );

  test('a value that holds itself is looked at once', () => {
    const ring: Record<string, unknown> = { list: [null, undefined, 0] };
    ring['self'] = ring;
    expect(hasProtoField(ring)).toBe(false);
    expect(hasProtoField([{ a: [JSON.parse('{"__proto__": 1}')] }])).toBe(true);
  });
});
