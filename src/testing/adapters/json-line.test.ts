import { expect, test } from 'vitest';
import { asFloat, readLine, writeLine } from './json-line.js';

test.each<[unknown, string]>([
  [undefined, 'null'],
  [null, 'null'],
  ['a "b"\n', String.raw`"a \"b\"\n"`],
  [true, 'true'],
  [[1, [undefined, 'x']], '[1, [null, "x"]]'],
  [{ a: 1, b: undefined, c: () => 1, 'd "e"': { f: [] } }, String.raw`{"a": 1, "d \"e\"": {"f": []}}`],
  [new Map([['k', new Map([['l', 1]])]]), '{"k": {"l": 1}}'],
  [Float64Array.of(0.5, NaN), '[0.5, NaN]'],
  [Int8Array.of(1, -2), '[1, -2]'],
  [{}, '{}'],
])('%j is written as %s', (value, line) => {
  expect(writeLine(value)).toBe(line);
});

test('every whole number that is exact has a point where floats are wanted', () => {
  const numbers = [0, -0, 7, -10, 100, 2 ** 53 - 1, 2 ** 53, 1e21, 0.5, NaN, -Infinity];
  expect(numbers.map(asFloat)).toEqual([
    ...['0.0', '-0.0', '7.0', '-10.0', '100.0', '9007199254740991.0', '9007199254740992', '1e+21', '0.5', 'NaN'],
    '-Infinity',
  ]);
  expect(writeLine({ a: [1, new Map([['k', 2]])], b: { c: 3 } }, asFloat)).toBe(
    '{"a": [1.0, {"k": 2.0}], "b": {"c": 3.0}}',
  );
});

test.each<[string, unknown]>([
  ['NaN', NaN],
  ['[NaN, -Infinity, Infinity, -0.0]', [NaN, -Infinity, Infinity, -0]],
  ['{"a NaN": "Infinity", "b": NaN}', { 'a NaN': 'Infinity', b: NaN }],
  [String.raw`"a \"NaN\" b"`, 'a "NaN" b'],
  [String.raw`["\\", NaN]`, ['\\', NaN]],
  ['null', null],
])('%s is read', (line, value) => {
  expect(readLine(line)).toEqual(value);
});

test.each(['', 'NaNx', 'Infinite', '[1', 'hello', '--Infinity'])('%j is no line of JSON', (line) => {
  expect(() => readLine(line)).toThrow(SyntaxError);
});
