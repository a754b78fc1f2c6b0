import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { property } from '../../properties/property.js';
import { float64 } from '../numeric/backends/float64.js';
import { readStudy } from '../experiments/training/read-study.js';
import { InputError } from '../base/input-error.js';
import { namedRecipes } from './named-recipes.js';
import { explain, readRecipe } from './read-recipe.js';
import { layerParameters } from '../units/two-layers/layers.js';
import { readTheta } from './read-theta.js';
import { schemaWords } from './schema-words.js';

/** What the schema library would say. */
const itsWords =
  /Invalid|Too (small|big)|[Ee]xpected \w+, received|received|Unrecognized|must match|>=|<=|\bnonoptional\b/;

/** Reads, or explains in one line of ours that names the field. */
function acceptsOrExplains(read: () => unknown, start: RegExp): void {
  try {
    read();
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    const message = error instanceof InputError ? error.message : '';
    expect(message).toMatch(start);
    // Values are quoted, and may hold any words.
    const own = message.replace(/"(\\.|[^"\\])*"?|[[{].*?…?(?=:)/g, ' ');
    expect(own).not.toMatch(itsWords);
    expect(message).not.toMatch(/[\r\n]/);
    expect(message.length).toBeLessThan(700);
  }
}

const wrong = fc.oneof(
  // A key is part of a field's path, which is not quoted: the library's words in it would be the user's.
  fc.jsonValue({ maxDepth: 2 }).filter((value) => !itsWords.test(JSON.stringify(value))),
  fc.constantFrom<unknown>(NaN, Infinity, -1, 0, 1e400, 0.5, 2 ** 60, undefined, null, '', 'x', [], {}, [[]], true),
);

/** A value with what stands at a random place in it replaced. */
const broken = (value: unknown): fc.Arbitrary<unknown> =>
  fc
    .tuple(wrong, fc.array(fc.nat(20), { maxLength: 5 }))
    .map(([replacement, path]) => replaced(value, path, replacement));

function replaced(value: unknown, path: readonly number[], replacement: unknown): unknown {
  const [first, ...rest] = path;
  if (path.length === 0 || typeof value !== 'object' || value === null) return replacement;
  const keys = [...Object.keys(value), 'unknown'];
  const key = keys[first % keys.length];
  const inner = replaced(Reflect.get(value, key), rest, replacement);
  return Array.isArray(value)
    ? Array.from(value, (own: unknown, k) => (String(k) === key ? inner : own))
    : { ...value, [key]: inner };
}

const initial = {
  w0: [
    [1, '2'],
    [3, 4],
  ],
  w1: [[0.5, -1]],
};
const parameters = layerParameters({ inputs: 2, hidden: 2, outputs: 1 });
property([fc.oneof(broken(initial), wrong)], { numRuns: 1000 })(
  'initial weights are read, or are explained in our words',
  (value) => acceptsOrExplains(() => readTheta(float64, value, parameters), /^initial: /),
);

property([fc.constantFrom(...namedRecipes.values()).chain(broken)], { numRuns: 1000 })(
  'a recipe is read, or is explained in our words',
  (value) => acceptsOrExplains(() => readRecipe(value), /^recipe: /),
);

const study = {
  title: 't',
  recipes: ['clipped', { extends: 'exact', steps: 10 }],
  grid: { learningRate: [0.1] },
  seeds: ['1..99', 200],
  rng: 'mt19937',
  backend: { name: 'mpfr', digits: 30 },
  comparisons: 'all',
  tables: ['trials'],
  figures: ['weights'],
  evaluation: { samples: 10 },
  criterion: {
    setting: 'clipped learningRate=0.1',
    noWorseThan: { baseline: { name: 'b', ran: ['1..99'], converged: [4] }, margin: 0.5, falsePass: 0.1 },
  },
};
property([broken(study)], { numRuns: 1000 })('a study is read, or is explained in our words', (value) =>
  acceptsOrExplains(
    () =>
      readStudy({
        value,
        load: () => {
          throw new InputError('study: there are no files here');
        },
      }),
    /^study: /,
  ),
);

describe('the words', () => {
  test.each<[z.ZodType, unknown, string]>([
    [z.number(), 'x', '"x": must be a number'],
    [z.number(), Infinity, 'Infinity: must be a finite number'],
    [z.int(), 0.5, '0.5: must be a whole number'],
    [z.int(), 1e17, '100000000000000000: must be at most 9007199254740991'],
    [z.string(), 3, '3: must be text'],
    [z.boolean(), 3, '3: must be true or false'],
    [z.array(z.number()), 3, '3: must be a list'],
    [z.strictObject({}), 3, 'must be an object, not a number'],
    [z.record(z.string(), z.number()), 3, '3: must be an object'],
    [z.null(), 3, '3: must be null'],
    [z.number().min(2), 1, '1: must be at least 2'],
    [z.number().gt(2), 2, '2: must be greater than 2'],
    [z.number().lt(2), 2, '2: must be less than 2'],
    [z.string().min(1), '', '"": must have at least 1 character'],
    [z.array(z.number()).max(2), [1, 2, 3], '[1,2,3]: must have at most 2 entries'],
    [z.tuple([z.number(), z.number()]), [1], '[1]: must have at least 2 entries'],
    [z.enum(['a', 'b']), 'c', '"c": must be one of a, b'],
    [z.literal('a'), 'c', '"c": must be a'],
    [z.number().multipleOf(5), 7, '7: must be a multiple of 5'],
    [z.union([z.string(), z.boolean()]), 7, '7: is nothing that belongs here'],
    [z.strictObject({ a: z.string() }), {}, 'a: missing: must be text'],
  ])('%#: %j', (schema, value, message) => {
    const { error } = schema.safeParse(value, { error: schemaWords });
    expect(error === undefined ? null : explain(error, value)).toBe(message);
  });
});
