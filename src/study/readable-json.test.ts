import fc from 'fast-check';
import { expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import { readableJson } from './readable-json.js';

property([fc.jsonValue()])('what is written is read, −0 too', (value) => {
  expect(JSON.parse(readableJson(value))).toStrictEqual(value);
});

test('fields and lists of objects stand on lines of their own, plain lists on one', () => {
  const value = {
    a: 1,
    list: [1, 'x', null, true],
    none: [],
    nothing: {},
    left: undefined,
    objects: [{ b: -0 }, [2]],
    deep: { 'a "b"': { c: [[1]] } },
  };
  expect(readableJson(value).split('\n')).toEqual([
    '{',
    '  "a": 1,',
    '  "list": [1, "x", null, true],',
    '  "none": [],',
    '  "nothing": {},',
    '  "objects": [',
    '    {',
    '      "b": -0',
    '    },',
    '    [2]',
    '  ],',
    '  "deep": {',
    '    "a \\"b\\"": {',
    '      "c": [',
    '        [1]',
    '      ]',
    '    }',
    '  }',
    '}',
  ]);
});

test.each([
  [undefined, 'undefined'],
  [NaN, 'number'],
  [Infinity, 'number'],
  [1n, 'bigint'],
  [() => 1, 'function'],
  [[[undefined]], 'undefined'],
  [{ a: -Infinity }, 'number'],
])('%s is refused', (value, kind) => {
  expect(() => readableJson(value)).toThrow(new RangeError(`a ${kind} is not JSON`));
});
