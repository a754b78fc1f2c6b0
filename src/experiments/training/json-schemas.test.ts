import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { namedRecipes } from '../../training/named-recipes.js';
import { readRecipe } from '../../training/read-recipe.js';
import { recipeJsonSchema, studyJsonSchema } from './json-schemas.js';
import { shippedStudies, studyFrom } from './study-file.js';

const root = join(import.meta.dirname, '..', '..', '..');

/** The build writes them (scripts/write-schemas.mjs), and `npm test` builds first. */
test.each([
  ['recipe', recipeJsonSchema],
  ['study', studyJsonSchema],
])('the shipped JSON Schema of a %s is what the code would generate (`npm run build` writes it)', (name, schema) => {
  const shipped: unknown = JSON.parse(readFileSync(join(root, 'schemas', `${name}.schema.json`), 'utf8'));
  expect(shipped).toEqual(schema());
});

/**
 * Read back by zod, which knows no `if`: the schema of changes, and what a complete recipe has to have
 * besides.
 */
describe('what is read fits the JSON Schema', () => {
  const whole = recipeJsonSchema();
  const changes = Object.fromEntries(Object.entries(whole).filter(([key]) => key !== 'if' && key !== 'else'));
  const recipe = z.fromJSONSchema(changes);
  const study = z.fromJSONSchema(studyJsonSchema());

  test.each([...namedRecipes])('the recipe %s', (_, value) => {
    expect(recipe.safeParse(value).error).toBeUndefined();
  });

  test('a complete recipe has a unit, under this name or that of 0.1.0', () => {
    expect(whole['else']).toEqual({
      required: ['name', 'hidden', 'task', 'learningRate', 'stepRule', 'steps', 'evaluation'],
      anyOf: [{ required: ['unit'] }, { required: ['network'] }],
    });
  });

  test.each([
    { extends: 'exact', network: 'log-square', stepRule: { clip: null, largestNorm: 1 } },
    { extends: 'exact', stepRule: { kind: 'momentum', momentum: 0.9, largestNorm: null }, stop: { loss: 1, count: 3 } },
    { extends: 'exact', restart: { after: 3, loss: 1, atMost: 2 }, initial: { w0: { orthogonal: 2 }, w1: [0, 1] } },
    { extends: 'exact', clipping: { kind: 'norm', largest: 2 }, unit: { kind: 'complex-log' } },
  ])('%j', (value) => {
    expect(() => readRecipe(value)).not.toThrow();
    expect(recipe.safeParse(value).error).toBeUndefined();
  });

  test.each([
    { extends: 'exact', network: 'another' },
    { extends: 'exact', stepRule: { kind: 'adam', largestNorm: 0 } },
    { extends: 'exact', clipping: { kind: 'norm', largest: 0 } },
    { extends: 'exact', surprise: 1 },
  ])('and what is refused does not: %j', (value) => {
    expect(() => readRecipe(value)).toThrow();
    expect(recipe.safeParse(value).success).toBe(false);
  });

  test.each(shippedStudies())('the study %s', (name) => {
    const given: unknown = parse(readFileSync(join(root, 'studies', `${name}.yaml`), 'utf8'));
    expect(study.safeParse(given).error).toBeUndefined();
  });
});

test('shipped studies are studies, and name their schema', () => {
  expect(shippedStudies()).toEqual([
    'essay-claim',
    'exact-against-projected',
    'field/addition',
    'field/division',
    'field/division-ours',
    'field/division-primer',
    'field/multiplication',
    'field/nmru-ablation',
    'field/redundancy',
    'field/subtraction',
    'frugal',
    'frugal-ablations',
    'frugal-restart',
    'initial-weights',
    'learning-rate-and-mantissa',
    'precision-and-outcome',
    'robust',
    'robust-ablations',
    'robust-beyond',
    'robust-path',
    'robust-restart',
  ]);
  for (const name of shippedStudies()) {
    expect(studyFrom(name).title).not.toBeNull();
    expect(readFileSync(join(root, 'studies', `${name}.yaml`), 'utf8')).toContain(
      `$schema: ${'../'.repeat(name.split('/').length)}schemas/study.schema.json`,
    );
  }
});
