import { expect, test } from 'vitest';
import { trainingTerms } from '../experiments/training/report/terms.js';
import { studyReader, type StudyData } from '../report/study-data.js';
import { readStudyFile } from '../report/study-file.js';
import { namedRecipes } from '../training/named-recipes.js';
import { againCommand, isShipped } from './again-command.js';

/** Seeds 1 to 5 of each recipe. */
function trialsOf(...recipes: readonly string[]): StudyData {
  const reader = studyReader(['recipe', 'outcome', 'seed', 'rng'], trainingTerms);
  for (const recipe of recipes) {
    for (const seed of [1, 2, 3, 4, 5]) reader.row([recipe, 'converged', seed, 'xoroshiro128plus']);
  }
  const study = reader.finish();
  if (study === null) throw new Error('no rows');
  return study;
}

const again = (study: StudyData, description?: unknown, hasStudyFile = false) =>
  againCommand(study, readStudyFile(description), hasStudyFile)?.replace(/^npx warizan /, '');

const shipped = namedRecipes.get('clipped');
const changed = { ...shipped, learningRate: 0.05 };
const plain = 'study --recipe clipped --seeds 1..5 --rng xoroshiro128plus --out DIR';

test('a study of shipped recipes is made again by options, which need no file', () => {
  expect(again(trialsOf('clipped'))).toBe(plain);
  expect(again(trialsOf('clipped'), { warizan: 1, description: { recipes: [shipped] } })).toBe(plain);
  expect(again(trialsOf('clipped'), { recipes: ['clipped'], seeds: '1..5' }, true)).toBe(plain);
});

test('where options would make other tables it is made by its file, and where there is none by nothing', () => {
  const said = { setups: [{ recipe: shipped }], seeds: [{ from: 1, to: 5 }], comparisons: 'all', figures: ['weights'] };
  expect(again(trialsOf('clipped'), { warizan: 3, description: said })).toBe(plain);
  const changes = [
    { setups: [{ recipe: changed }] },
    { recipes: [changed] },
    { evaluation: { samples: 5 } },
    { comparisons: 'none' },
    { figures: [] },
    { tables: ['trials'] },
    { seeds: ['4..5', '1..3'] },
  ];
  for (const change of changes) {
    expect(again(trialsOf('clipped'), { warizan: 3, description: { ...said, ...change } })).toBeUndefined();
    expect(again(trialsOf('clipped'), { ...said, ...change }, true)).toBe('study study.json --out DIR');
  }
  expect(again(trialsOf('mine'))).toBeUndefined();
  expect(again(trialsOf('$(rm -rf ~)'), {}, true)).toBe('study study.json --out DIR');
});

/** Rows of runs with these cells, in a table of these columns. */
function studyOf(columns: readonly string[], ...rows: readonly (readonly (string | number | null)[])[]): StudyData {
  const reader = studyReader(columns, trainingTerms);
  for (const row of rows) reader.row(row);
  const study = reader.finish();
  if (study === null) throw new Error('no rows');
  return study;
}
const columns = ['recipe', 'backend', 'precision', 'outcome', 'seed', 'rng'];
const run = (recipe: string, backend: string | null, precision: number | null, seed: number | null, rng = 'pcg64') => [
  ...[recipe, backend, precision, 'converged', seed, rng],
];

test.each([
  [
    'two recipes',
    [run('clipped', null, null, 1), run('exact', null, null, 1)],
    '--recipe clipped --recipe exact --seeds 1..1 --rng pcg64',
  ],
  ['float64', [run('clipped', 'float64', null, 2)], '--recipe clipped --seeds 2..2 --rng pcg64'],
  [
    'a backend',
    [run('clipped', 'mpfr', 30, 2)],
    '--recipe clipped --seeds 2..2 --rng pcg64 --backend mpfr --precision 30',
  ],
  [
    'a backend of usual digits',
    [run('clipped', 'mpfr', null, 2)],
    '--recipe clipped --seeds 2..2 --rng pcg64 --backend mpfr --precision 50',
  ],
])('options say %s', (_, rows, options) => {
  expect(again(studyOf(columns, ...rows))).toBe(`study ${options} --out DIR`);
});

test.each([
  ['two backends', [run('clipped', null, null, 1), run('clipped', 'mpfr', 30, 1)]],
  ['two precisions', [run('clipped', 'mpfr', 20, 1), run('exact', 'mpfr', 30, 1)]],
  ['two generators', [run('clipped', null, null, 1), run('clipped', null, null, 2, 'mt19937')]],
  ['no generator', [run('clipped', null, null, 1)].map((row) => row.slice(0, 5))],
  ['a generator that is no word', [run('clipped', null, null, 1, 'a b')]],
  ['a backend that is no word', [run('clipped', 'a;b', 20, 1)]],
  ['seeds with a gap', [run('clipped', null, null, 1), run('clipped', null, null, 3)]],
  ['no seeds', [run('clipped', null, null, null)]],
  ['a recipe of a user’s beside a shipped one', [run('clipped', null, null, 1), run('mine', null, null, 1)]],
])('options cannot say %s', (_, rows) => {
  expect(again(studyOf(columns.slice(0, rows[0].length), ...rows))).toBeUndefined();
});

test.each([
  ['clipped', true],
  ['mine', false],
  [shipped, true],
  [changed, false],
  [{ ...shipped, name: 'mine' }, false],
  [{ name: 5 }, false],
  [{}, false],
  [null, false],
  [7, false],
])('%j is a recipe as it ships: %j', (recipe, is) => {
  expect(isShipped(recipe)).toBe(is);
});
