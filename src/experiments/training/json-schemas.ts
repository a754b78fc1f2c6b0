import { namedRecipes } from '../../training/named-recipes.js';
import { shippedParts } from '../../training/parts.js';
import { recipeSchema } from '../../training/recipe-schema.js';
import { isJsonObject, type JsonObject } from '../../base/json-object.js';
import { jsonSchemaOf } from '../../base/json-schema-of.js';
import { studyFileSchema } from './read-study.js';

/**
 * The JSON Schema of a recipe file: a complete recipe, or changes to another. Which of the two a file is
 * shows in its `extends`, so no field is required where it has one.
 */
export function recipeJsonSchema(): JsonObject {
  const recipe = jsonSchemaOf(recipeSchema(shippedParts));
  return {
    $schema: recipe['$schema'],
    title: 'A Warizan recipe',
    ...recipeFields(recipe),
    if: { required: ['extends'] },
    else: required(recipe['required']),
  };
}

/** The JSON Schema of a study file. */
export function studyJsonSchema(): JsonObject {
  const study = jsonSchemaOf(studyFileSchema);
  const properties = objectAt(study, 'properties');
  const recipes = objectAt(properties, 'recipes');
  const changes = recipeFields(jsonSchemaOf(recipeSchema(shippedParts)));
  const evaluation = objectAt(objectAt(changes, 'properties'), 'evaluation');
  return {
    ...study,
    title: 'A Warizan study',
    properties: {
      ...properties,
      plugins,
      recipes: {
        ...recipes,
        items: {
          anyOf: [
            { enum: [...namedRecipes.keys()], description: 'a recipe that ships with the package' },
            { type: 'string', pattern: '[./\\\\]', description: 'a recipe file, looked for beside the study' },
            changes,
          ],
        },
      },
      evaluation: { ...evaluation, description: objectAt(properties, 'evaluation')['description'] },
      criterion: {
        ...objectAt(properties, 'criterion'),
        oneOf: [{ required: ['successRate'] }, { required: ['noWorseThan'] }],
      },
    },
  };
}

/** Of recipe files and study files. What plugins add is unknown to a schema that ships. */
const plugins: JsonObject = {
  description: 'modules with parts of your own, looked for beside this file',
  type: 'array',
  items: { type: 'string', minLength: 1 },
};

/** A recipe's fields, none of them required, with `extends` and `$schema`. */
function recipeFields(recipe: JsonObject): JsonObject {
  const fields = with01(withoutRequired(objectAt(recipe, 'properties')));
  return {
    type: 'object',
    properties: {
      $schema: { type: 'string', description: 'where this schema is, for editors' },
      extends: {
        description: 'the recipe that this one changes: a name, a file, or a recipe',
        anyOf: [{ enum: [...namedRecipes.keys()] }, { type: 'string', pattern: '[./\\\\]' }, { type: 'object' }],
      },
      plugins,
      ...fields,
    },
    additionalProperties: false,
  };
}

/** The fields, and those that 0.1.0 had in their place, which are still read. */
function with01(fields: JsonObject): JsonObject {
  const { stepRule, unit } = fields;
  const largestNorm = {
    description: 'the older form of a clipping of the kind norm: its c; null for none',
    deprecated: true,
    anyOf: [{ type: 'number', exclusiveMinimum: 0 }, { type: 'null' }],
  };
  const rule = isJsonObject(stepRule) ? stepRule : {};
  const rules = Array.isArray(rule['anyOf']) ? rule['anyOf'].filter(isJsonObject) : [];
  return {
    ...fields,
    network: { ...(isJsonObject(unit) ? unit : {}), description: 'the older name of `unit`', deprecated: true },
    stepRule: {
      ...rule,
      anyOf: rules.map((one) => ({ ...one, properties: { ...objectAt(one, 'properties'), largestNorm } })),
    },
  };
}

/** Which fields must be there, the unit under either of its names. */
function required(names: unknown): JsonObject {
  if (!Array.isArray(names)) return {};
  return {
    required: names.filter((name) => name !== 'unit'),
    anyOf: [{ required: ['unit'] }, { required: ['network'] }],
  };
}

function objectAt(object: JsonObject, key: string): JsonObject {
  const value = object[key];
  return isJsonObject(value) ? value : {};
}

/** No field is required at any depth; of alternatives, changes may then fit several. */
function withoutRequired(schema: JsonObject): JsonObject {
  const inner = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(inner);
    return isJsonObject(value) ? withoutRequired(value) : value;
  };
  const entries = Object.entries(schema).flatMap(([key, value]): [string, unknown][] => {
    if (key === 'required' && Array.isArray(value)) return [];
    return [[key === 'oneOf' ? 'anyOf' : key, inner(value)]];
  });
  return Object.fromEntries(entries);
}
