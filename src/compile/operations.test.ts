import { expect, test } from 'vitest';
import { operations } from './operations.js';

test('every operation has a name of words, by which a trace is read', () => {
  for (const name of operations.names) expect(name).toMatch(/^[a-z][A-Za-z]*( [a-z]+)*$/);
  expect(operations.names).toEqual(expect.arrayContaining(['to word', 'from word', 'shift left', 'shift right']));
});

test('an operation that is shifted by what is no count says so', () => {
  expect(() => operations.get('shift left').evaluate([1n], null)).toThrow(new TypeError('null is no count'));
  expect(operations.get('shift left').evaluate([2n ** 63n + 1n], 1)).toBe(2n);
  expect(operations.get('shift right').evaluate([2n ** 63n + 1n], 63)).toBe(1n);
});

test('every operation has an immediate for those who draw programs', () => {
  for (const { name, examples } of operations.entries) expect([name, examples.length]).not.toEqual([name, 0]);
});
