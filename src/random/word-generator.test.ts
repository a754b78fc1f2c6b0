import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { property } from '../../properties/property.js';
import { float64 } from '../numeric/backends/float64.js';
import type { Words } from '../numeric/words.js';
import { generators } from './generators.js';
import { drawsOver } from './word-generator.js';

/** Words as whole numbers below 2^64. */
const whole: Words<bigint, number> = {
  word: (bits) => bits,
  add: (a, b) => BigInt.asUintN(64, a + b),
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  xor: (a, b) => a ^ b,
  shiftLeft: (a, count) => BigInt.asUintN(64, a << BigInt(count)),
  shiftRight: (a, count) => a >> BigInt(count),
  toNumber: Number,
};

const written = generators.entries.flatMap((generator) =>
  generator.words === undefined ? [] : [[generator.name, generator, generator.words] as const],
);

describe.each(written)('%s over words', (_, generator, words) => {
  property([fc.nat()])('draws what the generator draws, and leaves its state', (seed) => {
    const { samples } = generator.streams(seed);
    const draws = drawsOver(words, whole, float64, words.pack(samples.state().words));
    for (let k = 0; k < 20; k++) {
      expect(draws.next()).toBe(samples.next());
      expect(draws.uniform(-3, 0.1 + k)).toBe(samples.uniform(-3, 0.1 + k));
    }
    expect(words.unpack(draws.state())).toEqual(samples.state().words);
  });
});
