import { describe, expect, test } from 'vitest';
import { errorsOf, referenceOf, wrongWith } from '../scripts/faults/one-fault.js';
import { forgetfulDisk } from '../scripts/faults/lost-power.js';
import { lostByPowerCuts, recorded, wrongAfterPowerCut } from '../scripts/faults/power-cuts.js';
import { scenarioNamed, type Call } from '../scripts/faults/scenario.js';

/**
 * A few of the failures of the file system that `npm run check:faults` tries one by one: the real program,
 * one call of which fails, and then the same command again.
 */
test('a failing call of a study is said in one line, and the study goes on to the same bytes', () => {
  const reference = referenceOf(scenarioNamed('shard'));
  for (const fault of ['write:2:SHORT', 'fsync:3:EIO', 'stat:13:EACCES']) {
    expect([fault, ...wrongWith(reference, fault)]).toEqual([fault]);
  }
  expect([...reference.counts.keys()].filter((kind) => !(kind in errorsOf))).toEqual([]);
  reference.start.remove();
});

test('a failing call of train leaves no half file', () => {
  const reference = referenceOf(scenarioNamed('train'));
  for (const fault of ['write:3:ENOSPC', 'rename:2:EIO']) {
    expect([fault, ...wrongWith(reference, fault)]).toEqual([fault]);
  }
  reference.start.remove();
});

test('a power cut after any call takes no trial that counted, leaves no half file, and nothing that was done', () => {
  for (const name of ['train', 'shard']) {
    const run = recorded(scenarioNamed(name));
    expect(run.calls.length).toBeGreaterThan(20);
    expect(lostByPowerCuts(run)).toEqual([]);
    if (name === 'shard') expect(wrongAfterPowerCut(run, run.calls.length - 12)).toEqual([]);
    run.place.remove();
  }
});

describe('a disk that keeps nothing before it is told to', () => {
  const text = (words: string) => Buffer.from(words).toString('base64');
  const open: Call = { kind: 'open', n: 1, path: '/d/t', isNew: true };
  const write: Call = { kind: 'write', n: 1, path: '/d/t', bytes: text('rows') };
  const rename: Call = { kind: 'rename', n: 1, path: '/d/t', to: '/d/a' };
  const syncFile: Call = { kind: 'fsync', n: 1, path: '/d/t' };
  const syncFolder: Call = { kind: 'fsync', n: 2, path: '/d' };
  const left = (...calls: readonly Call[]) => {
    const disk = forgetfulDisk(new Map([['/d/a', Buffer.from('old')]]));
    for (const call of calls) disk.take(call);
    return disk
      .remains()
      .map(({ files }) => Object.fromEntries([...files].map(([path, own]) => [path, own.toString()])));
  };

  test.each([
    [
      'renamed without a sync: the old file or an empty one',
      [open, write, rename],
      [{ '/d/a': 'old' }, { '/d/a': '' }],
    ],
    ['synced and renamed: old or new', [open, write, syncFile, rename], [{ '/d/a': 'old' }, { '/d/a': 'rows' }]],
    [
      'and the folder synced: new',
      [open, write, syncFile, rename, syncFolder],
      [{ '/d/a': 'rows' }, { '/d/a': 'rows' }],
    ],
    ['written and not synced: a name at most', [open, write], [{ '/d/a': 'old' }, { '/d/a': 'old', '/d/t': '' }]],
  ])('%s', (_, calls, expected) => {
    expect(left(...calls)).toEqual(expected);
  });
});
