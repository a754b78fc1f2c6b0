import { describe, expect, test } from 'vitest';
import { studyOfTosses, toss } from '../../../properties/toss-study.js';
import { trialAt } from '../description.js';
import type { Experiment } from '../experiment.js';
import { numberOfCell, textOfCell } from './cell-value.js';
import type { Cell } from './cell.js';
import { comparisonResults, countColumn, criterionResults, column, counts, successColumns } from './result-columns.js';
import {
  cellIn,
  failedRow,
  gridCells,
  gridColumns,
  identityCells,
  identityNames,
  rowColumns,
  settingCells,
  trialColumns,
  trialRow,
} from './trial-table.js';
import { plainSuccess } from '../../base/success-words.js';

const any = (name: string) => column(name, name, { is: 'any' });
/** A column for each toss, and one that a run cost. */
let asked = 0;
const detailed: Experiment = {
  ...toss,
  costs: [any('spent')],
  details: (settings) => {
    asked++;
    const most = Math.max(...settings.map((setting) => Number(JSON.stringify(setting).replace(/\D/g, ''))));
    return Array.from({ length: most }, (_, k) => any(`toss${k}`));
  },
};
const study = studyOfTosses({ tosses: [1, 2], seeds: 2, experiment: detailed });
const fixed = ['setting', 'rng', 'seed', 'spent', 'outcome', 'failure', 'heads'];

describe('the columns of a row', () => {
  test('are those of every trial, and those that its setting brings', () => {
    const [one, two] = study.setups.map(({ setting }) => setting);
    expect(rowColumns(detailed, one)).toEqual([...fixed, 'toss0']);
    expect(rowColumns(detailed, two)).toEqual([...fixed, 'toss0', 'toss1']);
    expect(rowColumns(toss, one)).toEqual(fixed.filter((name) => name !== 'spent'));
    expect(rowColumns(detailed, 3)).toEqual([...fixed, 'toss0', 'toss1', 'toss2']);
    expect(rowColumns(detailed, null)).toEqual(fixed);
  });

  test('are asked for once for a setting that many trials share', () => {
    const setting = { tosses: 4 };
    const before = asked;
    for (let k = 0; k < 3; k++) expect(rowColumns(detailed, setting)).toHaveLength(fixed.length + 4);
    expect(asked).toBe(before + 1);
  });

  test('of a table are those of all settings, and of the grid', () => {
    expect(trialColumns(study)).toEqual([...fixed, 'setting.tosses', 'toss0', 'toss1']);
    expect(trialColumns({ ...study, experiment: toss })).not.toContain('toss0');
    expect(gridColumns(toss, study.setups)).toEqual(['setting.tosses']);
    expect(identityNames(toss)).toEqual(['setting']);
  });
});

describe('the cells of a row', () => {
  const trial = trialAt(study, 3);
  test('are who it is, how it ended and what it came to', () => {
    const row = trialRow(detailed, trial, { outcome: 'other', row: { heads: 1, spent: 'x', toss1: true } });
    expect(rowColumns(detailed, trial.setting).map((name) => row.get(name) ?? null)).toEqual([
      ...['tosses=2', 'xoroshiro128plus', 2, 'x', 'other', null, 1],
      ...[null, null],
    ]);
  });

  test('of a failed run are who it is, and why', () => {
    const row = failedRow(detailed, trial, 'crashed');
    expect(fixed.map((name) => row.get(name) ?? null)).toEqual([
      ...['tosses=2', 'xoroshiro128plus', 2, null, 'failed', 'crashed', null],
    ]);
  });

  test('of a setting are its identity and its place in the grid', () => {
    expect(settingCells(toss, trial.setting)).toEqual([['setting', 'tosses=2']]);
    expect(identityCells(toss, trial.setting)).toEqual(['tosses=2']);
    const grid = { a: 1.5, 'b.c': 'x', d: false, e: null, f: [1] };
    expect(gridCells(toss, { setting: null, grid })).toEqual([
      ['setting.a', 1.5],
      ['setting.b.c', 'x'],
      ['setting.d', 'false'],
      ['setting.e', 'null'],
      ['setting.f', '[1]'],
    ]);
  });

  test.each<[unknown, Cell]>([
    [{ a: 1 }, 1],
    [{ a: 'x' }, 'x'],
    [{ a: null }, null],
    [{ a: true }, null],
    [{}, null],
    [null, null],
    ['text', null],
  ])('are read from fields: of %j it is %j', (row, cell) => {
    expect(cellIn(any('a'), row)).toBe(cell);
    expect(cellIn({ ...any('a'), cell: () => 'own' }, row)).toBe('own');
  });

  test.each<[Cell, number | null, string]>([
    [null, null, ''],
    ['1', null, '1'],
    [-0, -0, '-0'],
    [1.5, 1.5, '1.5'],
    [{ digits: '1.250' }, 1.25, '1.250'],
  ])('%j is the number %j and the text %j', (cell, value, text) => {
    expect([numberOfCell(cell), textOfCell(cell)]).toEqual([value, text]);
  });
});

describe('columns of results', () => {
  test('have names, words, kinds and units', () => {
    expect(column('a', 'says', { is: 'any' })).toEqual({ name: 'a', says: 'says', holds: { is: 'any' }, unit: null });
    expect(counts('a', 'says')).toMatchObject({ unit: 'runs', required: true, holds: { whole: true, from: 0 } });
    expect(countColumn('dead-phase-x')).toBe('dead_phase_x');
  });

  test('add up to the pairs, and say success in words of their own', () => {
    const words = { ...plainSuccess, past: 'won', infinitive: 'win' };
    const { ways, columns } = comparisonResults('recipe', words);
    expect(ways).toEqual(['both', 'only_recipe', 'only_baseline', 'neither']);
    expect(columns.map(({ name }) => name).slice(0, 5)).toEqual(['pairs', ...ways]);
    const says = [...columns, ...successColumns(words), ...criterionResults(words)].map((one) => one.says);
    for (const phrase of ['seeds on which both won', 'share of runs that won', 'the share of runs that is to win']) {
      expect(says).toContain(phrase);
    }
    for (const phrase of says) expect(phrase).toMatch(/^\S.*\S$/);
    for (const { unit, holds } of columns) expect([null, 'seeds']).toContain(holds.is === 'number' ? unit : null);
  });
});
