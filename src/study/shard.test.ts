import fc from 'fast-check';
import { expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import { InputError } from '../base/input-error.js';
import { studyOfTosses } from '../../properties/toss-study.js';
import { isInShard, isShardDone, readShard, shardSize } from './shard.js';

property([fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 9 })])(
  'every trial is in one shard, and a shard is done when its trials are',
  (of, seeds) => {
    const study = studyOfTosses({ tosses: [1, 2], seeds });
    const indexes = [...Array(2 * seeds).keys()];
    const shards = [...Array(of).keys()].map((k) => readShard('--shard', `${k + 1}/${of}`));
    for (const index of indexes) expect(shards.filter((shard) => isInShard(shard, index))).toHaveLength(1);
    for (const shard of shards) {
      const own = indexes.filter((index) => isInShard(shard, index));
      expect(shardSize(shard, study)).toBe(own.length);
      expect(isShardDone(shard, study, { isFinished: (index) => own.includes(index) })).toBe(true);
      for (const lost of own) {
        expect(isShardDone(shard, study, { isFinished: (index) => index !== lost })).toBe(false);
      }
    }
  },
);

test.each(['0/3', '4/3', '1/100001', '1', '1/', '/1', 'x1/2', '1/2x', '1/2/3', '-1/2', '1.5/2', '', '1/0000002'])(
  '%j is no shard',
  (text) => {
    const message = `--shard: ${JSON.stringify(text)}: must be K/N with 1 ≤ K ≤ N ≤ 100000`;
    expect(() => readShard('--shard', text)).toThrow(new InputError(message));
  },
);

test.each([
  ['1/1', { k: 1, of: 1 }],
  ['12/340', { k: 12, of: 340 }],
  ['100000/100000', { k: 100_000, of: 100_000 }],
])('%s is one', (text, shard) => {
  expect(readShard('--shard', text)).toEqual(shard);
});
