import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { InputError } from '../base/input-error.js';
import type { OutputLoss } from './losses/loss.js';
import { squaredError } from './losses/squared-error.js';
import { shippedParts } from './parts.js';
import { readRecipe, recipeNamed } from './read-recipe.js';
import { unitOf } from './recipe.js';

const lossOf = (loss: unknown) => readRecipe({ extends: 'naive', loss }).loss;

describe('a name is read as the setting of that kind and nothing else', () => {
  test.each(shippedParts.losses.names)('loss %s', (kind) => {
    const read = (loss: unknown) => readRecipe({ extends: 'exact', loss });
    expect(read(kind)).toEqual(read({ kind }));
  });

  test.each(shippedParts.units.names)('unit %s', (kind) => {
    const { parameters } = unitOf({ ...recipeNamed('naive'), unit: kind });
    const initial = Object.fromEntries(parameters.map(({ name }) => [name, [0, 1]]));
    const read = (unit: unknown) => readRecipe({ ...recipeNamed('naive'), initial, unit });
    expect(read(kind)).toEqual(read({ kind }));
  });
});

test('a name gets the fields that have a default; without fields it stays a name', () => {
  expect(lossOf('huber')).toEqual({ kind: 'huber', delta: 1 });
  expect(lossOf({ kind: 'huber' })).toEqual({ kind: 'huber', delta: 1 });
  expect(lossOf('squared-error')).toBe('squared-error');
  expect(lossOf({ kind: 'squared-error' })).toBe('squared-error');
});

describe('a name alone is refused where a field has no default', () => {
  const k = z.number();
  const loss: OutputLoss = {
    ...squaredError,
    name: 'needy',
    setting: z.strictObject({ kind: z.literal('needy'), k }),
    examples: [{ kind: 'needy', k: 1 }],
  };
  const unit = { ...shippedParts.units.get('log-square'), name: 'needy', options: z.strictObject({ k }) };
  const parts = {
    ...shippedParts,
    losses: shippedParts.losses.with(loss),
    units: shippedParts.units.with(unit),
  };

  test.each(['loss', 'unit'])('%s', (field) => {
    const read = (value: unknown) => () => readRecipe({ extends: 'naive', [field]: value }, parts);
    expect(read('needy')).toThrow(InputError);
    expect(read('needy')).toThrow(`recipe: ${field}.k: missing: must be a number`);
    expect(read({ kind: 'needy' })).toThrow(InputError);
    expect(read({ kind: 'needy', k: 1 })()).toMatchObject({ [field]: { kind: 'needy', k: 1 } });
  });
});
