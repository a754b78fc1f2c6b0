import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { definedStudyJsonSchema } from './json-schema.js';

const isRight = new Ajv2020({ strict: false }).compile(definedStudyJsonSchema());
const root = join(import.meta.dirname, '..', '..', '..');
const examples = join(root, 'examples');

/** The build writes it (scripts/write-schemas.mjs), and `npm test` builds first. */
test('the shipped JSON Schema is what the code would generate (`npm run build` writes it)', () => {
  const shipped: unknown = JSON.parse(readFileSync(join(root, 'schemas', 'own-study.schema.json'), 'utf8'));
  expect(shipped).toEqual(definedStudyJsonSchema());
});

describe('the JSON Schema of a study of a user’s experiment', () => {
  test.each(['experiment', 'experiment-tfjs', 'experiment-shell', 'experiment-pytorch'])(
    'takes examples/%s',
    (name) => {
      expect(isRight(parse(readFileSync(join(examples, name, 'study.yaml'), 'utf8')))).toBe(true);
    },
  );

  test.each([
    ['no experiment', { seeds: '1..3' }],
    ['no seeds', { experiment: './my.ts' }],
    ['an unknown field', { experiment: './my.ts', seeds: '1..3', setting: {} }],
    ['a command without outcomes', { experiment: { command: ['sh'], columns: [] }, seeds: '1..3' }],
    ['settings that are no list', { experiment: './my.ts', seeds: '1..3', settings: { rate: 1 } }],
  ])('refuses %s', (_, file) => {
    expect(isRight(file)).toBe(false);
  });
});
