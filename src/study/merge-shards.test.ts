import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import { studyOfTosses } from '../../properties/toss-study.js';
import { InputError } from '../base/input-error.js';
import type { CodeFile } from './description.js';
import { mergeShards, type FoundShard } from './merge-shards.js';
import { isInShard } from './shard.js';

const study = studyOfTosses({ tosses: [1, 2], seeds: 5 });
const entry = (index: number) => ({ index, row: new Map([['heads', index]]), series: {} });
const shard = (folder: string, indexes: readonly number[], code: readonly CodeFile[] = []): FoundShard => ({
  folder,
  trials: { entries: new Map(indexes.map((index) => [index, entry(index)])), code },
});
const all = [...Array(10).keys()];

property([fc.integer({ min: 1, max: 12 })])('shards that are whole are the study, in its order', (of) => {
  const shards = Array.from({ length: of }, (_, k) =>
    shard(`shard ${k}`, all.filter((index) => isInShard({ k: k + 1, of }, index)).reverse()),
  );
  expect(mergeShards(study, shards.reverse())).toEqual(all.map(entry));
});

describe('shards that are no study', () => {
  const file = (name: string, sha256: string): CodeFile => ({ file: name, sha256 });
  const halves = (...codes: readonly CodeFile[][]) => [
    shard('a', all.slice(0, 5), codes[0]),
    shard('b', all.slice(5), codes[1]),
  ];
  const refused = (message: string) => new InputError(message);

  test('lack runs', () => {
    expect(() => mergeShards(study, [shard('a', [0, 1, 2]), shard('b', [3, 4, 5, 7])])).toThrow(
      refused(
        'DIR: 3 of 10 runs are in none of these folders; the first is seed 2 of "tosses=2": name all shards, or run them to their ends',
      ),
    );
    expect(() => mergeShards(study, [shard('a', [])])).toThrow(
      /^DIR: 10 of 10 runs .* the first is seed 1 of "tosses=1"/,
    );
  });

  test('have a run twice', () => {
    const shards = [shard('a', [0, 1, 2]), shard('b', [3, 4]), shard('c', [5, 4])];
    expect(() => mergeShards(study, shards)).toThrow(refused('DIR: seed 5 of "tosses=1" is in "b" and in "c"'));
  });

  test('were run with other code', () => {
    const [one, other] = [file('p.js', '1'), file('p.js', '2')];
    expect(mergeShards(study, halves([one], [one]))).toHaveLength(10);
    expect(() => mergeShards(study, halves([one], [other, file('q.js', '1')]))).toThrow(
      refused('DIR: "b" was run with other code of "p.js", "q.js" than "a"'),
    );
    expect(() => mergeShards(study, halves([one], []))).toThrow(
      refused('DIR: "b" was run with other code of "p.js" than "a"'),
    );
  });
});
