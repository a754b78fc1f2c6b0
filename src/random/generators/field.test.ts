import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { property } from '../../../properties/property.js';
import { fieldGenerator } from './field.js';
import { mt19937 } from './mt19937.js';

const begin = z.object({ offset: z.number(), trainingSeed: z.number(), first: z.array(z.number()) });
const { data } = z
  .object({ data: z.record(z.string(), z.array(begin)) })
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, '../../../properties/golden/field-inits.json'), 'utf8')));

/** numpy's, by the authors' scripts (docs/field.md, 2.2). */
describe.each(Object.entries(data))('data of %s', (setting, seeds) => {
  const offsets = parseInt(setting) - 1;
  test.each(seeds.map((wanted, seed) => ({ seed, ...wanted })))(
    'seed $seed',
    ({ seed, offset, trainingSeed, first }) => {
      const { task, samples } = fieldGenerator.streams(seed);
      expect(task.below(offsets)).toBe(offset);
      expect(first.map(() => samples.next())).toEqual(first);
      expect(task.below(2 ** 32 - 1)).toBe(trainingSeed);
    },
  );
});

/** numpy 2.4: `RandomState(5).randint(0, count, dtype=np.int64)`, one after the other. */
test('whole numbers beyond 2^32 are those of numpy', () => {
  const { task } = fieldGenerator.streams(5);
  const counts = [...[1, 1, 1, 1].map(() => 2 ** 40 + 7), 2 ** 33, 2 ** 33, 2 ** 33, 2 ** 53, 2 ** 53, 2 ** 53];
  expect([...counts, 2 ** 32, 2 ** 32, 1000].map((count) => task.below(count))).toEqual([
    ...[34745516772, 993841416126, 680694927056, 34320314572, 7766510705, 7084371943, 3519608859],
    ...[7217384344985805, 1969000975035457, 1000208165240350, 1177192404, 876837974, 637],
  ]);
});

/** As written in PyTorch's distributions_helper.h, in whole numbers. */
property([fc.nat({ max: 2 ** 32 - 1 })])('a float has the low 53 bits of two words', (seed) => {
  const { initialisation, task } = fieldGenerator.streams(seed);
  const word = () => BigInt(task.below(2 ** 32));
  for (let k = 0; k < 20; k++) {
    const bits = BigInt.asUintN(53, (word() << 32n) | word());
    expect(initialisation.next()).toBe(Number(bits) * 2 ** -53);
  }
});

/** The float32 nearest to a sum of whole multiples of 2^-200, ties to even; of sums that are no subnormal. */
function nearest32(sum: bigint): number {
  const size = sum < 0n ? -sum : sum;
  const drop = Math.max(0, size.toString(2).length - 24);
  const [kept, rest] = [size >> BigInt(drop), BigInt.asUintN(drop, size)];
  const half = drop === 0 ? 1n : 1n << BigInt(drop - 1);
  const up = rest > half || (drop > 0 && rest === half && (kept & 1n) === 1n) ? 1n : 0n;
  return Number(sum < 0n ? -(kept + up) : kept + up) * 2 ** (drop - 200);
}

/** A float32 in units of 2^-200; of those that are multiples. */
function exactly(value: number): bigint {
  return BigInt(value * 2 ** 100) * 2n ** 100n;
}

/**
 * Ends near 0 and far from it; where their sizes differ by far a sum rounded twice is not one rounded once.
 */
const end = fc.oneof(
  fc.constantFrom(0, 1, -1, 0.25, 0.75, 1000),
  fc
    .record({ power: fc.integer({ min: -40, max: 20 }), part: fc.float({ min: 1, max: 2, noNaN: true }) })
    .map(({ power, part }) => part * 2 ** power),
);
property([fc.nat({ max: 2 ** 32 - 1 }), end, end])('a uniform number is rounded once', (seed, low, high) => {
  const { initialisation, task } = fieldGenerator.streams(seed);
  const width = Math.fround(Math.fround(high) - Math.fround(low));
  for (let k = 0; k < 50; k++) {
    const share = BigInt(task.below(2 ** 32) & 0xff_ffff);
    const wanted = nearest32(exactly(Math.fround(low)) + (exactly(width) * share) / 2n ** 24n);
    expect(initialisation.uniform(low, high)).toBe(wanted);
  }
});

describe('normal numbers', () => {
  test('come in pairs: a clone and a restored state have the second one too', () => {
    const { initialisation } = fieldGenerator.streams(5);
    const plain = Array.from({ length: 5 }, () => fieldGenerator.streams(5).initialisation).map((rng, k) => {
      for (let j = 0; j < k; j++) rng.normal();
      return rng.normal();
    });
    expect(new Set(plain).size).toBe(5);
    initialisation.normal();
    const copiesOf = (rng: typeof initialisation) => [rng.clone(), fieldGenerator.restore(rng.state().words)];
    for (const copy of copiesOf(fieldGenerator.streams(5).initialisation)) {
      expect(plain.map(() => copy.normal())).toEqual(plain);
    }
    for (const copy of copiesOf(initialisation))
      expect(plain.slice(1).map(() => copy.normal())).toEqual(plain.slice(1));
    // Two pairs take eight words, and a float two.
    const other = fieldGenerator.streams(5).initialisation;
    for (let k = 0; k < 4; k++) other.next();
    for (let k = 0; k < 3; k++) initialisation.normal();
    expect(initialisation.next()).toBe(other.next());
  });

  test('are float32 numbers around a mean', () => {
    const [rng, standard] = [fieldGenerator.streams(7).initialisation, fieldGenerator.streams(7).initialisation];
    for (let k = 0; k < 20; k++) {
      const drawn = rng.normal(0.88, 0.2);
      expect(Math.fround(drawn)).toBe(drawn);
      // A standard one is rounded to 2^-22 of at most 5, this one to 2^-24 of at most 2.
      expect(Math.abs(drawn - (0.88 + 0.2 * standard.normal()))).toBeLessThan(2 ** -22);
    }
  });
});

describe('samples begin where the task’s stream stands when they are first drawn', () => {
  const seedAfter = (draws: number): number => {
    const { task } = fieldGenerator.streams(11);
    for (let k = 0; k < draws; k++) task.next();
    return task.below(2 ** 32 - 1);
  };
  const firstAfter = (draws: number): number => mt19937(seedAfter(draws)).next();

  test.each([0, 1, 3])('after %i draws', (draws) => {
    const { task, samples } = fieldGenerator.streams(11);
    for (let k = 0; k < draws; k++) task.next();
    expect(samples.next()).toBe(firstAfter(draws));
  });

  test('and stay there, whatever the task draws later; the task’s stream does not move', () => {
    const { task, samples } = fieldGenerator.streams(11);
    const rest = mt19937(seedAfter(0));
    expect(samples.next()).toBe(rest.next());
    expect(task.below(2 ** 32 - 1)).toBe(seedAfter(0));
    expect(samples.next()).toBe(rest.next());
  });

  test('of a clone it is the same, whoever is first', () => {
    const { task, samples } = fieldGenerator.streams(11);
    const [clone, late] = [samples.clone(), samples.clone()];
    task.next();
    expect(clone.next()).toBe(firstAfter(1));
    task.next();
    expect([samples.next(), late.next()]).toEqual([firstAfter(1), firstAfter(1)]);
  });

  test('to tell the state is to begin', () => {
    const { task, samples } = fieldGenerator.streams(11);
    const restored = fieldGenerator.restore(samples.state().words);
    task.next();
    expect([samples.next(), restored.next()]).toEqual([firstAfter(0), firstAfter(0)]);
  });
});

/** As `randint` does: no draw for one number, and words of 64 bits where 32 do not suffice. */
test.each([
  [1, 0],
  [2, 1],
  [2 ** 32, 1],
  [2 ** 32 + 1, 2],
])('a whole number below %d takes words in portions of %d', (count, portion) => {
  const drawn = fieldGenerator.streams(3).task;
  const drawnWords = drawn.state().words[1];
  drawn.below(count);
  const taken = drawn.state().words[1] - drawnWords;
  expect(portion === 0 ? taken : taken % portion).toBe(0);
  expect(taken >= portion).toBe(true);
});

test.each([
  ['no kind', []],
  ['another kind', [2, ...fieldGenerator.streams(1).task.state().words.slice(1)]],
  ['a spare number that is neither there nor not', fieldGenerator.streams(1).initialisation.state().words.with(1, 2)],
])('a state with %s is refused', (_, words) => {
  expect(() => fieldGenerator.restore(words)).toThrow('a state of field begins with its kind');
});
