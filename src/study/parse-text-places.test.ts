import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import { InputError } from '../base/input-error.js';
import { decodeText } from './decode-text.js';
import { explained } from './explained.js';
import { parseJson, parseYaml } from './parse-text.js';

property([fc.jsonValue({ maxDepth: 5 })])('what is written as JSON is read, as YAML too', (value) => {
  const text = JSON.stringify(value, null, 2);
  expect(parseJson('f', text)).toStrictEqual(JSON.parse(text));
});

const plain = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, fc.integer(), fc.boolean(), tie('list'), tie('map')),
  list: fc.array(tie('value'), { maxLength: 3 }),
  map: fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), tie('value'), { maxKeys: 3 }),
})).value;
property([plain])('YAML reads what JSON does', (value) => {
  expect(parseYaml('f', JSON.stringify(value))).toStrictEqual(JSON.parse(JSON.stringify(value)));
});

/** Lines that end in any of the ways there are, and what stands before the mistake in its own. */
const lines = fc.array(fc.constantFrom(' \n', ' \r\n', ' \r'), { maxLength: 4 });
property([lines, fc.nat(6)])('a mistake in JSON is said to be where it is, in lines of any kind', (ends, blanks) => {
  const text = `[${ends.join('')}${' '.repeat(blanks)}?, 1]`;
  const last = ends.length === 0 ? blanks + 2 : blanks + 1;
  const message = `f: not JSON: at line ${ends.length + 1}, column ${last}`;
  expect(() => parseJson('f', text)).toThrow(new InputError(message));
});

describe('text that is no JSON', () => {
  test.each([
    ['{"a": x}', 'at line 1, column 7'],
    ['{"a": 1,\n "b" 2}', 'at line 2, column 6'],
    ['{"a": 1', 'at line 1, column 8, where the text ends'],
    ['{"a": 1\n\n  ', 'at line 1, column 8, where the text ends'],
    ['[1,\n2', 'at line 2, column 2, where the text ends'],
    ['', 'at line 1, column 1, where the text ends'],
    ['[1] x', 'at line 1, column 5'],
    // Words that the engine's own message has.
    ['[position 5 x]', 'at line 1, column 2'],
    ['[x end]', 'at line 1, column 2'],
    ['{"a": 1,\n "a": 2}', 'the field "a" is given twice at line 2, column 2'],
    ['{"__proto__": 2}', 'the field "__proto__" has no name that a field can have at line 1, column 2'],
  ])('%j: %s', (text, where) => {
    expect(() => parseJson('it', text)).toThrow(new InputError(`it: not JSON: ${where}`));
  });
});

describe('text that is no YAML', () => {
  test.each([
    ['a: 1\na: 2', 'a field is given twice at line 2, column 1'],
    ['a:\n\tb: 1', 'a line is indented with a tab at line 2, column 1'],
    ['a:\n  - 1\n - 2', 'at line 3, column 1'],
    ['a: 1\n---\nb: 2', 'more than one document at line 2, column 1'],
    ['a: *b', 'an alias (*) that cannot be followed'],
    ['a: *', 'an alias (*) without its anchor (&) at line 1, column 4'],
    ['a: [1', 'a line is indented otherwise than those it belongs to at line 1, column 6, where the text ends'],
    ['a: "x', 'at line 1, column 6, where the text ends'],
  ])('%j: %s', (text, where) => {
    expect(() => parseYaml('it', text)).toThrow(new InputError(`it: not YAML: ${where}`));
  });

  test('may be as long as is read', () => {
    expect(parseYaml('f', 'x'.repeat(2 ** 20))).toHaveLength(2 ** 20);
    expect(() => parseYaml('f', 'x'.repeat(2 ** 20 + 1))).toThrow(
      new InputError('f: is YAML of more than 1 MB: write it as JSON'),
    );
  });

  test('names a field that no field can be called, however deep', () => {
    expect(() => parseYaml('f', 'a: [{b: 1, __proto__: 2}]')).toThrow(
      new InputError('f: not YAML: the field "__proto__" has no name that a field can have'),
    );
  });
});

test('an error says in which field it was, and others stay as they are', () => {
  expect(explained('grid', () => 3)).toBe(3);
  const thrower = (error: Error) => () => {
    throw error;
  };
  expect(() => explained('grid', thrower(new InputError('rate: 0')))).toThrow(new InputError('grid: rate: 0'));
  const other = new RangeError('own');
  expect(() => explained('grid', thrower(other))).toThrow(other);
});

test.each<[string, number[], RegExp | string]>([
  ['nothing', [], ''],
  ['one letter', [0x61], 'a'],
  ['one zero', [0], '\u0000'],
  ['two zeros', [0, 0], '\u0000\u0000'],
  ['UTF-32, big end first', [0, 0, 0xfe, 0xff], /^it is text in UTF-32: save it in UTF-8$/],
  ['UTF-16 by its second byte', [0x61, 0], /^it is text in UTF-16: save it in UTF-8$/],
  ['UTF-16 by its first byte', [0, 0x61], /^it is text in UTF-16/],
  ['a mark of UTF-16 alone', [0xfe, 0xff], /^it is text in UTF-16/],
  ['half a mark', [0xff], /^it is no text in UTF-8/],
  ['a mark of UTF-8', [0xef, 0xbb, 0xbf, 0x61], 'a'],
])('bytes of %s', (_, bytes, says) => {
  const read = () => decodeText(Uint8Array.from(bytes));
  if (typeof says === 'string') expect(read()).toBe(says);
  else expect(read).toThrow(says);
});
