import { describe, expect, test } from 'vitest';
import { claimAlong, type Point } from './entry-finding.js';
import { settle } from './inquiry.js';

const u = 2 ** -24;

function pointOf(gradient: readonly number[], gradientNoise: number): Point {
  return {
    params: gradient.map((_, k) => k + 1),
    origin: { loss: 1, gradient, lossNoise: 0, gradientNoise },
    sampling: { roundoff: 2 ** -53, unrepeatable: 0, single: gradient.map(() => false), stretch: 1 },
    gradientRoundoff: u,
  };
}

describe('the slope that is claimed along a direction', () => {
  const point = pointOf([3, -5, 7], 0.25);

  test('is the sum over its entries, in error by eight roundings of each and by the noise of each', () => {
    const { claim } = claimAlong(point, [2, 1, -0.5]);
    expect(claim.value).toBe(2 * 3 - 5 - 0.5 * 7);
    expect(claim.error).toBe(8 * u * (6 + 5 + 3.5) + 0.25 * 3.5);
  });

  test('is asked anew at each point of the line', () => {
    const asked: (readonly number[])[] = [];
    const { claim } = claimAlong(point, [2, 0, -0.5]);
    const answered = settle(claim.at(4), ({ params }) => {
      asked.push(params);
      return [10, NaN, 100];
    });
    expect([asked, answered]).toEqual([[[9, 2, 1]], 20 - 50]);
  });

  test('does not hear of entries that it does not move', () => {
    const { claim } = claimAlong(pointOf([3, NaN, Infinity], 0), [1, 0, 0]);
    expect([claim.value, claim.error]).toEqual([3, 8 * u * 3]);
  });
});
