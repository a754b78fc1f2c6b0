import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kindOf } from '../training/part.js';
import { shippedParts as parts } from '../training/parts.js';
import { readRecipe } from '../training/read-recipe.js';
import type { Recipe } from '../training/recipe.js';
import { arbitraryRecipe } from './arbitrary-recipe.js';

const drawn = fc.sample(arbitraryRecipe(), { numRuns: 2000, seed: 1 });

/** The kinds that recipes have in a place, sorted. */
function kinds(of: (recipe: Recipe) => readonly string[]): string[] {
  return [...new Set(drawn.flatMap(of))].sort();
}

const sorted = (names: readonly string[]) => [...names].sort();

/** A property about any recipe says nothing of a part that is never drawn. */
describe('every part that ships is drawn', () => {
  test.each<[string, readonly string[], (recipe: Recipe) => readonly string[]]>([
    ['units', parts.units.names, ({ unit }) => [kindOf(unit)]],
    ['losses', parts.losses.names, ({ loss }) => [kindOf(loss)]],
    ['step rules', parts.stepRules.names, ({ stepRule }) => [stepRule.kind]],
    ['clippings', parts.clippings.names, ({ clipping }) => (clipping === null ? [] : [clipping.kind])],
    ['schedules', parts.schedules.names, ({ schedule }) => [schedule.kind]],
    ['stops', parts.stops.names, ({ stop }) => (stop === null ? [] : [stop.kind])],
    ['restarts', parts.restarts.names, ({ restart }) => (restart === null ? [] : [restart.kind])],
    [
      'initialisers',
      parts.initialisers.names,
      ({ initial }) => Object.values(initial).flatMap((given) => (Array.isArray(given) ? [] : Object.keys(given))),
    ],
    [
      'gradients',
      [...new Set(parts.units.entries.flatMap(({ gradients }) => gradients))],
      ({ gradient }) => [gradient],
    ],
  ])('%s', (_, names, of) => {
    expect(kinds(of)).toEqual(sorted(names));
  });

  test('and so are several samples a step, decay and reflection, which few recipes can have', () => {
    const share = (has: (recipe: Recipe) => boolean) => drawn.filter(has).length / drawn.length;
    expect(share(({ batch }) => batch > 1)).toBeGreaterThan(0.15);
    expect(share(({ decay }) => decay > 0)).toBeGreaterThan(0.2);
    expect(share(({ reflection }) => reflection !== null)).toBeGreaterThan(0.05);
  });
});

test('every example of a step rule is drawn', () => {
  const settings = new Set(drawn.map(({ stepRule }) => JSON.stringify(stepRule)));
  const examples = parts.stepRules.entries.flatMap((rule) => rule.examples.map((example) => JSON.stringify(example)));
  expect([...settings].sort()).toEqual(examples.sort());
});

test('what is drawn is a recipe', () => {
  for (const recipe of drawn.slice(0, 300)) expect(readRecipe(recipe)).toEqual(recipe);
});
