import { describe, expect, test } from 'vitest';
import { InputError } from '../base/input-error.js';
import { generators, standardGenerator } from './generators.js';
import { restoreRng, trialStreams } from './streams.js';

/** Published descriptions and journals name generators so. */
test('the generators that ship have the names that studies have been published under', () => {
  expect(generators.names).toEqual(['xoroshiro128plus', 'mt19937', 'pcg64', 'field']);
  expect(standardGenerator.name).toBe('xoroshiro128plus');
});

/** Words of 32 bits, or whole numbers that a float64 has exactly. */
test('they take seeds as far as their sources do', () => {
  expect(generators.entries.map(({ largestSeed }) => largestSeed)).toEqual([
    ...[2 ** 53 - 1, 2 ** 32 - 1, 2 ** 53 - 1, 2 ** 32 - 1],
  ]);
});

test('an unknown generator is refused by the name of the field, with those that are known', () => {
  const refused = new InputError(`rng: "xorshift" is not known; known are ${generators.names.join(', ')}`);
  expect(() => trialStreams('xorshift', 1)).toThrow(refused);
  expect(() => restoreRng({ name: 'xorshift', words: [1, 2, 3, 4] })).toThrow(refused);
});

describe.each(generators.entries.map((generator) => [generator.name, generator] as const))('%s', (name, generator) => {
  test('says what it is, and its streams say whose they are', () => {
    expect(generator.says).toMatch(/\w/);
    expect(generator.streams(1).samples.state().name).toBe(name);
  });

  test('does not continue from the words of another state', () => {
    const { words } = generator.streams(1).samples.state();
    expect(() => generator.restore(words.slice(1))).toThrow(Error);
    expect(() => generator.restore([...words, 1])).toThrow(Error);
    expect(() => generator.restore([])).toThrow(Error);
  });
});
