import fc from 'fast-check';
import { expect, test } from 'vitest';
import { property } from '../../../properties/property.js';
import { float64 } from '../../numeric/backends/float64.js';
import { product, productsOfOthers, takenOrLeft } from './products.js';

/** Products of a few small integers are exact. */
property([fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 1, maxLength: 8 })])(
  'the products of the other factors are what is left where one is taken away, zeros or not',
  (factors) => {
    const wanted = factors.map((_, j) => factors.toSpliced(j, 1).reduce((all, factor) => all * factor, 1));
    expect(productsOfOthers(float64, factors).map((value) => value + 0)).toEqual(wanted.map((value) => value + 0));
    expect(product(float64, factors)).toBe(factors.reduce((all, factor) => all * factor));
  },
);

test('a factor is its input at weight 1, and 1 at weight 0', () => {
  expect(takenOrLeft(float64, [1, 0, 0.5], [-4, -4, -4])).toEqual([-4, 1, -1.5]);
});
