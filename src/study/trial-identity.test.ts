import { expect, test } from 'vitest';
import { namedRecipes } from '../training/named-recipes.js';
import { readRecipe } from '../training/read-recipe.js';
import { canonicalJson } from '../base/canonical-json.js';
import { trialIdentity } from './trial-identity.js';
import type { TrainingSetting } from '../experiments/training/trial.js';
import type { Trial } from './trial.js';

const clipped = readRecipe('clipped');
const setting: TrainingSetting = { recipe: clipped, backend: { name: 'float64', digits: null } };
const trial: Trial<TrainingSetting> = {
  experiment: 'training',
  version: 3,
  setting,
  rng: 'xoroshiro128plus',
  seed: 1,
};
const withRecipe = (recipe: TrainingSetting['recipe']) => ({ ...trial, setting: { ...setting, recipe } });

test('canonical JSON depends on the value alone', () => {
  expect(canonicalJson({ b: [1, -0, 1e21], a: { d: null, c: 'ä"' }, e: undefined })).toBe(
    '{"a":{"c":"ä\\"","d":null},"b":[1,-0,1e+21]}',
  );
  expect(() => canonicalJson({ a: NaN })).toThrow(RangeError);
});

test('an identity is the hash of the canonical JSON, whoever made the object and in whatever order', async () => {
  const { createHash } = await import('node:crypto');
  const expected = createHash('sha256')
    .update(canonicalJson({ ...trial, format: 1 }))
    .digest('hex');
  expect(trialIdentity(trial)).toBe(expected);
  const reversed = withRecipe(readRecipe(Object.fromEntries(Object.entries(clipped).reverse())));
  expect(trialIdentity(reversed)).toBe(expected);
  const through: unknown = JSON.parse(JSON.stringify(clipped));
  expect(trialIdentity(withRecipe(readRecipe(through)))).toBe(expected);
});

test('whatever a result depends on is in the identity', () => {
  const others: Trial[] = [
    { ...trial, seed: 2 },
    { ...trial, rng: 'mt19937' },
    { ...trial, experiment: 'precision' },
    { ...trial, version: 4 },
    { ...trial, setting: { ...setting, backend: { name: 'decimal', digits: 16 } } },
    { ...trial, setting: { ...setting, backend: { name: 'decimal', digits: 17 } } },
    ...[...namedRecipes.values()].filter(({ name }) => name !== 'clipped').map(withRecipe),
    withRecipe({ ...clipped, evaluation: { ...clipped.evaluation, samples: 9999 } }),
  ];
  expect(new Set([trial, ...others].map(trialIdentity)).size).toBe(others.length + 1);
});
