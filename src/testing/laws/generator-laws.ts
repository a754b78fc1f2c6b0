import fc from 'fast-check';
import type { Generator } from '../../random/generator.js';
import type { Rng } from '../../random/rng.js';
import { claim, law, type Law } from './law.js';

/** How often the statistics below may mislead by chance. */
const chance = 1e-12;

/**
 * The laws of a generator.
 *
 * - Floats are in [0, 1) and multiples of 2^-53; uniform numbers stay in their interval, whole numbers below
 *   their bound, and normal numbers are finite.
 * - A seed's streams are the same whenever they are asked for, up to the largest seed; a clone and a state
 *   that was written down and restored replay.
 * - The mean of many floats is ½ to within what chance allows (Hoeffding 1963: once in 10^12).
 */
export function generatorLaws(generator: Generator): readonly Law[] {
  const { name, largestSeed } = generator;
  const seeds = fc.oneof(
    fc.maxSafeInteger().map((k) => Math.abs(k) % (largestSeed + 1)),
    fc.constantFrom(0, 1, largestSeed),
  );
  const cases = fc.record({ seed: seeds, skip: fc.nat({ max: 700 }), isSamples: fc.boolean() });
  const streamOf = ({ seed, isSamples }: { readonly seed: number; readonly isSamples: boolean }): Rng => {
    const { initialisation, samples } = generator.streams(seed);
    return isSamples ? samples : initialisation;
  };
  return [
    law(`${name}: draws are where they should be`, cases, (given) => {
      const rng = streamOf(given);
      for (let k = 0; k < 20; k++) {
        const r = rng.next();
        claim(r >= 0 && r < 1 && Number.isInteger(r * 2 ** 53), () => `a float of ${r}`);
        const x = rng.uniform(-2, 3);
        claim(x >= -2 && x <= 3, () => `uniform(-2, 3) gave ${x}`);
        const whole = rng.below(7);
        claim(Number.isInteger(whole) && whole >= 0 && whole < 7, () => `below(7) gave ${whole}`);
        const normal = rng.normal();
        claim(Number.isFinite(normal), () => `normal() gave ${normal}`);
      }
    }),
    law(`${name}: a seed gives the same streams whenever it is asked`, cases, (given) => {
      const [first, second] = [take(streamOf(given), 20), take(streamOf(given), 20)];
      claim(
        first.every((value, k) => value === second[k]),
        () => `seed ${given.seed} gave other draws the second time`,
      );
    }),
    law(`${name}: a clone and a restored state replay`, cases, (given) => {
      const rng = streamOf(given);
      take(rng, given.skip);
      const clone = rng.clone();
      const state = structuredClone(rng.state());
      claim(state.name === name, () => `the state is called ${state.name}`);
      const restored = generator.restore(state.words);
      const wanted = take(rng, 50);
      for (const [what, found] of [
        ['a clone', take(clone, 50)],
        ['a restored state', take(restored, 50)],
      ] as const) {
        claim(
          wanted.every((value, k) => value === found[k]),
          () => `${what} of seed ${given.seed} gave other draws`,
        );
      }
    }),
    law(`${name}: the mean of its floats is a half`, cases, (given) => {
      const count = 4000;
      const mean = take(streamOf(given), count).reduce((sum, value) => sum + value, 0) / count;
      const allowed = Math.sqrt(Math.log(2 / chance) / (2 * count));
      claim(Math.abs(mean - 0.5) <= allowed, () => `a mean of ${mean} over ${count} floats of seed ${given.seed}`);
    }),
  ];
}

function take(rng: Rng, count: number): number[] {
  return Array.from({ length: count }, () => rng.next());
}
