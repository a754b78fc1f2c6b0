import { describe, test } from 'vitest';
import { breaks } from '../../../properties/breaks.js';
import type { Generator } from '../../random/generator.js';
import { xoroshiro128plusGenerator as right } from '../../random/generators/xoroshiro128plus.js';
import type { Rng } from '../../random/rng.js';
import type { WordGenerator } from '../../random/word-generator.js';
import { generatorLaws } from './generator-laws.js';

/** The generator with a part of each stream exchanged. */
const withStream = (change: (rng: Rng, seed: number) => Partial<Rng>): Generator => ({
  ...right,
  streams(seed) {
    const own = right.streams(seed);
    const spoilt = (rng: Rng): Rng => ({ ...rng, ...change(rng, seed) });
    return {
      initialisation: spoilt(own.initialisation),
      samples: spoilt(own.samples),
      task: spoilt(own.task),
    };
  },
});
const withWords = (change: (words: WordGenerator) => Partial<WordGenerator>): Generator =>
  right.words === undefined ? right : { ...right, words: { ...right.words, ...change(right.words) } };

let asked = 0;

describe('what is wrong with a generator is told', () => {
  test.each<[string, string, Generator, RegExp]>([
    ['floats below 0', 'where they', withStream((rng) => ({ next: () => rng.next() - 1 })), /^a float of -0\.\d+$/],
    ['a float of 1', 'where they', withStream(() => ({ next: () => 1 })), /^a float of 1$/],
    [
      'floats of more bits',
      'where they',
      withStream((rng) => ({ next: () => rng.next() / 2 + 2 ** -60 })),
      /^a float of 0\.\d+$/,
    ],
    [
      'numbers above their interval',
      'where they',
      withStream((rng) => ({ uniform: (low, high) => rng.uniform(low, high) + (high - low) })),
      /^uniform\(-2, 3\) gave \d/,
    ],
    [
      'numbers below their interval',
      'where they',
      withStream((rng) => ({ uniform: (low, high) => rng.uniform(low, high) - (high - low) })),
      /^uniform\(-2, 3\) gave -\d/,
    ],
    ['whole numbers from 1', 'where they', withStream(() => ({ below: (count) => count })), /^below\(7\) gave 7$/],
    ['whole numbers below 0', 'where they', withStream(() => ({ below: () => -1 })), /^below\(7\) gave -1$/],
    ['halves', 'where they', withStream(() => ({ below: () => 0.5 })), /^below\(7\) gave 0\.5$/],
    ['an infinite number', 'where they', withStream(() => ({ normal: () => Infinity })), /^normal\(\) gave Infinity$/],
    [
      'streams of the moment',
      'whenever',
      { ...right, streams: () => right.streams(asked++) },
      /^seed \d+ gave other draws the second time$/,
    ],
    [
      'a state of another name',
      'replay',
      withStream((rng) => ({ state: () => ({ ...rng.state(), name: 'other' }) })),
      /^the state is called other$/,
    ],
    [
      'a clone that is ahead',
      'replay',
      withStream((rng) => ({
        clone() {
          const ahead = rng.clone();
          ahead.next();
          return ahead;
        },
      })),
      /^a clone of seed \d+ gave other draws$/,
    ],
    [
      'a state that is not what was told',
      'replay',
      { ...right, restore: (words) => right.restore([...words.slice(1), words[0]]) },
      /^a restored state of seed \d+ gave other draws$/,
    ],
    [
      'a list that is filled with halves',
      'filled',
      withStream((rng) => ({
        fill: (low, high, target, from, count) => {
          for (let k = from; k < from + count; k++) target[k] = rng.uniform(low, high) / 2;
        },
      })),
      /^number 1 of 1 is \S+ with seed \d+, not \S+$/,
    ],
    [
      'a list that is filled before its place',
      'filled',
      withStream((rng) => ({
        fill: (low, high, target, from, count) => {
          target[from - 1] = 0;
          for (let k = from; k < from + count; k++) target[k] = rng.uniform(low, high);
        },
      })),
      /^entries beside the list were changed$/,
    ],
    [
      'a list that is filled beyond its end',
      'filled',
      withStream((rng) => ({
        fill: (low, high, target, from, count) => {
          for (let k = from; k < from + count; k++) target[k] = rng.uniform(low, high);
          target[from + count] = 0;
        },
      })),
      /^entries beside the list were changed$/,
    ],
    [
      'a list that takes a draw too many',
      'filled',
      withStream((rng) => ({
        fill: (low, high, target, from, count) => {
          for (let k = from; k < from + count; k++) target[k] = rng.uniform(low, high);
          rng.next();
        },
      })),
      /^after 0 numbers comes \S+ with seed \d+, not \S+$/,
    ],
    [
      'floats over words that are halved',
      'over words',
      withWords((words) => ({
        next: (on, n, state) => {
          const { state: after, value } = words.next(on, n, state);
          return { state: after, value: n.mul(n.fromNumber(0.5), value) };
        },
      })),
      /^a float of \S+ over words with seed \d+, not \S+$/,
    ],
    [
      'a state over words that cannot be told',
      'over words',
      withWords((words) => ({ unpack: (halves) => words.unpack(halves).toReversed() })),
      /^the state [-\d ]+ over words with seed \d+, not [-\d ]+$/,
    ],
    [
      'an interval of its own over words',
      'over words',
      withStream((rng) => ({ uniform: (low, high) => rng.uniform(low, high) / 2 })),
      /^uniform gave \S+ over words with seed \d+, not \S+$/,
    ],
    [
      'a mean that is too small',
      'mean',
      withStream((rng) => ({ next: () => 0.8 * rng.next() })),
      /^a mean of 0\.(39|4)\d* over 4000 floats of seed \d+$/,
    ],
    [
      'normal numbers that lean to one side',
      'distributed',
      withStream((rng) => ({ normal: () => rng.normal() + 0.2 })),
      /^a share of 0\.4\d* below 0 over 4000 normal numbers of seed \d+, not 0\.5$/,
    ],
    [
      'normal numbers that are none beyond the quartiles',
      'distributed',
      withStream((rng) => ({ normal: () => rng.normal() / 1.3 })),
      /^a share of 0\.6\d* within the quartiles over 4000/,
    ],
    [
      'normal numbers of three sizes',
      'distributed',
      withStream((rng) => ({
        normal() {
          const z = rng.normal();
          return Math.abs(z) < 0.6744897501960817 ? z : 3 * Math.sign(z);
        },
      })),
      /^a share of 0\.(4|5)\d* within two standard deviations over 4000/,
    ],
    [
      'whole numbers above their bound',
      'alike',
      withStream((rng) => ({ below: (count) => rng.below(count) + (count > 1000 ? count : 0) })),
      /^below\(\d+\) gave \d+ with seed \d+$/,
    ],
    [
      'whole numbers from one half',
      'alike',
      withStream((rng) => ({ below: (count) => Math.floor(rng.below(count) / 2) })),
      /^a share of 1 in the lower half below \d+ of seed \d+, not \S+$/,
    ],
  ])('%s', (_, says, generator, words) => breaks(generatorLaws(generator), says, 60, words));
});
