import { expect, test } from 'vitest';
import { askingFor } from './asking.js';

const page = 5;

test.each([
  ['nobody asks', [5, 5, 5, 5, 5, 5, 5, 5], []],
  ['the first lane asks', [0, 5, 5, 5, 5, 5, 5, 5], [0]],
  ['the last lane asks, for one step', [5, 5, 5, 5, 5, 5, 5, 4], [6]],
  ['both lanes of a pair ask', [5, 5, 1, 2, 5, 5, 5, 5], [2]],
  ['half of the pairs ask, with all lanes', [1, 2, 5, 5, 5, 5, 3, 4], [0, 6]],
  ['three of four pairs ask, with a lane each', [4, 5, 5, 0, 5, 5, 2, 5], 'all'],
  ['everybody asks', [0, 0, 0, 0, 0, 0, 0, 0], 'all'],
])('where %s', (_, from, pairs) => {
  expect(askingFor(from, page)).toEqual(pairs);
});
