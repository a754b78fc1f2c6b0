import { expect, it } from 'vitest';
import { pow } from '../numeric/elementary/pow.js';
import { denseDifferences } from './dense-differences.js';
import { settle } from './inquiry.js';
import { unasked } from './known-values.js';
import { directionLine, type Line } from './taylor-ladder.js';

const sampling = { roundoff: 2 ** -53, unrepeatable: 0, single: [false], stretch: 1 };

/** The differences of φ near 0, at steps 1/4, 1/8 … 2^-9, and where φ was asked for. */
function differences(value: (t: number) => number, noise: number, rung: number) {
  const asked: number[] = [];
  const line: Line = {
    ...directionLine([0], [1], [0], sampling),
    *value(t) {
      yield* [];
      asked.push(t);
      return value(t);
    },
  };
  const steps = Array.from({ length: 8 }, (_, k) => pow(2, -2 - k));
  const rungs = steps.map((h) => ({ h, above: value(h), below: value(-h) }));
  const ladder = { origin: value(0), rungs };
  return {
    found: settle(
      denseDifferences(
        line,
        ladder,
        steps.map(() => noise),
        rung,
      ),
      unasked,
    ),
    asked,
  };
}

it('a slope is exact of a polynomial of degree 12, and its error the distance from order 10', () => {
  const { found } = differences((t) => 3 * t + 5 * t * t + pow(t, 11), 0, 3);
  expect(found.map(({ rung }) => rung)).toEqual([2, 3]);
  for (const { value, error, rung } of found) {
    const h = pow(2, -2 - rung);
    expect(Math.abs(value - 3)).toBeLessThan(1e-14);
    // The central difference of order 10 of t^11 is (5!)²·h^10.
    expect(Math.abs(error / (14_400 * pow(h, 10)) - 1)).toBeLessThan(1e-3);
  }
});

it('noise in the values is carried along by the sum of the weights, over the step', () => {
  const { found } = differences((t) => 3 * t, 1e-3, 7);
  expect(found.map(({ rung }) => rung)).toEqual([4, 5, 6, 7]);
  const c = [6 / 7, 15 / 56, 5 / 63, 1 / 56, 1 / 385, 1 / 5544];
  const amplification = 2 * c.reduce((sum, one) => sum + one, 0);
  for (const { error, rung } of found) {
    expect(Math.abs(error / ((amplification * 1e-3) / pow(2, -2 - rung)) - 1)).toBeLessThan(1e-9);
  }
});

it('values of the ladder are not asked for again', () => {
  const { asked } = differences((t) => t, 0, 2);
  const h = pow(2, -4);
  expect(asked).toEqual([3, -3, 5, -5, 6, -6].map((j) => j * h));
});

it('what is not finite says nothing', () => {
  expect(differences((t) => (Math.abs(t) > 0.3 ? Infinity : t), 0, 2).found).toEqual([]);
});
