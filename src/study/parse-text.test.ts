import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import { deepest } from '../base/depth.js';
import { InputError } from '../base/input-error.js';
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

test('what is too deep is said so, by name', () => {
  for (const parse of [parseJson, parseYaml]) {
    for (const levels of [deepest + 1, 200]) {
      expect(() => parse('f', nested(levels))).toThrow(new InputError('f: is nested deeper than 100 levels'));
    }
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

describe('a text that is none says where', () => {
  test.each([
    ['', ': at line 1, column 1, where the text ends'],
    [' \n ', ': at line 1, column 1, where the text ends'],
    ['{', ': at line 1, column 2, where the text ends'],
    ['{"a": tr', ': at line 1, column 7'],
    ['["a', ': at line 1, column 4, where the text ends'],
    ['[1,\n', ': at line 1, column 4, where the text ends'],
    ['{"a": 1,\n}', ': at line 2, column 1'],
    ['{\r\n"a": 1\r"b"}', ': at line 3, column 1'],
    ['{"a" 1}', ': at line 1, column 6'],
    ['01', ': at line 1, column 2'],
    ['[1]\n\n]', ': at line 3, column 1'],
    ['["\\x"]', ': at line 1, column 3'],
    // Words that an engine's message has, which quotes the text and does not say where.
    ['[1,]', ': at line 1, column 4'],
    ['the end', ': at line 1, column 1'],
    ['{"a": end}', ': at line 1, column 7'],
    ['EOF', ': at line 1, column 1'],
    ['x position 3', ': at line 1, column 1'],
    ['{"end": "EOF at position 1", "a": x}', ': at line 1, column 35'],
  ])('JSON: %j', (text, where) => {
    expect(() => parseJson('f', text)).toThrow(new InputError(`f: not JSON${where}`));
  });

  test.each([
    ['a: 1\n\tb: 2', 'a line is indented with a tab at line 2, column 1'],
    ['a: 1\r\na: 2', 'a field is given twice at line 2, column 1'],
    ['--- 1\n--- 2\n', 'more than one document at line 2, column 1'],
    ['a:\n  b: [1,\n 2]\n', 'a line is indented otherwise than those it belongs to at line 3, column 2'],
    ['a: *b', 'an alias (*) that cannot be followed'],
    ['a: b: c', 'at line 1, column 4'],
    ['a: "x', 'at line 1, column 6, where the text ends'],
    ['a:\n  - 1\n - 2', 'at line 3, column 1'],
  ])('YAML: %j', (text, where) => {
    expect(() => parseYaml('f', text)).toThrow(new InputError(`f: not YAML: ${where}`));
  });
});

/** Ends of lines of every kind; a blank keeps two of them from being one. */
const ends = fc.array(fc.constantFrom(' \n', ' \r\n', ' \r'), { maxLength: 4 });
property([ends, fc.nat(6)])('a mistake is where it is, in lines of any kind', (lines, blanks) => {
  const text = `[${lines.join('')}${' '.repeat(blanks)}?, 1]`;
  const column = blanks + (lines.length === 0 ? 2 : 1);
  const where = `at line ${lines.length + 1}, column ${column}`;
  expect(() => parseJson('f', text)).toThrow(new InputError(`f: not JSON: ${where}`));
});

property([fc.jsonValue()])('JSON is read as it was meant', (value) => {
  // A name that no field can have is refused.
  fc.pre(!JSON.stringify(value).includes('__proto__'));
  expect(fc.stringify(parseJson('f', JSON.stringify(value)))).toBe(fc.stringify(JSON.parse(JSON.stringify(value))));
});

test('YAML as long as is read is read', () => {
  expect(parseYaml('f', `a: ${'x'.repeat(2 ** 20 - 3)}`)).toEqual({ a: 'x'.repeat(2 ** 20 - 3) });
});

test('YAML that holds no more levels than values may is read, however they are written', () => {
  expect(parseYaml('f', `a: &b [1]\nc: [*b, *b]`)).toEqual({ a: [1], c: [[1], [1]] });
  expect(parseYaml('f', '? - a\n: |\n  text\n')).toEqual({ '[ a ]': 'text\n' });
});
