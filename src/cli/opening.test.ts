import { expect, test } from 'vitest';
import { openingOf } from './opening.js';

test.each([
  [{}, 'new'],
  [{ resume: true }, 'resume'],
  [{ resume: true, acceptCode: true }, 'resume-other-code'],
] as const)('%j opens a folder as %s', (options, opening) => {
  expect(openingOf(options)).toBe(opening);
});

test('--accept-code alone is refused', () => {
  expect(() => openingOf({ acceptCode: true })).toThrow('--accept-code: goes with --resume: add it');
});
