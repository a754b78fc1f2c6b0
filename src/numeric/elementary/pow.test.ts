import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { property } from '../../../properties/property.js';
import { xoroshiro128plus } from '../../random/generators/xoroshiro128plus.js';
import { pow } from './pow.js';
import { square } from './square.js';

/** Bases of every size and exponents whose powers are numbers, of every kind that tables are made with. */
function argumentPairs(count: number): [x: number, y: number][] {
  const rng = xoroshiro128plus(12);
  return Array.from({ length: count }, (_, k): [number, number] => {
    const x = (0.5 + rng.next()) * 2 ** Math.floor(rng.next() * 2040 - 1020);
    const [small, other] = [rng.next(), rng.next()];
    const kinds: readonly [number, number][] = [
      [x, 4 * other - 2],
      [small, 1 + Math.floor(20 * other)],
      [10, (Math.floor(600 * other) - 300) / 20],
      [1 + small * 2 ** -20, (other - 0.5) * 2 ** 30],
      [small * 2 ** -1030, other],
      [2 + small, -600 - 200 * other],
      [-x, Math.floor(8 * other) - 4],
    ];
    return kinds[k % kinds.length];
  });
}

describe('pow', () => {
  test('has the bits that Math.pow has on Node 20, on every engine', () => {
    const values = Float64Array.from(argumentPairs(70_000), ([x, y]) => pow(x, y));
    expect(createHash('sha256').update(values).digest('hex')).toBe(
      'fca368aa24685c870a60d99b9c3d4a534d0f7d8e22f13748837f9f31cea13a31',
    );
  });

  test.each([
    [0.11099574672249557, 3, 0.0013674737921276197],
    [10, 3.75, 5623.41325190349],
    [0.9988765404646879, 461.71718643704935, 0.5951081204342912],
    [5, 1.5, 11.180339887498949],
    [7.25, -0.7, 0.24989835389778356],
  ])('%f to the %f', (x, y, value) => {
    expect(pow(x, y)).toBe(value);
  });

  test('borders are those of Math.pow', () => {
    const bases = [0, -0, 1, -1, 2, -2, 0.5, 5e-324, Number.MAX_VALUE, Infinity, -Infinity, NaN, -4];
    const exponents = [0, -0, 1, -1, 2, 3, -3, 0.5, -0.5, 1.5, 1024, -1074, -1075, 1e9, -1e9, 2 ** 31, -1e300, NaN];
    exponents.push(Infinity, -Infinity);
    for (const x of bases) {
      for (const y of exponents) {
        // What lies between is no border, and its last bit is the engine's.
        if (x > 0 && x < Infinity && !Number.isInteger(y)) continue;
        expect(pow(x, y), `${x} to the ${y}`).toBe(x ** y);
      }
    }
  });

  property([fc.double({ min: 2 ** -60, max: 2 ** 60, noNaN: true }), fc.integer({ min: -16, max: 16 })])(
    'is less than a unit in the last place off xⁿ, computed with whole numbers',
    (x, n) => {
      const result = pow(x, n);
      const [m, e] = wholeParts(x);
      const [own, place] = wholeParts(result);
      // |own·2^place − xⁿ| < 2^place, with xⁿ or 1/xⁿ = m^|n|·2^(e·|n|), both sides made whole.
      const powered = m ** BigInt(Math.abs(n));
      const exponent = e * Math.abs(n);
      const times = (value: bigint, k: number) => (k >= 0 ? value << BigInt(k) : value);
      const [left, right] =
        n >= 0
          ? [times(own, place - exponent), times(powered, exponent - place)]
          : [times(own * powered, place + exponent), times(1n, -place - exponent)];
      const unit = n >= 0 ? times(1n, place - exponent) : times(powered, place + exponent);
      const distance = left > right ? left - right : right - left;
      expect(distance).toBeLessThan(unit === 0n ? 1n : unit);
    },
  );

  test('squares are rounded once', () => {
    expect(square(-0.1)).toBe(0.1 * 0.1);
    expect(pow(-0.1, 2)).toBe(square(0.1));
  });
});

/** What the source leaves to the engine: a power of two with a whole exponent is exact on each. */
test('2 ** k is exact on this engine', () => {
  let up = 1;
  for (let k = 0; k <= 1023; k++, up *= 2) expect(2 ** k).toBe(up);
  let down = 1;
  for (let k = 0; k >= -1074; k--, down /= 2) expect(2 ** k).toBe(down);
});

/** x = m·2^e with whole m. */
function wholeParts(x: number): [bigint, number] {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  const bits = view.getBigUint64(0);
  return [(bits & 0xf_ffff_ffff_ffffn) | (1n << 52n), Number(bits >> 52n) - 1075];
}
