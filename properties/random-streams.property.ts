import { fc, test } from '@fast-check/vitest';
import { describe, expect, test as example } from 'vitest';
import { mt19937 } from '../src/random/mt19937.js';
import { rngNames, uniform, type Rng } from '../src/random/rng.js';
import { evaluationStream, largestSeed, restoreRng, trialStreams } from '../src/random/streams.js';
import { xoroshiro128plus } from '../src/random/xoroshiro128plus.js';

const take = (rng: Rng, count: number) => Array.from({ length: count }, () => rng.next());
const stream = fc.record({ name: fc.constantFrom(...rngNames), seed: fc.nat(), skip: fc.nat({ max: 1500 }) });

/** P11. `np.random.seed(101); np.random.random_sample(3)` and the 1,000th draw, as numpy prints them. */
describe('mt19937 is numpy’s legacy stream', () => {
  example('seed 101', () => {
    const rng = mt19937(101);
    expect(take(rng, 3)).toEqual([0.5163986277024462, 0.5706675868681398, 0.028474226478096942]);
  });
  example('the largest seed', () => {
    expect(take(mt19937(2 ** 32 - 1), 2)).toEqual([0.0976320289940138, 0.9123828453026218]);
  });
  example('seed 0, past the first twist', () => {
    expect(take(mt19937(0), 1000).at(-1)).toBe(0.6771411441114241);
  });
});

/** P11. Every float is in [0, 1) and a multiple of 2^-53. */
test.prop({ s: stream })('floats have 53 bits and are below 1', ({ s }) => {
  const rng = trialStreams(s.name, s.seed).samples;
  for (const value of take(rng, 20)) {
    expect(value).toBeGreaterThanOrEqual(0);
    expect(value).toBeLessThan(1);
    expect(Number.isInteger(value * 2 ** 53)).toBe(true);
  }
});

/** P11. A clone replays, and drawing from it leaves the original alone; so does a stream restored from a copy of its state. */
test.prop({ s: stream })('a clone and a restored state replay', ({ s }) => {
  const rng = trialStreams(s.name, s.seed).samples;
  take(rng, s.skip);
  const clone = rng.clone();
  const restored = restoreRng(structuredClone(rng.state()));
  const values = take(clone, 700);
  expect(take(restored, 700)).toEqual(values);
  expect(take(rng, 700)).toEqual(values);
});

/**
 * P11. The first draws of neighbouring seeds, and the streams of one seed, are unrelated: over 4,000 neighbours the correlation of the
 * k-th draws stays within 5 standard errors (5/√4000 = 0.079), which an independent pair exceeds once in 1.7 million.
 */
test.prop({ from: fc.nat({ max: 2 ** 40 }), draw: fc.integer({ min: 0, max: 3 }) }, { numRuns: 8 })(
  'neighbouring seeds give uncorrelated draws',
  ({ from, draw }) => {
    const count = 4000;
    const at = (seed: number, which: number) => take(xoroshiro128plus(seed, which), draw + 1)[draw];
    const seeds = Array.from({ length: count + 1 }, (_, k) => from + k);
    const initialisation = seeds.map((seed) => at(seed, 0));
    const samples = seeds.map((seed) => at(seed, 1));
    expect(Math.abs(correlation(initialisation.slice(0, -1), initialisation.slice(1)))).toBeLessThan(
      5 / Math.sqrt(count),
    );
    expect(Math.abs(correlation(initialisation, samples))).toBeLessThan(5 / Math.sqrt(count));
    expect(Math.abs(correlation(initialisation.slice(1), samples.slice(0, -1)))).toBeLessThan(5 / Math.sqrt(count));
    const mean = initialisation.reduce((a, b) => a + b, 0) / initialisation.length;
    expect(Math.abs(mean - 0.5)).toBeLessThan(5 / Math.sqrt(12 * count));
  },
);

function correlation(x: readonly number[], y: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  const [mx, my] = [mean(x), mean(y)];
  const sum = (f: (k: number) => number) => x.reduce((total, _, k) => total + f(k), 0);
  return sum((k) => (x[k] - mx) * (y[k] - my)) / Math.sqrt(sum((k) => (x[k] - mx) ** 2) * sum((k) => (y[k] - my) ** 2));
}

/** P11. No two of the streams of a few seeds share a draw among their first hundred: a repeat by chance has probability 10^-10. */
test.prop({ seed: fc.nat({ max: 2 ** 50 }) })('streams do not repeat one another', ({ seed }) => {
  const streams = [0, 1, 2].flatMap((k) => [xoroshiro128plus(seed + k, 0), xoroshiro128plus(seed + k, 1)]);
  const values = [...streams, evaluationStream(seed)].flatMap((rng) => take(rng, 100));
  expect(new Set(values).size).toBe(values.length);
});

/** With mt19937 one stream serves both purposes, in the essay's draw order; otherwise they are apart. */
test.prop({ seed: fc.nat() })('mt19937 shares one stream, the default has two', ({ seed }) => {
  const shared = trialStreams('mt19937', seed);
  expect(shared.samples).toBe(shared.initialisation);
  const apart = trialStreams('xoroshiro128plus', seed);
  const untouched = take(trialStreams('xoroshiro128plus', seed).samples, 5);
  take(apart.initialisation, 7);
  expect(take(apart.samples, 5)).toEqual(untouched);
});

/** uniform stays in its interval at both ends of the generator. */
test.prop({
  low: fc.double({ min: -1e6, max: 1e6, noNaN: true }),
  width: fc.double({ min: 0, max: 1e6, noNaN: true }),
})('uniform begins at low and does not pass high', ({ low, width }) => {
  const fixed = (value: number): Rng => ({
    next: () => value,
    clone: () => fixed(value),
    state: () => ({ name: 'mt19937', words: [] }),
  });
  const high = low + width;
  expect(uniform(fixed(0), low, high) - low).toBe(0);
  // Rounding may carry the last float below 1 to high, and a unit in the last place beyond, never further.
  expect(uniform(fixed(1 - 2 ** -53), low, high)).toBeLessThanOrEqual(high + Math.abs(high) * 2 ** -52);
});

example('the largest seeds work', () => {
  for (const name of rngNames) expect(take(trialStreams(name, largestSeed(name)).samples, 1)[0]).toBeLessThan(1);
});
