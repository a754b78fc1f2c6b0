import { expect, test } from 'vitest';
import { deepest } from '../base/depth.js';
import { parseJson, parseYaml } from './parse-text.js';

const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

test.each([
  ['JSON', parseJson],
  ['YAML', parseYaml],
])('%s is read up to a depth', (_, parse) => {
  let value = parse('f', nested(deepest));
  for (let level = 1; level < deepest; level++) value = Array.isArray(value) ? value[0] : null;
  expect(value).toEqual([]);
  for (const levels of [deepest + 1, 2_000, 20_000, 200_000]) {
    expect(() => parse('f', nested(levels))).toThrow(/^f: is nested deeper than 100 levels$/);
  }
});

test.each(['- ', '? ', '[{a: ', '&a [', '- ? '])('YAML nested by %j is refused', (opening) => {
  for (const levels of [200, 1_000, 5_000, 50_000]) {
    expect(() => parseYaml('f', opening.repeat(levels))).toThrow(/^f: is nested deeper than 100 levels$/);
  }
});

test('YAML nested by indentation is refused', () => {
  const text = Array.from({ length: 1000 }, (_, k) => `${' '.repeat(k)}a:`).join('\n');
  expect(() => parseYaml('f', text)).toThrow(/^f: is nested deeper than 100 levels$/);
});

test.each(['a: &a [*a]', 'a: &a {b: {c: *a}}', '&a [*a, *a, *a]', 'a: &a [1, *a]\nb: *a'])(
  'YAML that holds itself is refused: %s',
  (text) => {
    expect(() => parseYaml('f', text)).toThrow(/^f: is nested deeper than 100 levels$/);
  },
);

test('YAML that grows without end is refused', () => {
  const lines = Array.from({ length: 30 }, (_, k) => `a${k + 1}: &a${k + 1} [${`*a${k},`.repeat(9)} *a${k}]`);
  expect(() => parseYaml('f', `a0: &a0 x\n${lines.join('\n')}`)).toThrow(/^f: not YAML: an alias \(\*\) that cannot/);
});

test('YAML longer than is read is refused', () => {
  expect(() => parseYaml('f', `a: ${'x'.repeat(2 ** 20)}`)).toThrow('f: is YAML of more than 1 MB: write it as JSON');
});

test.each([
  ['{"a": 1,\n "b": {"c": 1, "c": 2}}', /^f: not JSON: the field "c" is given twice at line 2, column 16$/],
  ['{"a": {"__proto__": {"b": 1}}}', /^f: not JSON: the field "__proto__" has no name .* at line 1, column 8$/],
])('JSON with a wrong name is refused: %s', (text, message) => {
  expect(() => parseJson('f', text)).toThrow(message);
});

test.each([
  ['a: 1\nb: {c: 1, c: 2}', /^f: not YAML: a field is given twice at line 2, column 11$/],
  ['a:\n  __proto__: {b: 1}', /^f: not YAML: the field "__proto__" has no name that a field can have$/],
])('so is YAML: %j', (text, message) => {
  expect(() => parseYaml('f', text)).toThrow(message);
});
