import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { studyOfTosses, toss } from '../../../properties/toss-study.js';
import { trialAt } from '../description.js';
import type { Experiment } from '../experiment.js';
import type { Cell } from './cell.js';
import type { Column } from './column.js';
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

const column = (name: string, cell?: Column['cell']): Column => ({
  name,
  unit: null,
  says: name,
  holds: { is: 'any' },
  ...(cell === undefined ? {} : { cell }),
});
const tossesIn = (setting: unknown) => z.object({ tosses: z.number() }).parse(setting).tosses;
let asked = 0;
/** Tosses of a coin that costs time. */
const plain: Experiment = {
  ...toss,
  identity: [column('name', (setting) => `toss ${tossesIn(setting)}`), column('tosses')],
  costs: [column('time')],
};
/** With a column for each number of tosses. */
const detailed: Experiment = {
  ...plain,
  details(settings) {
    asked++;
    return settings.map((setting) => column(`after_${tossesIn(setting)}`, () => tossesIn(setting)));
  },
};
const study = studyOfTosses({ tosses: [2, 5], seeds: 3, experiment: detailed });
const [{ setting }] = study.setups;
const fixed = ['name', 'tosses', 'rng', 'seed', 'time', 'outcome', 'failure', 'heads'];

describe('the cell of a row', () => {
  test.each<[unknown, Cell]>([
    [{ heads: 3 }, 3],
    [{ heads: 'three' }, 'three'],
    [{ heads: true }, null],
    [{ heads: { digits: '3' } }, null],
    [{}, null],
    [null, null],
    ['heads', null],
  ])('of %j in a column is its field', (row, cell) => {
    expect(cellIn(column('heads'), row)).toBe(cell);
  });

  test('or what the column makes of it', () => {
    expect(
      cellIn(
        column('heads', () => 7),
        { heads: 3 },
      ),
    ).toBe(7);
  });
});

describe('a table of trials', () => {
  test('has the columns of its experiment, its grid and its settings', () => {
    expect(rowColumns(detailed, setting)).toEqual([...fixed, 'after_2']);
    expect(trialColumns(study)).toEqual([...fixed, 'name.tosses', 'after_2', 'after_5']);
    expect(rowColumns(plain, setting)).toEqual(fixed);
    expect(trialColumns({ ...study, experiment: plain })).toEqual([...fixed, 'name.tosses']);
  });

  test('asks for the details of a setting once, and of one that is no object each time', () => {
    const own = { tosses: 8 };
    const before = asked;
    for (let k = 0; k < 3; k++) expect(rowColumns(detailed, own).at(-1)).toBe('after_8');
    expect(asked).toBe(before + 1);
    const ofAny: Experiment = { ...detailed, details: ([each]) => [column(`of_${String(each)}`)] };
    expect(rowColumns(ofAny, own).at(-1)).toBe('of_[object Object]');
    for (const each of [null, 3, 'x']) expect(rowColumns(ofAny, each).at(-1)).toBe(`of_${String(each)}`);
  });

  test('has a row of who a trial is and what it came to', () => {
    const row = trialRow(detailed, trialAt(study, 4), { outcome: 'other', row: { heads: 1, time: 9 } });
    const cells = [...fixed, 'after_5'].map((name) => row.get(name));
    expect(cells).toEqual(['toss 5', 5, 'xoroshiro128plus', 2, 9, 'other', undefined, 1, 5]);
  });

  test('has a row of one that failed, with the reason', () => {
    const row = failedRow(detailed, trialAt(study, 4), 'no luck');
    const cells = fixed.map((name) => row.get(name));
    expect(cells).toEqual(['toss 5', 5, 'xoroshiro128plus', 2, undefined, 'failed', 'no luck', undefined]);
  });

  test('says which setting a row is of, and where it is in the grid', () => {
    expect(identityNames(detailed)).toEqual(['name', 'tosses']);
    expect(settingCells(detailed, setting)).toEqual([
      ['name', 'toss 2'],
      ['tosses', 2],
    ]);
    expect(identityCells(detailed, setting)).toEqual(['toss 2', 2]);
    const setup = { setting, grid: { rate: 0.5, 'step.rule': 'sgd', on: true, list: [1, 'a'], none: null } };
    expect(gridColumns(detailed, [setup])).toEqual(
      ['rate', 'step.rule', 'on', 'list', 'none'].map((path) => `name.${path}`),
    );
    expect(gridCells(detailed, setup)).toEqual([
      ['name.rate', 0.5],
      ['name.step.rule', 'sgd'],
      ['name.on', 'true'],
      ['name.list', '[1,"a"]'],
      ['name.none', 'null'],
    ]);
  });
});
