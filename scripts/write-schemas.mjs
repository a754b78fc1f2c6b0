/**
 * After tsc: writes the JSON Schemas of recipes and studies, which are made from the registries, for editors.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { definedStudyJsonSchema } from '../dist/experiments/defined/json-schema.js';
import { recipeJsonSchema, studyJsonSchema } from '../dist/experiments/training/json-schemas.js';

const folder = join(import.meta.dirname, '..', 'schemas');
mkdirSync(folder, { recursive: true });
for (const [name, schema] of [
  ['recipe', recipeJsonSchema()],
  ['study', studyJsonSchema()],
  ['own-study', definedStudyJsonSchema()],
]) {
  writeFileSync(join(folder, `${name}.schema.json`), `${JSON.stringify(schema, null, 2)}\n`);
}
