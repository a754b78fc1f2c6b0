import { expect, test } from 'vitest';
import { studyOfTosses, toss } from '../../../properties/toss-study.js';
import { plainSuccess } from '../../base/success-words.js';
import { criterionResults } from '../tables/result-columns.js';
import { criterionRuns, type Criterion } from './criterion.js';
import { criterionColumns, criterionRow } from './criterion-table.js';

const claim = { atLeast: 0.5, margin: 0.3, falsePass: 0.05, falseAlarm: 0.01 };
const criterion: Criterion = { setup: 1, claim };
const study = studyOfTosses({ tosses: [1, 2], seeds: 40 });

test('the table of a criterion has the columns of its list', () => {
  const columns = criterionColumns(toss);
  expect(columns).toEqual(['setting', ...criterionResults(plainSuccess).map(({ name }) => name)]);
});

test('its row says of which setting, and what the verdict rests on', () => {
  const runs = criterionRuns(criterion, study);
  for (let k = 0; k < 3; k++) runs.observe(k, k + 1, k === 1);
  expect([...criterionRow(study, criterion, runs.verdict())]).toEqual([
    ['setting', 'tosses=2'],
    ['verdict', 'undecided'],
    ['seeds', 40],
    ['at_least', 0.5],
    ['margin', 0.3],
    ['false_pass', 0.05],
    ['false_alarm', 0.01],
    ['runs', 3],
    ['converged', 1],
  ]);
});

test('a run that is told twice counts once, and one after the decision not at all', () => {
  const runs = criterionRuns(criterion, study);
  runs.observe(1, 2, false);
  expect([runs.seeds, runs.verdict().cells.at(-2)]).toEqual([null, ['runs', 0]]);
  runs.observe(0, 1, false);
  runs.observe(0, 1, true);
  runs.observe(1, 2, true);
  expect(runs.verdict().cells.slice(-2)).toEqual([
    ['runs', 2],
    ['converged', 0],
  ]);
  for (let k = 2; k < 40; k++) runs.observe(k, k + 1, false);
  const [, decided] = runs.verdict().cells.at(-2) ?? [];
  expect(runs.seeds).toBe(decided);
  expect(decided).toBeLessThan(40);
  runs.observe(39, 40, true);
  expect(runs.verdict().cells.at(-1)).toEqual(['converged', 0]);
});
