import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import { InputError } from '../base/input-error.js';
import { firstSeedBeside, firstSeeds, readSeeds, seedAt, seedCount, seedPlace, seedsText } from './seeds.js';

/** Ranges of seeds below 60, none of them in two, in any order. */
const ranges = fc.uniqueArray(fc.integer({ min: 0, max: 59 }), { maxLength: 12 }).chain((ends) => {
  const sorted = ends.toSorted((a, b) => a - b);
  const pairs = sorted.flatMap((from, k) => (k % 2 === 0 ? [{ from, to: sorted.at(k + 1) ?? from }] : []));
  return fc.shuffledSubarray(pairs, { minLength: pairs.length });
});
const seedsOf = (some: readonly { readonly from: number; readonly to: number }[]) =>
  some.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, k) => from + k));

property([ranges])('ranges are counted and found as the seeds in them are', (some) => {
  const seeds = seedsOf(some);
  expect(seedCount(some)).toBe(seeds.length);
  expect(seeds.map((_, k) => seedAt(some, k))).toEqual(seeds);
  expect(() => seedAt(some, seeds.length)).toThrow(new RangeError(`seed ${seeds.length} of ${seeds.length}`));
  for (let seed = 0; seed < 62; seed++) {
    const place = seeds.indexOf(seed);
    expect(seedPlace(some, seed)).toBe(place < 0 ? null : place);
  }
});

property([ranges, fc.nat(60)])('the first seeds are the first ones, in whole ranges', (some, count) => {
  const first = seedsOf(some).slice(0, count);
  expect(seedsOf(firstSeeds(some, count))).toEqual(first);
  expect(firstSeeds(some, count).every(({ from, to }) => from <= to)).toBe(true);
});

property([ranges, ranges])('the first seed beside others is the first that is in none of them', (some, others) => {
  const known = new Set(seedsOf(others));
  expect(firstSeedBeside(some, others)).toBe(seedsOf(some).find((seed) => !known.has(seed)) ?? null);
});

property([ranges.filter((some) => some.length > 0)])('what is written is read', (some) => {
  const texts = seedsText(some).split(', ');
  expect(readSeeds('seeds', texts, 59)).toEqual(some);
  if (some.length === 1) expect(readSeeds('seeds', texts[0], 59)).toEqual(some);
});

test('one seed is written as itself, a range by its ends', () => {
  const some = [
    { from: 7, to: 7 },
    { from: 1, to: 3 },
  ];
  expect(seedsText(some)).toBe('7, 1..3');
  expect(readSeeds('seeds', [7, '1..3'], 7)).toEqual(some);
});

describe('seeds that are none', () => {
  const form = 'must be A..B with 0 ≤ A ≤ B ≤ 9, one seed, or a list of these';
  test.each([
    ['x', `"x": ${form}`],
    ['1..', `"1..": ${form}`],
    ['a1..2', `"a1..2": ${form}`],
    ['1..2b', `"1..2b": ${form}`],
    ['1.2', `"1.2": ${form}`],
    ['3..2', `"3..2": ${form}`],
    ['1..10', `"1..10": ${form}`],
    [10, `10: ${form}`],
    [-1, `-1: ${form}`],
    [1.5, `1.5: ${form}`],
    [null, `null: ${form}`],
    [[true], `true: ${form}`],
    [[[1]], `[1]: ${form}`],
    [[], '[]: name at least one seed'],
    [[1, 1], '1: is given twice'],
    [['4..6', '1..3', '3..3'], '3: is given twice'],
    [['1..9', 5], '5: is given twice'],
  ])('%j', (value, message) => {
    expect(() => readSeeds('--seeds', value, 9)).toThrow(new InputError(`--seeds: ${message}`));
  });

  test('are more than ten million', () => {
    expect(seedCount(readSeeds('seeds', '1..10000000', 1e9))).toBe(1e7);
    const message = 'seeds: "0..10000000": at most 10 million seeds';
    expect(() => readSeeds('seeds', '0..10000000', 1e9)).toThrow(new InputError(message));
  });

  test('ranges that touch are two', () => {
    expect(readSeeds('seeds', ['4..6', '1..3'], 9)).toHaveLength(2);
  });
});
