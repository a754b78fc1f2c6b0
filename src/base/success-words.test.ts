import { expect, test } from 'vitest';
import { plainSuccess } from './success-words.js';

test('the words for a success that has none of its own are forms of one verb', () => {
  const { adjective, infinitive, past, one, many } = plainSuccess;
  expect([past, one, many]).toEqual([`${infinitive}ed`, `${infinitive}s`, infinitive]);
  expect(adjective.slice(0, 4)).toBe(infinitive.slice(0, 4));
  expect(infinitive).not.toBe('');
});
