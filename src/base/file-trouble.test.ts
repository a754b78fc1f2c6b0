import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { systemCode } from './file-trouble.js';

test('an error of the system has a code', () => {
  let code: string | null = null;
  try {
    readFileSync('/no/such/file');
  } catch (error) {
    code = systemCode(error);
  }
  expect(code).toBe('ENOENT');
});

test.each([
  [new Error('own')],
  [Object.assign(new Error('own'), { code: 3 })],
  [{ code: 'ENOENT' }],
  ['ENOENT'],
  [null],
  [undefined],
])('nothing else has: %j', (error) => {
  expect(systemCode(error)).toBeNull();
});
