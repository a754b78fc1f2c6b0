import fc from 'fast-check';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { propertyOfRecord } from '../../../properties/property.js';
import { InputError } from '../../base/input-error.js';
import { readRecipe, recipeNamed } from '../../training/read-recipe.js';
import { describeStudy } from './describe-study.js';
import { trialAt, trialCount } from '../../study/description.js';
import { readStudy, type Load } from './read-study.js';
import { studyFrom } from './study-file.js';

const noFiles: Load = (name) => {
  throw new InputError(`study: cannot read "${name.slice(0, 40)}"`);
};
const read = (value: unknown) => readStudy({ value, load: noFiles });

/** Reads, or explains in one line; anything else fails the property. */
function acceptsOrExplains(value: unknown): void {
  try {
    read(value);
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    if (error instanceof InputError) {
      expect(error.message).toMatch(/^study: /);
      expect(error.message).not.toMatch(/[\r\n]/);
      expect(error.message.length).toBeLessThan(800);
    }
  }
}

propertyOfRecord({ value: fc.jsonValue({ maxDepth: 5 }) }, { numRuns: 500 })(
  'any JSON value is a study or is explained',
  ({ value }) => acceptsOrExplains(value),
);

const fields = ['$schema', 'title', 'recipes', 'grid', 'seeds', 'rng', 'backend', 'precision', 'evaluation'];
const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom<unknown>(NaN, -1, 0, 1e400, undefined, '1..3', '3..1', [], {}, 'mpfr', { name: 'mpfr', digits: 0 }),
);
propertyOfRecord(
  {
    field: fc.constantFrom(...fields, 'comparisons', 'tables', 'figures', 'unknown', '__proto__', 'constructor'),
    value: anything,
    path: fc.constantFrom(
      'learningRate',
      'stepRule.mantissa',
      'task',
      '',
      '.',
      'a..b',
      '__proto__.x',
      'name',
      'backend',
    ),
    values: fc.oneof(fc.array(anything, { maxLength: 3 }), anything),
  },
  { numRuns: 1000 },
)('a study with any change in any one place is a study or is explained', ({ field, value, path, values }) => {
  const study = { recipes: ['clipped'], seeds: '1..3', grid: Object.fromEntries([[path, values]]) };
  acceptsOrExplains(study);
  acceptsOrExplains(Object.fromEntries([...Object.entries({ recipes: ['clipped'], seeds: '1..3' }), [field, value]]));
});

test.each([
  [{ seeds: '1..3' }, 'study: recipes: missing'],
  [{ recipes: ['clipped'] }, 'study: seeds: missing: must be A..B, one seed, or a list of these'],
  [{ recipes: ['clippd'], seeds: 1 }, 'study: recipes.0: "clippd" is not known; known are naive, clipped, exact'],
  [{ recipes: ['clipped'], seeds: 1, seed: 2 }, 'study: unknown field "seed"'],
  [{ recipes: [{ extends: 'clipped', steps: -1 }], seeds: 1 }, 'study: recipes.0: steps: -1'],
  [{ recipes: ['clipped'], seeds: '9..3' }, 'study: seeds: "9..3": must be A..B'],
  [{ recipes: ['clipped'], seeds: ['1..3', 2] }, 'study: seeds: 2: is given twice'],
  [{ recipes: ['clipped', 'clipped'], seeds: 1 }, 'study: recipes: two are called "clipped"'],
  [{ recipes: ['clipped'], seeds: 1, grid: { 'stepRul.mantissa': [true] } }, 'study: grid: unknown field "stepRul"'],
  [{ recipes: ['clipped'], seeds: 1, grid: { 'stepRule.mantissa': [3] } }, 'study: grid: stepRule.mantissa: 3'],
  [{ recipes: ['clipped'], seeds: 1, grid: { name: ['a'] } }, 'study: grid: "name": is no field to vary'],
  [{ recipes: ['clipped'], seeds: 1, grid: { precision: [30] } }, 'study: grid: precision: 30 was given, but float64'],
  [
    { recipes: ['clipped'], seeds: 1, evaluation: { sampels: 1 } },
    'study: evaluation: evaluation: unknown field "sampels"',
  ],
  [{ recipes: ['clipped'], seeds: 1, backend: 'float128' }, 'study: backend: "float128": must be one of float64'],
  [{ recipes: ['clipped'], seeds: '1..10000000', grid: { learningRate: [1, 2] } }, 'study: seeds: 20000000 trials'],
  [[1], 'study: must be an object, not a list'],
])('%j is explained', (value, message) => {
  expect(() => read(value)).toThrow(InputError);
  expect(() => read(value)).toThrow(message);
});

test('a grid is laid out over every recipe, the last field fastest, and names say where', () => {
  const study = read({
    $schema: 'somewhere',
    recipes: ['clipped', { extends: 'exact', name: 'mine' }],
    seeds: [7, '1..2'],
    evaluation: { samples: 50 },
    grid: {
      'stepRule.mantissa': [true, false],
      learningRate: [0.1, 0.05],
      backend: ['float64', { name: 'mpfr', digits: 20 }],
    },
  });
  expect(study.setups.map(({ setting: { recipe, backend } }) => `${recipe.name} in ${backend.name}`)).toEqual(
    ['clipped', 'mine'].flatMap((name) =>
      [true, false].flatMap((mantissa) =>
        [0.1, 0.05].flatMap((rate) =>
          ['float64', 'mpfr'].map((backend) => `${name} mantissa=${mantissa} learningRate=${rate} in ${backend}`),
        ),
      ),
    ),
  );
  const [, , third] = study.setups;
  expect(third).toEqual({
    setting: {
      recipe: {
        ...recipeNamed('clipped'),
        name: 'clipped mantissa=true learningRate=0.05',
        learningRate: 0.05,
        evaluation: { ...recipeNamed('clipped').evaluation, samples: 50 },
      },
      backend: { name: 'float64', digits: null },
    },
    grid: { 'stepRule.mantissa': true, learningRate: 0.05 },
  });
  expect(trialCount(study)).toBe(48);
  expect([0, 1, 2, 3].map((index) => trialAt(study, index).seed)).toEqual([7, 1, 2, 7]);
  expect(study.comparisons).toBe('first');
});

const folder = mkdtempSync(join(tmpdir(), 'warizan-study-'));
afterAll(() => rmSync(folder, { recursive: true }));
const write = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

test('JSON, YAML and flags make the same study; recipes are looked for beside it', () => {
  write('mine.json', '{"$schema": "s.json", "extends": "./base.yaml", "name": "mine"}');
  write('base.yaml', 'extends: clipped\nsteps: 500\n');
  const yaml = write('study.yaml', 'recipes: [./mine.json, exact]\nseeds: 3..5\nrng: mt19937\n');
  const json = write('study.json', '{"recipes": ["./mine.json", "exact"], "seeds": "3..5", "rng": "mt19937"}');
  const byFlags = describeStudy({
    recipes: [readRecipe({ extends: 'clipped', steps: 500, name: 'mine' }), recipeNamed('exact')],
    seeds: [{ from: 3, to: 5 }],
    rng: 'mt19937',
    backend: { name: 'float64', digits: null },
  });
  expect(studyFrom(yaml)).toEqual(byFlags);
  expect(studyFrom(json)).toEqual(byFlags);
  expect(studyFrom(json, { seeds: '1..9' }).seeds).toEqual([{ from: 1, to: 9 }]);
});

test.each([
  ['circle.json', '{"recipes": ["./a.json"], "seeds": 1}', /recipes\.0: extends nests deeper than 16/],
  ['broken.yaml', 'recipes: [clipped\nseeds: 1', /not YAML: /],
  ['twice.yaml', 'seeds: 1\nseeds: 2\nrecipes: [clipped]', /not YAML: a field is given twice at line 2, column 1$/],
  ['broken.json', '{', /not JSON: at line 1, column 2, where the text ends$/],
  ['comma.json', '{\n  "seeds": 1,,\n}', /not JSON: at line 2, column 14$/],
  ['tab.yaml', 'recipes:\n\t- clipped', /not YAML: a line is indented with a tab at line 2/],
  ['alias.yaml', 'recipes: *all', /not YAML: an alias \(\*\)/],
  ['empty.yaml', '', /study: must be an object, not empty/],
  ['missing.json', '{"recipes": ["./gone.json"], "seeds": 1}', /cannot read "\.\/gone\.json"/],
])('%s is explained in one line', (name, text, message) => {
  write('a.json', '{"extends": "./a.json"}');
  const file = write(name, text);
  expect(() => studyFrom(file)).toThrow(InputError);
  expect(() => studyFrom(file)).toThrow(message);
  expect(() => studyFrom(file)).not.toThrow(/\n/);
});

test('an unknown study names those that are known', () => {
  expect(() => studyFrom('essay')).toThrow(/"essay" is not known; known are essay-claim, exact-against-projected/);
});
