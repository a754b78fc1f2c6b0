import { z } from 'zod';
import { isJsonObject, type JsonObject } from '../../base/json-object.js';
import { definedStudySchema } from './read-study.js';

/** The JSON Schema of a study file of an experiment of a user's, for editors. */
export function definedStudyJsonSchema(): JsonObject {
  const schema = plainObject(z.toJSONSchema(definedStudySchema, { io: 'input' }));
  return {
    ...schema,
    title: 'A Warizan study of an experiment of your own',
    properties: {
      plugins: {
        description: 'modules with parts of your own, looked for beside this file',
        type: 'array',
        items: { type: 'string', minLength: 1 },
      },
      ...plainObject(schema['properties']),
    },
  };
}

/** Only plain data is left of it. */
function plainObject(value: unknown): JsonObject {
  const plain: unknown = JSON.parse(JSON.stringify(value));
  return isJsonObject(plain) ? plain : {};
}
