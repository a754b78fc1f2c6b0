import { isJsonObject, type JsonObject } from '../../base/json-object.js';
import { jsonSchemaOf } from '../../base/json-schema-of.js';
import { definedStudySchema } from './read-study.js';

/** The JSON Schema of a study file of an experiment of a user's, for editors. */
export function definedStudyJsonSchema(): JsonObject {
  const schema = jsonSchemaOf(definedStudySchema);
  const { properties } = schema;
  return {
    ...schema,
    title: 'A Warizan study of an experiment of your own',
    properties: {
      plugins: {
        description: 'modules with parts of your own, looked for beside this file',
        type: 'array',
        items: { type: 'string', minLength: 1 },
      },
      ...(isJsonObject(properties) ? properties : {}),
    },
  };
}
