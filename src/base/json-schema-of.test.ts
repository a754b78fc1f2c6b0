import { expect, test } from 'vitest';
import { z } from 'zod';
import { jsonSchemaOf } from './json-schema-of.js';

test('the JSON Schema of a schema is that of what it reads, as plain data', () => {
  const schema = z.object({ rate: z.number(), steps: z.string().default('3').transform(Number) });
  expect(jsonSchemaOf(schema)).toEqual({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    properties: { rate: { type: 'number' }, steps: { default: '3', type: 'string' } },
    required: ['rate'],
  });
  expect(Object.getPrototypeOf(jsonSchemaOf(z.number()))).toBe(Object.prototype);
});
