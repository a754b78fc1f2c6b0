import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { cos, sin } from './index.js';

const bits = 1400n;

/** 2^bits·arctan(1/k), by its series. */
function arctanOfInverse(k: bigint): bigint {
  let sum = 0n;
  let power = (1n << bits) / k;
  for (let n = 1n, sign = 1n; power !== 0n; n += 2n, sign = -sign, power /= k * k) sum += (sign * power) / n;
  return sum;
}

/** 2^bits·(2/π), by Machin: π/4 = 4·arctan(1/5) − arctan(1/239). */
const inverseHalfPi = (1n << (2n * bits)) / (2n * (4n * arctanOfInverse(5n) - arctanOfInverse(239n)));

/**
 * For every exponent of a large number the numbers nearest to multiples of π/2, which leave the least: the
 * denominators of the convergents of 2^exponent·(2/π) that have up to 53 bits.
 */
function nearest(exponent: bigint): readonly number[] {
  const whole = 1n << bits;
  let [before, rest] = [whole, (inverseHalfPi << exponent) % whole];
  let [q0, q1] = [0n, 1n];
  const denominators: bigint[] = [];
  while (rest !== 0n && q1 < 2n ** 53n) {
    denominators.push(q1);
    const quotient = before / rest;
    [before, rest] = [rest, before - quotient * rest];
    [q0, q1] = [q1, quotient * q1 + q0];
  }
  return denominators.slice(-6).map((m) => Number(m) * Number(1n << exponent));
}

const numbers = Array.from({ length: 971 }, (_, k) => nearest(BigInt(k))).flat();
const large = numbers.filter((x) => x >= 2 ** 19 * (Math.PI / 2) && x < Infinity);

/** Of the results of Math on Node 20. */
const sums = { sin: 'c0b6f5aab7d3d386', cos: '869374e8dadd43a8' };

test('numbers next to multiples of π/2 keep all bits, of whatever size they are', () => {
  // Kahan's and McDonald's: of all doubles the nearest one, by 2^-61 of a quarter turn.
  expect(large).toContain(5.319372648326541e255);
  expect(cos(5.319372648326541e255)).toBe(-4.687165924254628e-19);
  expect([sumOf(sin), sumOf(cos)]).toEqual([sums.sin, sums.cos]);
});

function sumOf(value: (x: number) => number): string {
  return createHash('sha256').update(Float64Array.from(large, value)).digest('hex').slice(0, 16);
}
