import { describe, expect, test } from 'vitest';
import { studyOfTosses, toss } from '../../properties/toss-study.js';
import { InputError } from '../base/input-error.js';
import { tableNames, type StudyDescription } from './description.js';
import { layOut, type StudyParts, type StudyWishes } from './lay-out.js';

const parts = (tosses: readonly number[], more: Partial<StudyParts<unknown>> = {}): StudyParts<unknown> => ({
  experiment: toss,
  setups: studyOfTosses({ tosses, seeds: 1 }).setups,
  figures: ['curve'],
  code: [],
  largestSeed: 2 ** 32 - 1,
  twice: (name) => `settings: two are called ${name}`,
  ...more,
});
const wishes: StudyWishes = { seeds: [{ from: 1, to: 4 }], rng: 'mt19937' };
const described = (more: Partial<StudyWishes>, tosses: readonly number[] = [1, 2]): StudyDescription =>
  layOut({ ...wishes, ...more }, parts(tosses));
const refused = (message: string) => new InputError(message);

test('a study is laid out with what it does not say', () => {
  const { setups } = parts([1, 2]);
  expect(described({})).toStrictEqual({
    experiment: toss,
    title: null,
    setups,
    seeds: [{ from: 1, to: 4 }],
    rng: 'mt19937',
    comparisons: 'all',
    tables: tableNames,
    figures: ['curve'],
  });
});

test('and with what it says', () => {
  const code = [{ file: 'a.ts', sha256: '0' }];
  const study = layOut(
    { ...wishes, title: 'mine', comparisons: 'none', tables: ['endings', 'trials'] },
    parts([1, 2], { code }),
  );
  expect(study).toMatchObject({ title: 'mine', comparisons: 'none', tables: ['trials', 'endings'], code });
  expect(described({ tables: [] }).tables).toEqual([]);
});

test('what is compared depends on how many there are, and on their axis', () => {
  expect(described({}, [1, 2, 3]).comparisons).toBe('all');
  expect(described({}, [1, 2, 3, 4]).comparisons).toBe('neighbours');
  const setups = [1, 2, 3, 4].map((tosses) => ({ setting: { tosses: 1, name: `n${tosses}` }, grid: {} }));
  expect(layOut(wishes, parts([], { setups })).comparisons).toBe('first');
});

test('a baseline is what all are compared with', () => {
  expect(described({ baseline: 'tosses=2' })).toMatchObject({ baseline: 1, comparisons: 'baseline' });
  expect(described({ baseline: 'tosses=1', comparisons: 'baseline' })).toMatchObject({ baseline: 0 });
  expect(described({ comparisons: 'baseline' })).not.toHaveProperty('baseline');
});

test.each<[Partial<StudyWishes>, string]>([
  [{ baseline: 'x' }, 'baseline: "x": is none of the study\'s settings: "tosses=1", "tosses=2"'],
  [
    { baseline: 'tosses=1', comparisons: 'all' },
    'baseline: "tosses=1": does not go with comparisons "all": leave one out',
  ],
  [{ seeds: [{ from: 0, to: 5_000_000 }] }, 'seeds: 10000002 trials: at most 10000000 fit in one study'],
  [
    { criterion: { setting: 'x', successRate: { atLeast: 0.5, falsePass: 0.05, falseAlarm: 0.01 } } },
    'criterion: setting: "x" is not one of the study\'s; known are "tosses=1", "tosses=2"',
  ],
])('%j is refused', (more, message) => {
  expect(() => described(more)).toThrow(refused(message));
});

test('ten million trials fit', () => {
  expect(described({ seeds: [{ from: 1, to: 5_000_000 }] }).setups).toHaveLength(2);
});

describe('settings of one study', () => {
  test('differ in what tables call them', () => {
    const setups = [1, 2].map((tosses) => ({ setting: { tosses, name: undefined }, grid: {} }));
    expect(layOut(wishes, parts([], { setups })).setups).toBe(setups);
    const twice = [...setups, { setting: { tosses: 1 }, grid: { tosses: 1 } }];
    expect(() => layOut(wishes, parts([], { setups: twice }))).toThrow(refused('settings: two are called tosses=1'));
  });

  test('of one name are told apart by the rest of their identity', () => {
    const says = 'a column';
    const identity = ['name', 'tosses'].map((name) => ({ name, unit: null, says, holds: { is: 'any' as const } }));
    const experiment = { ...toss, identity };
    const setups = [1, 2].map((tosses) => ({ setting: { tosses, name: 'coin' }, grid: {} }));
    expect(layOut(wishes, parts([], { setups, experiment })).setups).toHaveLength(2);
    expect(() => layOut({ ...wishes, baseline: 'coin' }, parts([], { setups, experiment }))).toThrow(
      refused('baseline: "coin": 2 settings have this name: leave it out'),
    );
  });
});

test('a criterion is settled for the study', () => {
  const successRate = { atLeast: 0.5, falsePass: 0.05, falseAlarm: 0.01 };
  const study = described({ seeds: [{ from: 1, to: 900 }], criterion: { setting: 'tosses=2', successRate } });
  expect(study.criterion).toEqual({ setup: 1, claim: { ...successRate, margin: 0.05 } });
  expect(described({})).not.toHaveProperty('criterion');
});
