import fc from 'fast-check';
import { expect, test } from 'vitest';
import { property } from '../../../properties/property.js';
import { halfBeta } from './half-beta.js';
import { meanAndMost } from './mean-and-most.js';
import { resamplingDraws } from './resampling-draws.js';

const values = fc.array(fc.integer({ min: -1000, max: 1000 }), { maxLength: 12 });
const stateOf = (some: readonly number[]) =>
  some.reduce((state, value) => meanAndMost.add(state, value), meanAndMost.empty);

property([values, values])(
  'the mean and the largest are those of all values, and of parts together',
  (some, others) => {
    const all = [...some, ...others];
    const sum = all.reduce((so, value) => so + value, 0);
    const expected = all.length === 0 ? [null, null] : [sum / all.length, Math.max(...all)];
    expect(meanAndMost.cells(meanAndMost.merge(stateOf(some), stateOf(others))).map(plus0)).toEqual(
      expected.map(plus0),
    );
    expect(meanAndMost.cells(stateOf(all)).map(plus0)).toEqual(expected.map(plus0));
  },
);

/** Nothing is said of the sign of 0. */
const plus0 = (cell: unknown) => (cell === 0 ? 0 : cell);

test('a value above a half counts as a half', () => {
  const cells = (...some: number[]) =>
    halfBeta.cells(some.reduce((state, value) => halfBeta.add(state, value), halfBeta.empty));
  expect(cells(0.1, 0.7, 0.2)).toEqual(cells(0.1, 0.5, 0.2));
});

test('draws are whole numbers below a count, the same each time', () => {
  const draws = (count: number) => {
    const below = resamplingDraws();
    return Array.from({ length: 200 }, () => below(count));
  };
  expect(draws(7)).toEqual(draws(7));
  expect(new Set(draws(7))).toEqual(new Set([0, 1, 2, 3, 4, 5, 6]));
  expect(draws(1)).toEqual(draws(1).map(() => 0));
});
