import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { recipeJsonSchema, studyJsonSchema } from './json-schemas.js';
import { shippedStudies, studyFrom } from './study-file.js';

const root = join(import.meta.dirname, '..', '..');

/** `npx vitest run src/study/json-schemas --update` writes them anew. */
test.each([
  ['recipe', recipeJsonSchema],
  ['study', studyJsonSchema],
])('the shipped JSON Schema of a %s is what the code would generate', async (name, schema) => {
  await expect(`${JSON.stringify(schema(), null, 2)}\n`).toMatchFileSnapshot(
    join(root, 'schemas', `${name}.schema.json`),
  );
});

test('shipped studies are studies, and name their schema', () => {
  expect(shippedStudies()).toEqual([
    'essay-claim',
    'exact-against-projected',
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
      '$schema: ../schemas/study.schema.json',
    );
  }
});
