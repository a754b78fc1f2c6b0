import { expect, test } from 'vitest';
import { InputError } from '../../base/input-error.js';
import { readHeader } from './read-header.js';

const kind = {
  file: 'a.csv',
  says: 'a table',
  needed: ['a'],
  columns: [{ name: 'a', unit: null, says: 'a', holds: { is: 'any' as const } }],
};

test.each([
  [['a', 'other', 'b', 'other'], 'other'],
  [['constructor', 'a', 'constructor'], 'constructor'],
])('two columns of one name are refused, known or not: %j', (names, twice) => {
  expect(() => readHeader(kind, names)).toThrow(new InputError(`row 1: the column "${twice}" is there twice`));
});

test('so are two that are known', () => {
  expect(() => readHeader(kind, ['a', 'a'])).toThrow(new InputError('row 1: the column a is there twice'));
});

test('columns without a name, which spreadsheets leave behind, are not', () => {
  expect(readHeader(kind, ['a', '', ''])).toEqual([kind.columns[0], null, null]);
});
