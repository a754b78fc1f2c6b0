import { z } from 'zod';
import { isJsonObject, type JsonObject } from './json-object.js';

/** The JSON Schema of what a schema reads. */
export function jsonSchemaOf(schema: z.ZodType): JsonObject {
  // Through text, so that only plain data is left.
  const plain: unknown = JSON.parse(JSON.stringify(z.toJSONSchema(schema, { io: 'input' })));
  if (isJsonObject(plain)) return plain;
  throw new TypeError('a schema is an object');
}
