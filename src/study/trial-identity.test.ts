import { expect, test } from 'vitest';
import { namedRecipes } from '../training/named-recipes.js';
import { readRecipe } from '../training/read-recipe.js';
import { canonicalJson } from '../base/canonical-json.js';
import { trialIdentity } from './trial-identity.js';
import type { Trial } from '../experiments/training/trial.js';

const clipped = readRecipe('clipped');
const trial: Trial = {
  recipe: clipped,
  rng: 'xoroshiro128plus',
  seed: 1,
  backend: { name: 'float64', digits: null },
};

test('canonical JSON depends on the value alone', () => {
  expect(canonicalJson({ b: [1, -0, 1e21], a: { d: null, c: 'ä"' }, e: undefined })).toBe(
    '{"a":{"c":"ä\\"","d":null},"b":[1,-0,1e+21]}',
  );
  expect(() => canonicalJson({ a: NaN })).toThrow(RangeError);
});

test('an identity is the hash of the canonical JSON, whoever made the object and in whatever order', async () => {
  const { createHash } = await import('node:crypto');
  const expected = createHash('sha256').update(canonicalJson(trial)).digest('hex');
  expect(trialIdentity(trial)).toBe(expected);
  const reversed: Trial = { ...trial, recipe: readRecipe(Object.fromEntries(Object.entries(clipped).reverse())) };
  expect(trialIdentity(reversed)).toBe(expected);
  const through: unknown = JSON.parse(JSON.stringify(clipped));
  expect(trialIdentity({ ...trial, recipe: readRecipe(through) })).toBe(expected);
});

test('whatever a result depends on is in the identity', () => {
  const others: Trial[] = [
    { ...trial, seed: 2 },
    { ...trial, rng: 'mt19937' },
    { ...trial, backend: { name: 'decimal', digits: 16 } },
    { ...trial, backend: { name: 'decimal', digits: 17 } },
    ...[...namedRecipes.values()].filter(({ name }) => name !== 'clipped').map((recipe) => ({ ...trial, recipe })),
    { ...trial, recipe: { ...clipped, evaluation: { ...clipped.evaluation, samples: 9999 } } },
  ];
  expect(new Set([trial, ...others].map(trialIdentity)).size).toBe(others.length + 1);
});
