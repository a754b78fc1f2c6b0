import fc from 'fast-check';
import type { Rng } from '../../src/random/rng.js';

/** A family of streams: one for every seed and stream number. */
export type Streams = (seed: number, stream: number) => Rng;

/** The first values of a stream. */
export function take(rng: Rng, count: number): number[] {
  return Array.from({ length: count }, () => rng.next());
}

/**
 * How often one of the statistics below may mislead by chance. With 10^5 of them looked at, once in 10
 * million runs.
 */
const chance = 1e-12;

/**
 * The t with P(|mean of n independent terms| ≥ t) ≤ `chance`, for terms of mean 0, this variance and at most
 * this size (Bernstein): 2·exp(−n·t²/(2·(σ² + b·t/3))) = chance. No normal approximation, whose tail is not
 * to be trusted out there.
 */
function bernstein(count: number, variance: number, largest: number): number {
  const nats = Math.log(2 / chance);
  const linear = (largest * nats) / 3;
  return (linear + Math.sqrt(linear ** 2 + 2 * count * variance * nats)) / count;
}

/**
 * Mean of (x − ½)·(y − ½) over pairs of uniform numbers: 0 for independent ones, with variance 1/144 and size
 * up to ¼.
 */
function comoment(x: readonly number[], y: readonly number[]): number {
  return x.reduce((sum, value, k) => sum + (value - 0.5) * (y[k] - 0.5), 0) / x.length;
}

/**
 * P11. The k-th draws of neighbouring seeds, of the streams of one seed, and of a seed's stream and its
 * neighbour's other stream are unrelated, over 8,000 consecutive seeds; and their mean is ½. Neighbours are
 * taken in disjoint pairs, so that the terms are independent.
 */
export function neighboursAreUncorrelated(streams: Streams) {
  const pairs = 4000;
  const where = fc.record({ from: fc.nat({ max: 2 ** 40 }), draw: fc.integer({ min: 0, max: 3 }) });
  return fc.property(where, ({ from, draw }) => {
    const at = (seed: number, stream: number) => take(streams(seed, stream), draw + 1)[draw];
    const even = Array.from({ length: pairs }, (_, k) => from + 2 * k);
    const left = even.map((seed) => at(seed, 0));
    const right = even.map((seed) => at(seed + 1, 0));
    const other = even.map((seed) => at(seed, 1));
    const across = even.map((seed) => at(seed + 1, 1));
    const limit = bernstein(pairs, 1 / 144, 1 / 4);
    for (const [name, y] of [
      ['the neighbouring seed', right],
      ['the other stream', other],
      ["the neighbour's other stream", across],
    ] as const) {
      const found = comoment(left, y);
      if (Math.abs(found) >= limit)
        throw new Error(`correlated with ${name}: ${12 * found}, chance allows ${12 * limit}`);
    }
    const mean = left.reduce((sum, value) => sum + value - 0.5, 0) / pairs;
    const widest = bernstein(pairs, 1 / 12, 1 / 2);
    if (Math.abs(mean) >= widest) throw new Error(`the mean is off by ${mean}, chance allows ${widest}`);
  });
}

/**
 * P11. No two streams of neighbouring seeds share a draw among their first hundred: by chance once in 10^10
 * cases.
 */
export function streamsDoNotRepeat(streams: Streams) {
  return fc.property(fc.nat({ max: 2 ** 50 }), (seed) => {
    const all = [0, 1, 2].flatMap((k) => [0, 1, 2].map((stream) => streams(seed + k, stream)));
    const values = all.flatMap((rng) => take(rng, 100));
    if (new Set(values).size < values.length) throw new Error(`streams around seed ${seed} repeat one another`);
  });
}
