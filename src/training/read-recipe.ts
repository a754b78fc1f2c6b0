import type { z } from 'zod';
import { InputError, quoted } from '../base/input-error.js';
import { namedRecipes } from './named-recipes.js';
import { canonical01 } from './recipe-0-1.js';
import { shippedParts, type Parts } from './parts.js';
import type { Recipe } from './recipe.js';
import { recipeSchema } from './recipe-schema.js';
import { schemaWords } from './schema-words.js';

/** How deep `extends` may nest; a recipe value is a tree, so this only bounds absurd input. */
const deepestExtension = 32;

/**
 * Reads a recipe: a name (`"clipped"`), a complete recipe, or changes to another, `{"extends": "clipped",
 * "learningRate": 0.05, "stepRule": {"mantissa": false}}`. Objects are merged field by field unless they are
 * of another `kind`; everything else is replaced. A changed recipe without a `name` of its own keeps the name
 * of the one it extends, with a `*`.
 * @throws InputError for anything else; nothing else is ever thrown, whatever the value
 */
export function readRecipe(value: unknown, parts: Parts = shippedParts): Recipe {
  const complete = extended(value, 0);
  const parsed = recipeSchema(parts).safeParse(complete, { error: schemaWords });
  if (!parsed.success) throw new InputError(`recipe: ${explain(parsed.error, complete)}`);
  return parsed.data;
}

/**
 * What a file holds that somebody named as a recipe's. It may be any file, so that nothing of it is quoted.
 * @param where what messages begin with @throws InputError where it is no object
 */
export function requireRecipe(value: unknown, where: string): void {
  if (!isObject(value)) throw new InputError(`${where}: holds no recipe: must be an object, not ${kindOf(value)}`);
}

/** A recipe by its shipped name. @throws InputError when there is none */
export function recipeNamed(name: string): Recipe {
  const found = namedRecipes.get(name);
  if (found === undefined) {
    throw new InputError(`recipe: ${quoted(name)} is not known; known are ${[...namedRecipes.keys()].join(', ')}`);
  }
  return found;
}

function extended(given: unknown, depth: number): unknown {
  if (typeof given === 'string') return recipeNamed(given);
  const value = canonical01(withoutSchema(given));
  if (!isObject(value) || !Object.hasOwn(value, 'extends')) return value;
  if (depth === deepestExtension) throw new InputError(`recipe: extends nests deeper than ${deepestExtension}`);
  const { extends: base, ...changes } = value;
  if (typeof base !== 'string' && !isObject(base)) {
    throw new InputError(`recipe: extends: ${quoted(base)} is neither a recipe's name nor a recipe`);
  }
  const from = extended(base, depth + 1);
  const name =
    isObject(from) && typeof from['name'] === 'string' && Object.keys(changes).length > 0
      ? `${from['name']}*`
      : undefined;
  return merge(name === undefined ? from : { ...(isObject(from) ? from : {}), name }, changes);
}

/** A file may name its JSON Schema for editors; that is no part of the recipe. */
function withoutSchema(value: unknown): unknown {
  if (!isObject(value) || typeof value['$schema'] !== 'string') return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== '$schema'));
}

/** Objects are merged field by field, everything else is replaced, and so is an object of another kind. */
function merge(base: unknown, change: unknown): unknown {
  if (!isObject(base) || !isObject(change)) return change;
  if (change['kind'] !== undefined && change['kind'] !== base['kind']) return change;
  const merged = new Map(Object.entries(base));
  for (const [key, value] of Object.entries(change)) {
    merged.set(key, merged.has(key) ? merge(merged.get(key), value) : value);
  }
  return Object.fromEntries(merged);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The first thing wrong, on one line: `field: value: what would be right`. Of a value that is nothing of what
 * was expected, nothing is quoted.
 */
export function explain(error: z.ZodError, value: unknown): string {
  const [issue] = error.issues;
  const path = issue.path.map(String);
  if (path.length === 0 && isNothingKnown(issue, value)) {
    return isObject(value) ? 'none of its fields belongs here' : `must be an object, not ${kindOf(value)}`;
  }
  const field =
    path.length === 0 ? '' : `${path.map((part) => (/^\w{1,40}$/.test(part) ? part : quoted(part))).join('.')}: `;
  if (issue.code === 'unrecognized_keys') return `${field}unknown field ${issue.keys.map(quoted).join(', ')}`;
  const found = valueAt(value, issue.path);
  const message = issue.message.replace(/\s+/g, ' ');
  return found === undefined ? `${field}missing: ${message}` : `${field}${quoted(found)}: ${message}`;
}

/** Whether a value is of another kind altogether: any file perhaps, of which nothing is to be quoted. */
function isNothingKnown(issue: z.core.$ZodIssue, value: unknown): boolean {
  if (issue.code === 'invalid_type') return issue.expected === 'object' && !isObject(value);
  return issue.code === 'unrecognized_keys' && isObject(value) && issue.keys.length === Object.keys(value).length;
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return 'empty';
  return Array.isArray(value) ? 'a list' : typeof value === 'string' ? 'text' : `a ${typeof value}`;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let at = value;
  for (const part of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, part)) return undefined;
    at = Reflect.get(at, part);
  }
  return at;
}
