import fc, { type Arbitrary } from 'fast-check';
import { generators } from '../random/generators.js';
import type { Rng } from '../random/rng.js';
import { rngFrom } from '../random/rng.js';
import { trialStreams } from '../random/streams.js';

/**
 * Generators as training takes them: the shipped ones from any seed, and sequences of fast-check's own
 * choosing, which reach what a good generator hardly ever gives: 0, the largest float below 1, the same value
 * again and again.
 */
export function arbitraryRng(): Arbitrary<Rng> {
  const shipped = fc
    .record({ name: fc.constantFrom(...generators.names), seed: fc.nat() })
    .map(({ name, seed }) => trialStreams(name, seed).samples);
  const extreme = fc.constantFrom(0, 2 ** -53, 0.5, 1 - 2 ** -53);
  const float = fc.oneof(
    extreme,
    fc.maxSafeInteger().map((k) => Math.abs(k) * 2 ** -53),
  );
  const injected = fc.array(float, { minLength: 1, maxLength: 40 }).map((values) => sequence(values, 0));
  return fc.oneof(shipped, injected);
}

/**
 * The values over and over, each time shifted by an irrational part of 1 so that no rejection lasts for ever.
 */
function sequence(values: readonly number[], from: number): Rng {
  let position = from;
  const golden = 0.6180339887498949;
  const next = (): number => {
    const round = Math.floor(position / values.length);
    const shifted = (values[position++ % values.length] + round * golden) % 1;
    return Math.floor(shifted * 2 ** 53) * 2 ** -53;
  };
  return rngFrom(next, {
    clone: () => sequence(values, position),
    state: () => {
      throw new Error('an injected sequence has no state');
    },
  });
}
