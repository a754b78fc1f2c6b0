import { describe, expect, test } from 'vitest';
import type { Cell } from '../study/tables/cell.js';
import { studyChapter } from './study-chapter.js';
import { studyReader } from './study-data.js';
import type { StudyTerms } from './study-terms.js';

/** An experiment that this program does not have. */
const solving: StudyTerms = {
  identity: ['model', 'solver'],
  variant: { term: 'Solver', says: ([solver]) => `the ${solver} solver` },
  outcomes: ['solved', 'stuck'],
  successes: ['solved'],
  success: { adjective: 'solved', infinitive: 'converge', past: 'converged', one: 'learns', many: 'learn' },
  measures: {},
  coloured: ['ideal'],
};
const columns = ['solver', 'model', 'model.stiffness', 'seed', 'outcome'];
const rows = ['euler', 'midpoint'].flatMap((solver) =>
  [1, 2, 3].flatMap((stiffness) =>
    [1, 2, 3, 4].map((seed): Cell[] => {
      const outcome = seed > stiffness ? 'solved' : seed === 1 ? 'lost' : 'stuck';
      return [solver, `pendulum stiffness=${stiffness}`, stiffness, seed, outcome];
    }),
  ),
);

function chapter(terms: StudyTerms, given = rows) {
  const reader = studyReader(columns, terms);
  const places = given.map((row) => reader.row(row));
  const study = reader.finish();
  if (study === null) throw new Error('no rows');
  const more = { figures: [], notes: ['Nothing else is drawn.'] };
  return { places, study, chapter: studyChapter(study, { comparisons: null, fieldsOf: new Map(), more }) };
}

describe("a study of somebody else's experiment", () => {
  const { places, study, chapter: found } = chapter(solving);

  test('is told by its own columns, and a row knows its group', () => {
    expect(study.groups.map(({ identity }) => identity)[4]).toEqual([
      ['model', 'pendulum stiffness=2'],
      ['solver', 'midpoint'],
    ]);
    expect(study.groups.map(({ label }) => label)[4]).toBe('stiffness 2, midpoint');
    expect(places).toEqual(rows.map((_, k) => Math.floor(k / 4)));
  });

  test('has its own outcomes: its first is success, and what it does not name comes last', () => {
    expect(study.groups.map(({ converged }) => converged)).toEqual([3, 2, 1, 3, 2, 1]);
    expect(study.groups[1].outcomes.map(([name]) => name)).toEqual(['solved', 'stuck', 'lost']);
  });

  test('of many groups names the first, and says how many more there are', () => {
    const many = Array.from({ length: 30 }, (_, k): Cell[] => ['euler', `model ${k}`, k, 1, 'solved']);
    const [[term, names]] = chapter(solving, many).chapter.question;
    expect(term).toBe('Models');
    expect(names.split(', ').slice(-2)).toEqual(['model 23', '… and 6 more']);
  });

  test('is asked in its own words', () => {
    expect(found.title).toBe('How often pendulum learns, by setting');
    expect(found.question.map(([term]) => term)).toEqual(['Models', 'Settings', 'Seeds', 'Solver', 'Runs']);
    expect(found.question).toContainEqual(['Solver', 'the euler solver, the midpoint solver']);
    expect(found.tables.map(({ name }) => name)).toEqual(['models', 'comparisons']);
    const texts = JSON.stringify(found).replaceAll(/(font|title)weight/gi, '');
    expect(texts).not.toMatch(/weights|phase|exponent|recipe|backend/i);
  });

  test('does not speak of measures that it does not have', () => {
    const headings = found.tables.flatMap((table) => table.columns.map(({ heading }) => heading));
    expect(headings).not.toEqual(expect.arrayContaining([expect.stringMatching(/step|sample/)]));
    expect(found.figures.map(({ name }) => name)).toEqual(['rate', 'rate-map', 'success', 'outcomes']);
    expect(found.notes).toEqual(['Nothing else is drawn.']);
  });

  test('is refused without the column of its names', () => {
    expect(() => studyReader(['outcome'], solving)).toThrow('no column model');
  });
});

test('groups with different seeds are told of: rows of failures may have been left out', () => {
  const whole = chapter(solving).chapter.answer;
  expect(whole.join(' ')).not.toContain('seeds in the table');
  expect(whole.length).toBe(2);
  const solved = rows.filter((row) => row[4] === 'solved');
  const { answer } = chapter(solving, solved).chapter;
  expect(answer).toHaveLength(3);
  expect(answer[2]).toMatch(
    /^Not all have the same seeds: of the table's 3 seeds there are runs of .* on 2, .* on 1.*\. Rates are of the runs that are there\.$/,
  );
});
