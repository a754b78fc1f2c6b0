import fc from 'fast-check';
import { expect, test } from 'vitest';
import { property } from '../../../properties/property.js';
import { arbitraryRecipe } from '../../testing/arbitrary-recipe.js';
import { InputError } from '../../base/input-error.js';
import { recipeNamed } from '../../training/read-recipe.js';
import { describeStudy, type StudyRequest } from './describe-study.js';
import { figureNames } from './figures.js';
import { comparisonNames, tableNames } from '../../study/description.js';
import { readableJson } from '../../study/readable-json.js';
import { readStudy, readStudyRequest } from './read-study.js';
import { studyFrom, shippedStudies, studyRequestFrom } from './study-file.js';
import { studyText } from './study-text.js';

const noFiles = (name: string): never => {
  throw new InputError(`study: cannot read ${name}`);
};
/** What a program makes of the text that has neither the files nor the options of the study. */
const readBack = (text: string) => readStudy({ value: JSON.parse(text), load: noFiles });

const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const arbitraryRequest: fc.Arbitrary<StudyRequest> = fc
  .record({
    title: optional(fc.string({ minLength: 1, unit: 'binary' })),
    recipes: fc.array(arbitraryRecipe(30), { minLength: 1, maxLength: 3 }),
    names: fc.uniqueArray(fc.string({ minLength: 1, maxLength: 20, unit: 'binary' }), { minLength: 3, maxLength: 3 }),
    evaluation: optional(fc.constant({ interval: 7, extrapolation: [-0, 3] })),
    grid: optional(
      fc.constantFrom<NonNullable<StudyRequest['grid']>>(
        { learningRate: [0.1, 1e-300], 'evaluation.samples': [3] },
        { 'evaluation.extrapolation': [[-0, 1]], backend: ['float64', { name: 'mpfr', digits: 30 }] },
        { precision: [20, 30], backend: ['mpfr'] },
      ),
    ),
    seeds: fc.constantFrom(
      [{ from: 1, to: 9 }],
      [
        { from: 7, to: 7 },
        { from: 0, to: 3 },
      ],
    ),
    rng: fc.constantFrom('xoroshiro128plus', 'mt19937'),
    backend: fc.constantFrom({ name: 'float64', digits: null }, { name: 'decimal', digits: 18 }),
    comparisons: optional(fc.constantFrom(...comparisonNames)),
    tables: optional(fc.subarray([...tableNames])),
    figures: optional(fc.subarray([...figureNames])),
  })
  .map(({ names, recipes, ...request }) => ({
    ...request,
    recipes: recipes.map((recipe, k) => ({ ...recipe, name: names[k] })),
  }));

property([arbitraryRequest])('a study written as text is the same study when it is read', (request) => {
  const description = describeStudy(request);
  const text = studyText(request, description);
  const back = readBack(text);
  // As values, −0 told from 0; and field by field in the same order, which is that of a table's columns.
  expect(back).toStrictEqual(description);
  expect(JSON.stringify(back.setups.map(({ grid }) => grid))).toBe(
    JSON.stringify(description.setups.map(({ grid }) => grid)),
  );
  expect(studyText(readStudyRequest({ value: JSON.parse(text), load: noFiles }), back)).toBe(text);
});

test('so are the studies that ship, with other seeds too', () => {
  for (const name of shippedStudies()) {
    const overrides = { seeds: '2..4' };
    expect(readBack(studyText(studyRequestFrom(name, overrides), studyFrom(name, overrides)))).toStrictEqual(
      studyFrom(name, overrides),
    );
  }
});

test('the text is for people too', () => {
  const request: StudyRequest = {
    recipes: [recipeNamed('clipped')],
    seeds: [{ from: 1, to: 100 }],
    rng: 'xoroshiro128plus',
    backend: { name: 'mpfr', digits: 30 },
  };
  const lines = studyText(request, describeStudy(request)).split('\n');
  expect(lines.filter((line) => /^ {2}"(?!recipes)/.test(line))).toEqual([
    '  "seeds": ["1..100"],',
    '  "rng": "xoroshiro128plus",',
    '  "backend": {',
    '  "comparisons": "all",',
    '  "tables": ["trials", "summary", "endings", "comparisons"],',
    '  "figures": ["weights"]',
  ]);
  expect(lines).toContain('        "range": [0, 10],');
});

property([fc.jsonValue({ maxDepth: 4 })])('readable JSON is the value that was written, −0 included', (value) => {
  expect(JSON.parse(readableJson(value))).toStrictEqual(value);
});

test('what JSON cannot hold is refused', () => {
  for (const value of [NaN, Infinity, () => 1, Symbol('x'), [undefined]]) {
    expect(() => readableJson(value)).toThrow(RangeError);
  }
  expect(readableJson({ a: undefined, b: [], c: {} })).toBe('{\n  "b": [],\n  "c": {}\n}');
});
