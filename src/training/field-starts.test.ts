import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { trialStreams } from '../random/streams.js';
import { thetaLength } from '../units/parameter.js';
import { firstTheta } from './initial-theta.js';
import { readRecipe, recipeNamed } from './read-recipe.js';
import { unitOf } from './recipe.js';

const arrays = z.record(z.string(), z.union([z.array(z.array(z.number())), z.array(z.number())]));
const { weights } = z
  .object({ weights: z.record(z.string(), z.array(arrays)) })
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, '../../properties/golden/field-inits.json'), 'utf8')));

/** What the authors of the modified unit changed. */
const modified = { bounds: 'wg', initial: 'constrained' };

/**
 * The weights that PyTorch's modules begin with, by the authors' scripts (docs/field.md, 2.2), bit for bit.
 */
describe.each(
  Object.entries(weights).map(([setting, starts]) => {
    const [module, inputs] = setting.split(', ');
    const kind = module.replace(/ .*/, '');
    const recipe = readRecipe({
      ...recipeNamed('naive'),
      unit: module === kind ? kind : { kind, ...modified },
      initial: {},
      task: { ...recipeNamed('naive').task, exponents: [Array.from({ length: parseInt(inputs) }, () => 1)] },
    });
    return { setting, starts, recipe };
  }),
)('$setting', ({ starts, recipe }) => {
  const { parameters } = unitOf(recipe);
  test.each(starts.map((wanted, seed) => ({ seed, wanted })))('seed $seed', ({ seed, wanted }) => {
    const entries = parameters.flatMap(({ name }) => wanted[name].flat());
    expect(entries.length).toBe(thetaLength(parameters));
    expect(firstTheta(recipe, trialStreams('field', seed))).toEqual(entries);
  });
});
