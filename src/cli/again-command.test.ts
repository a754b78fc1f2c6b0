import { expect, test } from 'vitest';
import { trainingTerms } from '../experiments/training/report/terms.js';
import { studyReader, type StudyData } from '../report/study-data.js';
import { readStudyFile } from '../report/study-file.js';
import { namedRecipes } from '../training/named-recipes.js';
import { againCommand } from './again-command.js';

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
