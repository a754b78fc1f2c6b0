import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { property } from '../../../properties/property.js';
import { pcg64, pcg64Generator } from './pcg64.js';

/** `np.random.default_rng(seed).random(4)` of numpy 1.24.2: seeds of one word and of two. */
describe('pcg64 is numpy’s default_rng', () => {
  test.each([
    [0, [0.6369616873214543, 0.2697867137638703, 0.04097352393619469, 0.016527635528529094]],
    [1, [0.5118216247002567, 0.9504636963259353, 0.14415961271963373, 0.9486494471372439]],
    [42, [0.7739560485559633, 0.4388784397520523, 0.8585979199113825, 0.6973680290593639]],
    [101, [0.9435325056105539, 0.35942103334157316, 0.7848054119699771, 0.5912781852294118]],
    [2 ** 32 - 1, [0.2519435680449965, 0.21906579628685663, 0.28728472043517017, 0.6189813025326831]],
    [2 ** 32, [0.8897387912781343, 0.5571380502062263, 0.8009080868919721, 0.9565138174753386]],
    [2 ** 53 - 1, [0.7862681066761149, 0.6063032385025929, 0.5376094823800641, 0.1563294447865048]],
  ])('seed %i', (seed, wanted) => {
    const rng = pcg64(seed);
    expect(wanted.map(() => rng.next())).toEqual(wanted);
  });

  test('the thousandth float of seed 7', () => {
    const rng = pcg64(7);
    expect(Array.from({ length: 1000 }, () => rng.next()).at(-1)).toBe(0.20272320262916632);
  });

  test('uniform(−2, 3) of seed 7', () => {
    const rng = pcg64(7);
    const wanted = [1.1254773330233347, 2.4860690048478773, 1.8784284512259677];
    expect(wanted.map(() => rng.uniform(-2, 3))).toEqual(wanted);
  });
});

/** The definition (O'Neill 2014), in whole numbers of any size. */
function* definition(start: bigint, increment: bigint): Generator<number> {
  for (let state = start; ;) {
    state = BigInt.asUintN(128, state * 0x2360ed051fc65da44385df649fccf645n + increment);
    const mixed = (state >> 64n) ^ BigInt.asUintN(64, state);
    const by = state >> 122n;
    const rotated = BigInt.asUintN(64, (mixed >> by) | (mixed << (64n - by)));
    yield Number(rotated >> 11n) * 2 ** -53;
  }
}

const word = fc.oneof(fc.nat({ max: 2 ** 32 - 1 }), fc.constantFrom(0, 1, 2 ** 32 - 1));
const eightWords = fc.array(word, { minLength: 8, maxLength: 8 });
const numberOf = (words: readonly number[]): bigint => words.reduce((sum, next) => (sum << 32n) | BigInt(next), 0n);

/** Sixty-four draws a case: each of the sixty-four rotations comes up in nearly two of three cases. */
property([eightWords])('pcg64 from any state is its definition', (words) => {
  const rng = pcg64Generator.restore(words);
  const wanted = definition(numberOf(words.slice(0, 4)), numberOf(words.slice(4)));
  for (let k = 0; k < 64; k++) expect(rng.next()).toBe(wanted.next().value);
});

describe('a state of pcg64 is eight words of 32 bits', () => {
  const words = [1, 2, 3, 4, 5, 6, 7, 8];
  test.each([
    ['one too few', words.slice(1)],
    ['one too many', [...words, 9]],
    ['a fraction', words.with(3, 0.5)],
    ['below 0', words.with(0, -1)],
    ['too large', words.with(7, 2 ** 32)],
  ])('%s is refused', (_, given) => {
    expect(() => pcg64Generator.restore(given)).toThrow('a state of pcg64 is eight words of 32 bits');
  });

  test('0 and the largest are taken', () => {
    const largest = words.map((_, k) => (k % 2 === 0 ? 0 : 2 ** 32 - 1));
    expect(pcg64Generator.restore(largest).state().words).toEqual(largest);
  });
});
