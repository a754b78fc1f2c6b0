import fc from 'fast-check';
import { mersenne, mersenneFromState } from 'pure-rand/generator/mersenne';
import { expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import { MersenneTwister } from './mersenne-twister.js';

const seed = fc.nat({ max: 2 ** 32 - 1 });
/** Within the first block, at its borders, and blocks away. */
const skip = fc.oneof(fc.nat({ max: 2000 }), fc.constantFrom(0, 1, 226, 227, 228, 622, 623, 624, 625, 1247, 1248));

/** pure-rand's was written from the authors' C by others, a word at a time. */
property([seed, skip])('words and states are pure-rand’s', (from, words) => {
  const [ours, theirs] = [MersenneTwister.seeded(from), mersenne(from)];
  for (let k = 0; k < words; k++) expect(ours.word()).toBe(theirs.next());
  expect(ours.state()).toEqual(theirs.getState());
  const restored = MersenneTwister.restored(theirs.getState());
  expect(restored.state()).toEqual(theirs.getState());
  const again = mersenneFromState(ours.state());
  for (let k = 0; k < 700; k++) {
    const wanted = theirs.next();
    expect([ours.word(), restored.word(), again.next()]).toEqual([wanted, wanted, wanted]);
  }
  expect(restored.state()).toEqual(theirs.getState());
});

/** Whole blocks, and a float whose words stand in two. */
property([seed, skip, fc.nat({ max: 1000 })])('a list is filled with the next floats', (from, words, count) => {
  const [filled, single] = [MersenneTwister.seeded(from), MersenneTwister.seeded(from)];
  for (let k = 0; k < words; k++) expect(filled.word()).toBe(single.word());
  const list = new Float64Array(count + 2).fill(-1);
  filled.fillUniform(0, 1, list, 1, count);
  expect([...list]).toEqual([-1, ...Array.from({ length: count }, () => single.float()), -1]);
  expect(filled.state()).toEqual(single.state());
});

test('a clone goes its own way', () => {
  const twister = MersenneTwister.seeded(3);
  const clone = twister.clone();
  const drawn = Array.from({ length: 700 }, () => twister.word());
  expect(Array.from({ length: 700 }, () => clone.word())).toEqual(drawn);
});

test.each<[string, (state: readonly number[]) => readonly number[]]>([
  ['one word too few', (state) => state.slice(1)],
  ['one too many', (state) => [...state, 1]],
  ['a place beyond the last', (state) => state.with(0, 624)],
  ['a place before the first', (state) => state.with(0, -1)],
  ['half a place', (state) => state.with(0, 0.5)],
])('%s is refused', (_, spoilt) => {
  const words = spoilt(MersenneTwister.seeded(1).state());
  expect(() => MersenneTwister.restored(words)).toThrow('an index below 624 and 624 words');
});
