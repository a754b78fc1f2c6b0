import fc from 'fast-check';
import { log } from '../../numeric/elementary/log.js';
import { float64 } from '../../numeric/backends/float64.js';
import type { Generator, TrialStreams } from '../../random/generator.js';
import { fillUniform, type Rng } from '../../random/rng.js';
import { wholeWords } from '../../random/whole-words.js';
import { drawsOver } from '../../random/word-generator.js';
import { claim, law, type Law } from './law.js';

/** How often the statistics below may mislead by chance. */
const chance = 1e-12;

/** Draws whose shares are looked at, and how far a share may be off: ε = √(ln(2/δ) ÷ 2n), Hoeffding 1963. */
const many = 4000;
const allowed = Math.sqrt(log(2 / chance) / (2 * many));

/** Shares of the standard normal distribution. */
const normalShares: readonly {
  readonly what: string;
  readonly holds: (z: number) => boolean;
  readonly share: number;
}[] = [
  { what: 'below 0', holds: (z) => z < 0, share: 0.5 },
  { what: 'within the quartiles', holds: (z) => Math.abs(z) < 0.6744897501960817, share: 0.5 },
  { what: 'within two standard deviations', holds: (z) => Math.abs(z) < 2, share: 0.9544997361036416 },
];

/** Bounds of whole numbers, those among them that a part of all draws does not fit: 3·2^51 a quarter. */
const bounds = fc.constantFrom(1, 2, 3, 7, 1000, 2 ** 32 + 1, 3 * 2 ** 51, 2 ** 53 - 1, 2 ** 53);

/**
 * The laws of a generator.
 *
 * - Floats are in [0, 1) and multiples of 2^-53; uniform numbers stay in their interval, whole numbers below
 *   their bound, and normal numbers are finite.
 * - A seed's streams are the same whenever they are asked for, up to the largest seed; a clone and a state
 *   that was written down and restored replay.
 * - A list that is filled has what as many calls of `uniform` give.
 * - Over words, where it is written so, it draws the same floats and has the same states.
 * - The mean of many floats is ½ to within what chance allows (Hoeffding 1963: once in 10^12); so are the
 *   shares of normal numbers below 0, within their quartiles and within two standard deviations what they are
 *   of the normal distribution, and so is the share of whole numbers in the lower half of a range.
 */
export function generatorLaws(generator: Generator): readonly Law[] {
  const { name, largestSeed } = generator;
  const seeds = fc.oneof(
    fc.maxSafeInteger().map((k) => Math.abs(k) % (largestSeed + 1)),
    fc.constantFrom(0, 1, largestSeed),
  );
  const which = fc.constantFrom<keyof TrialStreams>('initialisation', 'samples', 'task');
  const cases = fc.record({ seed: seeds, skip: fc.nat({ max: 700 }), which });
  const streamOf = (given: { readonly seed: number; readonly which: keyof TrialStreams }): Rng =>
    generator.streams(given.seed)[given.which];
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
    law(`${name}: a filled list is what uniform gives`, fc.tuple(cases, fc.nat({ max: 700 })), ([given, count]) => {
      const [rng, other] = [streamOf(given), streamOf(given)];
      take(rng, given.skip);
      take(other, given.skip);
      const filled = new Float64Array(count + 2).fill(NaN);
      fillUniform(rng, -2, 3.5, filled, 1, count);
      for (let k = 1; k <= count; k++) {
        const wanted = other.uniform(-2, 3.5);
        claim(
          filled[k] === wanted,
          () => `number ${k} of ${count} is ${filled[k]} with seed ${given.seed}, not ${wanted}`,
        );
      }
      claim(Number.isNaN(filled[0]) && Number.isNaN(filled[count + 1]), () => 'entries beside the list were changed');
      const [next, wanted] = [rng.next(), other.next()];
      claim(next === wanted, () => `after ${count} numbers comes ${next} with seed ${given.seed}, not ${wanted}`);
    }),
    ...wordLaws(generator, cases, streamOf),
    law(`${name}: the mean of its floats is a half`, cases, (given) => {
      const mean = take(streamOf(given), many).reduce((sum, value) => sum + value, 0) / many;
      claim(Math.abs(mean - 0.5) <= allowed, () => `a mean of ${mean} over ${many} floats of seed ${given.seed}`);
    }),
    law(`${name}: its normal numbers are distributed so`, cases, (given) => {
      const rng = streamOf(given);
      const drawn = Array.from({ length: many }, () => rng.normal());
      for (const { what, holds, share } of normalShares) {
        const found = drawn.filter(holds).length / many;
        claim(
          Math.abs(found - share) <= allowed,
          () => `a share of ${found} ${what} over ${many} normal numbers of seed ${given.seed}, not ${share}`,
        );
      }
    }),
    law(`${name}: whole numbers below a bound are all alike`, fc.tuple(cases, bounds), ([given, bound]) => {
      const rng = streamOf(given);
      const drawn = Array.from({ length: many }, () => rng.below(bound));
      const outside = drawn.find((value) => !(Number.isInteger(value) && value >= 0 && value < bound));
      claim(outside === undefined, () => `below(${bound}) gave ${outside} with seed ${given.seed}`);
      const found = drawn.filter((value) => value < bound / 2).length / many;
      const share = Math.ceil(bound / 2) / bound;
      claim(
        Math.abs(found - share) <= allowed,
        () => `a share of ${found} in the lower half below ${bound} of seed ${given.seed}, not ${share}`,
      );
    }),
  ];
}

function wordLaws<Case extends { readonly seed: number; readonly skip: number }>(
  { name, words }: Generator,
  cases: fc.Arbitrary<Case>,
  streamOf: (given: Case) => Rng,
): readonly Law[] {
  if (words === undefined) return [];
  return [
    law(`${name}: over words it draws the same`, cases, (given) => {
      const rng = streamOf(given);
      take(rng, given.skip);
      const draws = drawsOver(words, wholeWords, float64, joined(words.pack(rng.state().words)));
      for (let k = 0; k < 20; k++) {
        const [float, wanted] = [draws.next(), rng.next()];
        claim(float === wanted, () => `a float of ${float} over words with seed ${given.seed}, not ${wanted}`);
        const [uniform, inside] = [draws.uniform(-3, 0.1 + k), rng.uniform(-3, 0.1 + k)];
        claim(uniform === inside, () => `uniform gave ${uniform} over words with seed ${given.seed}, not ${inside}`);
      }
      const [packed, wanted] = [words.unpack(halvesOf(draws.state())).join(' '), rng.state().words.join(' ')];
      claim(packed === wanted, () => `the state ${packed} over words with seed ${given.seed}, not ${wanted}`);
    }),
  ];
}

/** Words from their halves, the lower ones first. */
function joined(halves: readonly number[]): readonly bigint[] {
  const half = (k: number): bigint => BigInt.asUintN(32, BigInt(halves[k]));
  return Array.from({ length: halves.length / 2 }, (_, k) => half(2 * k) | (half(2 * k + 1) << 32n));
}

function halvesOf(words: readonly bigint[]): readonly number[] {
  return words.flatMap((word) => [Number(word & 0xffff_ffffn), Number(word >> 32n)]);
}

function take(rng: Rng, count: number): number[] {
  return Array.from({ length: count }, () => rng.next());
}
