import { describe, expect, test } from 'vitest';
import { drawsFrom, type Draws } from '../../random/rng.js';
import { acceptedShare, acceptsSomeSample, drawInputs, type MonomialTask } from './monomials.js';

/** Draws what is listed, over and over, and counts. */
function scripted(...draws: readonly number[]): { rng: Draws; count: () => number } {
  let drawn = 0;
  return {
    rng: drawsFrom(() => draws[drawn++ % draws.length]),
    count: () => drawn,
  };
}

const identity: MonomialTask = {
  kind: 'monomials',
  exponents: [[1]],
  range: [0, 1],
  signs: 'drawn',
  largestTarget: 0.5,
};
const impossible: MonomialTask = { ...identity, range: [1, 1] };

describe('a sample is accepted', () => {
  test('when its target is the largest allowed, and not when it is greater', () => {
    expect(drawInputs(identity, scripted(0.5).rng)).toEqual([0.5]);
    expect(drawInputs(identity, scripted(0.75, 0.5000000000000001, 0.25).rng)).toEqual([0.25]);
  });

  test('when any other output would be too large, it is not', () => {
    const two: MonomialTask = { ...identity, exponents: [[1], [3]] };
    expect(drawInputs(two, scripted(0.6, 0.4).rng)).toEqual([0.4]);
  });
});

test('a sign is turned by a draw below ½, after its input', () => {
  const signed: MonomialTask = { ...identity, signs: 'random', exponents: [[1, 1]], largestTarget: null };
  expect(drawInputs(signed, scripted(0.25, 0.4999, 0.75, 0.5).rng)).toEqual([-0.25, 0.75]);
});

describe('a task without samples', () => {
  test('is given up after a million draws, in words', () => {
    const { rng, count } = scripted(0.5);
    expect(() => drawInputs(impossible, rng)).toThrow('no sample of 1000000 has every |t| at most 0.5');
    expect(count()).toBe(1e6);
  });

  test('is known after ten thousand draws', () => {
    const { rng, count } = scripted(0.5);
    expect(acceptsSomeSample(impossible, rng)).toBe(false);
    expect(count()).toBe(10_000);
  });
});

test('the accepted share is of as many candidates as are asked for', () => {
  const { rng, count } = scripted(0.1, 0.6, 0.2, 0.7, 0.8);
  expect(acceptedShare(identity, rng, 10)).toBe(0.4);
  expect(count()).toBe(10);
});
