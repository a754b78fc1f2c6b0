import { expect, test } from 'vitest';
import { deepest } from './depth.js';
import { parsedJson } from './parsed-json.js';

const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

test.each<readonly [string, unknown]>([
  ['{"a": [1, null]}', { a: [1, null] }],
  ['null', null],
  ['"x"', 'x'],
  ['', undefined],
  ['{', undefined],
  ['undefined', undefined],
])('the text %j holds %j', (text, value) => {
  expect(parsedJson(text)).toEqual(value);
});

test('what is nested too deep is none', () => {
  expect(parsedJson(nested(deepest))).toBeDefined();
  expect(parsedJson(nested(deepest + 1))).toBeUndefined();
});
