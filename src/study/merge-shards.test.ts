import { describe, expect, test } from 'vitest';
import { studyOfTosses } from '../../properties/toss-study.js';
import { InputError } from '../base/input-error.js';
import { trialAt, trialCount } from './description.js';
import { mergeShards, type FoundShard } from './merge-shards.js';

const study = studyOfTosses({ tosses: [1, 2, 3], seeds: 8 });

describe('trials of a study', () => {
  test('are counted setup by setup, and then seed by seed', () => {
    const odd = {
      ...study,
      seeds: [
        { from: 7, to: 8 },
        { from: 1, to: 1 },
      ],
    };
    expect(trialCount(odd)).toBe(9);
    const all = Array.from({ length: 9 }, (_, index) => trialAt(odd, index));
    expect(all.map(({ seed }) => seed)).toEqual([7, 8, 1, 7, 8, 1, 7, 8, 1]);
    expect(all.map(({ setting }) => setting)).toEqual([0, 0, 0, 1, 1, 1, 2, 2, 2].map((k) => study.setups[k].setting));
    expect(all[0]).toMatchObject({ experiment: 'toss', version: 2, rng: 'xoroshiro128plus' });
  });

  test('of shards are put together in their order', () => {
    const entry = (index: number) => ({ index, row: new Map(), series: {} });
    const shard = (
      folder: string,
      indexes: readonly number[],
      code: FoundShard['trials']['code'] = [],
    ): FoundShard => ({
      folder,
      trials: { entries: new Map(indexes.map((index) => [index, entry(index)])), code },
    });
    const small = { ...study, setups: study.setups.slice(0, 2), seeds: [{ from: 5, to: 6 }] };
    const merged = mergeShards(small, [shard('a', [3, 0]), shard('b', [1]), shard('c', [2])]);
    expect(merged.map(({ index }) => index)).toEqual([0, 1, 2, 3]);
    const refused = (...shards: FoundShard[]) => expect(() => mergeShards(small, shards));
    refused(shard('a', [0, 1, 2]), shard('b', [2, 3])).toThrow(
      new InputError('DIR: seed 5 of "tosses=2" is in "a" and in "b"'),
    );
    refused(shard('a', [0]), shard('b', [2])).toThrow(
      new InputError(
        'DIR: 2 of 4 runs are in none of these folders; the first is seed 6 of "tosses=1": name all shards, or run them to their ends',
      ),
    );
    const code = (sha256: string) => [{ file: 'plugin.ts', sha256 }];
    refused(shard('a', [0], code('1')), shard('b', [1], code('1')), shard('c', [2], code('2'))).toThrow(
      new InputError('DIR: "c" was run with other code of "plugin.ts" than "a"'),
    );
    expect(mergeShards(small, [shard('a', [0, 1], code('1')), shard('b', [2, 3], code('1'))])).toHaveLength(4);
  });
});
