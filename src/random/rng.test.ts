import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import { drawsFrom, fillUniform, type Draws } from './rng.js';

const all = 2 ** 53;

/** Draws from these floats, one after another and then again; and how many were taken. */
function drawsOf(...floats: readonly number[]): { readonly draws: Draws; readonly taken: () => number } {
  let count = 0;
  return { draws: drawsFrom(() => floats[count++ % floats.length]), taken: () => count };
}

describe('a normal number is √(−2 ln(1 − r1))·cos(2π·r2)', () => {
  /** The radius is 2 here: −2 ln(e^-2) = 4. */
  const r1 = 1 - Math.exp(-2);
  // Rounding: r1 within 2^-53 is −ln(1 − r1) within e²·2^-53; the cosine's argument, below 2π, within 2^-50.
  test.each([
    [0, 2],
    [0.125, Math.SQRT2],
    [0.25, 0],
    [0.5, -2],
    [0.75, 0],
  ])('r2 = %f', (r2, expected) => {
    expect(Math.abs(drawsOf(r1, r2).draws.normal() - expected)).toBeLessThan(16 * 2 ** -50);
  });

  test('r1 = 0 has the radius 0, and the largest float a finite one', () => {
    expect(Math.abs(drawsOf(0, 0.3).draws.normal())).toBe(0);
    // −2 ln(2^-53) = 106 ln 2
    expect(drawsOf(1 - 2 ** -53, 0).draws.normal()).toBeCloseTo(Math.sqrt(106 * Math.LN2), 12);
  });
});

describe('below', () => {
  const counts = fc.oneof(
    fc.integer({ min: 1, max: 1000 }),
    fc.maxSafeInteger().map((k) => Math.abs(k) + 1),
  );
  property([fc.bigInt(0n, 2n ** 53n - 1n), counts])('is r·2^53 mod count in the complete part', (k, count) => {
    const { draws, taken } = drawsOf(Number(k) / all, 0);
    const [size, complete] = [BigInt(count), 2n ** 53n - (2n ** 53n % BigInt(count))];
    expect(draws.below(count)).toBe(k < complete ? Number(k % size) : 0);
    expect(taken()).toBe(k < complete ? 1 : 2);
  });

  // 2^53 = 3·c + 2 for some whole c: the complete part ends two before the end.
  test.each([
    ['the last of the complete part is taken', all - 3, 2, 1],
    ['the first beyond is drawn again', all - 2, 1, 2],
    ['the last of all is drawn again', all - 1, 1, 2],
  ])('%s', (_, first, expected, draws) => {
    const stream = drawsOf(first / all, 1 / all);
    expect([stream.draws.below(3), stream.taken()]).toEqual([expected, draws]);
  });

  test('of a stream that never leaves the incomplete part ends after a thousand draws more', () => {
    const { draws, taken } = drawsOf((all - 1) / all);
    expect([draws.below(3), taken()]).toEqual([1, 1001]);
  });
});

describe('a list is filled', () => {
  test('with the next numbers, between its other entries', () => {
    const { draws, taken } = drawsOf(0, 0.25, 0.5);
    const list = new Float64Array(5).fill(-1);
    fillUniform(draws, 10, 14, list, 1, 3);
    expect([[...list], taken()]).toEqual([[-1, 10, 11, 12, -1], 3]);
    fillUniform(draws, 10, 14, list, 4, 0);
    expect([[...list], taken()]).toEqual([[-1, 10, 11, 12, -1], 3]);
  });

  test('by the generator itself, where it has a way of its own', () => {
    const asked: unknown[] = [];
    const { draws, taken } = drawsOf(0.5);
    const list = new Float64Array(2);
    fillUniform({ ...draws, fill: (...given) => void asked.push(given) }, 1, 2, list, 0, 2);
    expect([asked, taken()]).toEqual([[[1, 2, list, 0, 2]], 0]);
  });
});

test('a number is drawn between its ends, and a normal one around its mean', () => {
  expect(drawsOf(0.25).draws.uniform(-1, 3)).toBe(0);
  expect(drawsOf(0.25).draws.next()).toBe(0.25);
  // r1 = 0 has the radius 0.
  expect(drawsOf(0, 0.5).draws.normal(7, 3)).toBe(7);
  const r1 = 1 - Math.exp(-2);
  expect(drawsOf(r1, 0).draws.normal(7, 3)).toBeCloseTo(13, 12);
});
