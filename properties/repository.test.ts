/** What stands beside the code and says something of it: how to cite it, how editors should write it. */
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const json = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
const manifest = z
  .object({ version: z.string(), license: z.string(), keywords: z.array(z.string()), files: z.array(z.string()) })
  .parse(json('package.json'));

/** YAML reads a date as text here, as the schema wants it. */
const citation: unknown = parse(readFileSync('CITATION.cff', 'utf8'));

test('CITATION.cff is valid by the schema of the format', () => {
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  const isValid = ajv.compile(z.record(z.string(), z.unknown()).parse(json('properties/golden/cff-1.2.0.schema.json')));
  isValid(citation);
  expect(isValid.errors).toBe(null);
  expect(isValid({ ...z.record(z.string(), z.unknown()).parse(citation), version: [] })).toBe(false);
});

test('CITATION.cff names the version, licence and keywords of package.json, and is in the package', () => {
  const { version, license, keywords } = manifest;
  expect(citation).toMatchObject({ version, license });
  const named = z.object({ keywords: z.array(z.string()) }).parse(citation).keywords;
  expect(keywords).toEqual(expect.arrayContaining(named));
  expect(manifest.files).toContain('CITATION.cff');
});

test('editors break lines where prettier does', () => {
  const { printWidth } = z.object({ printWidth: z.number() }).parse(json('.prettierrc.json'));
  expect(readFileSync('.editorconfig', 'utf8')).toContain(`\nmax_line_length = ${printWidth}\n`);
});
