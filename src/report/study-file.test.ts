import { expect, test } from 'vitest';
import { readStudyFile } from './study-file.js';

test.each([[null], ['text'], [5], [[1]], [undefined]])('%j is no study', (value) => {
  expect(readStudyFile(value)).toBeNull();
});

test.each([
  [{ title: 'Mine', seeds: 1 }, 'Mine'],
  [{ title: ' Mine ' }, ' Mine '],
  [{ title: '  ' }, null],
  [{ title: 5 }, null],
  [{ seeds: 1 }, null],
])('%j has the title %j, and all its fields', (value, title) => {
  const read = readStudyFile(value);
  expect(read).toMatchObject({ title, json: JSON.stringify(value, null, 2) });
  expect(Object.fromEntries(read?.fields ?? [])).toEqual(value);
});

test('the header of a journal holds the description', () => {
  const description = { title: 'Mine', recipes: [] };
  expect(readStudyFile({ warizan: '0.1.0', description })).toEqual(readStudyFile(description));
  expect(readStudyFile({ warizan: '0.1.0', description: 'x' })).toBeNull();
  // A study of which one field is called so is none.
  expect(readStudyFile({ description: { title: 'other' }, title: 'own' })).toMatchObject({ title: 'own' });
  expect(readStudyFile({ warizan: 1, title: 'own' })).toMatchObject({ title: 'own' });
});
