import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { propertyOfRecord } from './property.js';
import { mt19937 } from '../src/random/generators/mt19937.js';
import { generators } from '../src/random/generators.js';
import { drawsFrom, type Draws } from '../src/random/rng.js';
import { mixSeed } from '../src/random/generators/split-mix.js';
import { evaluationStream, largestSeed, restoreRng, trialStreams } from '../src/random/streams.js';
import { xoroshiro128plus } from '../src/random/generators/xoroshiro128plus.js';
import { arbitraryRng } from '../src/testing/arbitrary-rng.js';
import { neighboursAreUncorrelated, streamsDoNotRepeat, take } from './laws/random.js';
import { runs } from './run-count.js';

const stream = fc.record({ name: fc.constantFrom(...generators.names), seed: fc.nat(), skip: fc.nat({ max: 1500 }) });

/** P11. `np.random.seed(101); np.random.random_sample(3)` and the 1,000th draw, as numpy prints them. */
describe('mt19937 is numpy’s legacy stream', () => {
  test('seed 101', () => {
    const rng = mt19937(101);
    expect(take(rng, 3)).toEqual([0.5163986277024462, 0.5706675868681398, 0.028474226478096942]);
  });
  test('the largest seed', () => {
    expect(take(mt19937(2 ** 32 - 1), 2)).toEqual([0.0976320289940138, 0.9123828453026218]);
  });
  test('seed 0, past the first twist', () => {
    expect(take(mt19937(0), 1000).at(-1)).toBe(0.6771411441114241);
  });
});

/** P11. Every float is in [0, 1) and a multiple of 2^-53. */
propertyOfRecord({ s: stream })('floats have 53 bits and are below 1', ({ s }) => {
  const rng = trialStreams(s.name, s.seed).samples;
  for (const value of take(rng, 20)) {
    expect(value).toBeGreaterThanOrEqual(0);
    expect(value).toBeLessThan(1);
    expect(Number.isInteger(value * 2 ** 53)).toBe(true);
  }
});

/**
 * P11. A clone replays, and drawing from it leaves the original alone; so does a stream restored from a copy
 * of its state.
 */
propertyOfRecord({ s: stream })('a clone and a restored state replay', ({ s }) => {
  const rng = trialStreams(s.name, s.seed).samples;
  take(rng, s.skip);
  const clone = rng.clone();
  const restored = restoreRng(structuredClone(rng.state()));
  const values = take(clone, 700);
  expect(take(restored, 700)).toEqual(values);
  expect(take(rng, 700)).toEqual(values);
});

/**
 * P11. Neighbouring seeds, and the streams of one seed, are unrelated: for the default generator, whose seeds
 * are mixed.
 */
test('P11: neighbouring seeds give uncorrelated draws', () => {
  fc.assert(neighboursAreUncorrelated(xoroshiro128plus), { numRuns: runs(8) });
});

/** P11. Streams of neighbouring seeds share no draw. */
test('P11: streams do not repeat one another', () => {
  fc.assert(streamsDoNotRepeat(xoroshiro128plus));
});

/**
 * P11. Evaluation samples come from a stream of their own: the third of their seed, whatever the runs draw
 * from.
 */
test('P11: the evaluation stream is none of a run’s', () => {
  expect(take(evaluationStream(7), 5)).toEqual(take(xoroshiro128plus(7, 2), 5));
});

/** With mt19937 one stream serves both purposes, in the essay's draw order; otherwise they are apart. */
propertyOfRecord({ seed: fc.nat() })('mt19937 shares one stream, the default has two', ({ seed }) => {
  const shared = trialStreams('mt19937', seed);
  expect(shared.samples).toBe(shared.initialisation);
  const apart = trialStreams('xoroshiro128plus', seed);
  const untouched = take(trialStreams('xoroshiro128plus', seed).samples, 5);
  take(apart.initialisation, 7);
  expect(take(apart.samples, 5)).toEqual(untouched);
});

/**
 * uniform stays in its interval at both ends of the generator, up to rounding: of high − low and of its
 * product with r, u·(high − low) each, and of the sum, u·|result|.
 */
propertyOfRecord({
  low: fc.double({ min: -1e6, max: 1e6, noNaN: true }),
  width: fc.double({ min: 0, max: 1e6, noNaN: true }),
})('uniform begins at low and does not pass high', ({ low, width }) => {
  const fixed = (value: number): Draws => drawsFrom(() => value);
  const high = low + width;
  expect(fixed(0).uniform(low, high) - low).toBe(0);
  const last = fixed(1 - 2 ** -53).uniform(low, high);
  expect(last).toBeGreaterThanOrEqual(low);
  expect(last).toBeLessThanOrEqual(high + 2 ** -53 * (2 * (high - low) + Math.abs(last)));
});

/** Every generator there is to be injected replays from a clone. */
propertyOfRecord({ rng: arbitraryRng(), skip: fc.nat({ max: 100 }) })(
  'P11: a clone of any generator replays',
  ({ rng, skip }) => {
    take(rng, skip);
    const clone = rng.clone();
    const values = take(rng, 50);
    expect(take(clone, 50)).toEqual(values);
    for (const value of values) expect(value >= 0 && value < 1).toBe(true);
  },
);

/** The largest seed each generator can take, and no larger one, because published descriptions name seeds. */
test('the largest seeds work', () => {
  expect([largestSeed('xoroshiro128plus'), largestSeed('mt19937')]).toEqual([2 ** 53 - 1, 4_294_967_295]);
  for (const name of generators.names)
    expect(take(trialStreams(name, largestSeed(name)).samples, 1)[0]).toBeLessThan(1);
});

/**
 * Published results name seeds, so a seed's stream must never change. The words were computed in Python from
 * SplitMix64 as it is published (its check value: the state 1234567 gives 6457827717110365317 and
 * 3203168211198807973).
 */
test.each([
  [0, 0, [1451924235, 439092716, 1155905713, 1206874507]],
  [1, 0, [1858625311, -2058896372, 1828076284, -1038465270]],
  [1, 1, [-1316355340, 1837991619, -121260500, -2080962584]],
  [2 ** 53 - 1, 2, [-1285056881, -1532330163, 1711762060, 449666086]],
])('seed %i, stream %i starts from the words it always started from', (seed, stream, words) => {
  expect(mixSeed(seed, stream)).toEqual(words);
});

const mask = (1n << 64n) - 1n;

/** SplitMix64's next output after each of two steps from a state, as it is published. */
function splitMix(start: bigint): readonly bigint[] {
  return [1n, 2n].map((step) => {
    let z = (start + step * 0x9e3779b97f4a7c15n) & mask;
    z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & mask;
    z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & mask;
    return z ^ (z >> 31n);
  });
}

const integers = fc.oneof(
  fc.maxSafeNat(),
  fc.nat({ max: 9 }),
  fc.nat({ max: 30 }).map((k) => 2 ** 53 - 1 - k),
);

propertyOfRecord({ seed: integers, stream: integers })(
  'P11: words of a seed are those of SplitMix64 on whole numbers',
  ({ seed, stream }) => {
    const [mixed] = splitMix(BigInt(seed));
    const [start] = splitMix(mixed + (BigInt(stream) - 1n) * 0x9e3779b97f4a7c15n);
    const halves = splitMix(start).flatMap((word) => [Number(word >> 32n) | 0, Number(word & 0xffff_ffffn) | 0]);
    expect(mixSeed(seed, stream)).toEqual(halves);
  },
);

test('a generator says its name in its state', () => {
  for (const name of generators.names) expect(trialStreams(name, 1).samples.state().name).toBe(name);
});
