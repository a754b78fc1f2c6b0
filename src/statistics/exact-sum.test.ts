import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import { addExactly, mergeSums, roundedSum, zeroSum, type ExactSum } from './exact-sum.js';

const term = fc.double({ min: -1e300, max: 1e300, noNaN: true, noDefaultInfinity: true });
const sumOf = (terms: readonly number[]): ExactSum => terms.reduce(addExactly, zeroSum);

describe('exact sum', () => {
  test.each([
    [[], 0],
    [[0.1, 0.2, 0.3], 0.6],
    [[1e100, 1, -1e100], 1],
    [[1, 2 ** -53], 1],
    [[1, 2 ** -53, 2 ** -106], 1 + 2 ** -52],
    [[1, 2 ** -53, -(2 ** -106)], 1],
    [[1 + 2 ** -52, 2 ** -53], 1 + 2 ** -51],
    [[1 + 2 ** -52, 2 ** -53, -(2 ** -106)], 1 + 2 ** -52],
    // Half a unit less something too small to be part of it, and less than half with something more.
    [[1, 2 ** -53, -(2 ** -110)], 1],
    [[-1, -(2 ** -53), 2 ** -110], -1],
    [[1, 3 * 2 ** -55, 2 ** -110], 1],
    [[-1, -3 * 2 ** -55, -(2 ** -110)], -1],
  ])('of %j is %d', (terms, expected) => {
    expect(roundedSum(sumOf(terms))).toBe(expected);
  });

  property([fc.array(fc.maxSafeInteger())])('of integers is the rounded integer sum', (terms) => {
    const exact = terms.reduce((total, t) => total + BigInt(t), 0n);
    expect(roundedSum(sumOf(terms))).toBe(Number(exact));
  });

  property([fc.array(term), fc.infiniteStream(fc.nat())])('does not depend on order', (terms, keys) => {
    const shuffled = terms
      .map((value) => ({ value, key: Number(keys.next().value) }))
      .sort((x, y) => x.key - y.key)
      .map(({ value }) => value);
    expect(roundedSum(sumOf(shuffled))).toBe(roundedSum(sumOf(terms)));
  });

  property([fc.array(term), fc.array(term)])('of two parts merged is that of the whole', (first, second) => {
    const merged = mergeSums(sumOf(first), sumOf(second));
    expect(roundedSum(merged)).toBe(roundedSum(sumOf([...first, ...second])));
  });

  test.each([NaN, Infinity, -Infinity])('refuses %d', (value) => {
    expect(() => addExactly(zeroSum, value)).toThrow(`cannot add ${value}: the sum must stay finite`);
  });

  test('refuses to leave float64', () => {
    expect(() => sumOf([Number.MAX_VALUE, Number.MAX_VALUE])).toThrow(RangeError);
  });
});

test('what cancels leaves no part', () => {
  expect([1, 1e-30, -1, -1e-30].reduce(addExactly, zeroSum).parts).toEqual([]);
  expect(addExactly(zeroSum, 0).parts).toEqual([]);
});
