import { describe, expect, test } from 'vitest';
import { float64 } from '../../numeric/backends/float64.js';
import { constant } from './constant.js';
import { cosine } from './cosine.js';
import { inverse } from './inverse.js';

/** Rounding: of the argument, of the cosine and of two operations, each below 2^-52 of numbers below 4. */
const tolerance = 2 ** -49;

describe('the factor of a learning rate', () => {
  test('falls along half a cosine: 1, ½ in the middle, and 0 just after the last step', () => {
    const factor = cosine.factor(float64, { kind: 'cosine' }, 100);
    for (const [step, wanted] of [
      [1, 1],
      [51, 0.5],
      [101, 0],
    ])
      expect(Math.abs(factor(step) - wanted)).toBeLessThanOrEqual(tolerance);
    for (let step = 1; step <= 100; step++) expect(factor(step + 1)).toBeLessThan(factor(step));
  });

  test('falls as 1/k: 1, ½ after h steps, ¼ after 3h', () => {
    const factor = inverse.factor(float64, { kind: 'inverse', halfAt: 10 }, 100);
    expect([1, 11, 31].map(factor)).toEqual([1, 0.5, 0.25]);
  });

  test('stays 1 where it is constant', () => {
    const factor = constant.factor(float64, { kind: 'constant' }, 100);
    expect([1, 50, 100].map(factor)).toEqual([1, 1, 1]);
  });
});
