import fc from 'fast-check';
import { expect, test } from 'vitest';
import { property } from '../../../properties/property.js';
import { arbitraryShape } from '../../testing/arbitrary-recipe.js';
import { flattenWeights, mapWeights, shapeOf, unflattenWeights, weightNames } from './layers.js';

test('columns are named by layer, row and column, in the order of the flattened weights', () => {
  expect(weightNames({ inputs: 3, hidden: 2, outputs: 1 })).toEqual([
    ...['w0_0_0', 'w0_0_1', 'w0_0_2', 'w0_1_0', 'w0_1_1', 'w0_1_2'],
    ...['w1_0_0', 'w1_0_1'],
  ]);
});

/** flatten ∘ unflatten = identity, for every shape; and each name says where its entry lies. */
property([arbitraryShape(), fc.infiniteStream(fc.double())])(
  'flattened weights keep entry and place',
  (shape, values) => {
    const names = weightNames(shape);
    const entries = [...values.take(names.length)];
    const weights = unflattenWeights(shape, entries);
    expect(shapeOf(weights)).toEqual(shape);
    expect(flattenWeights(weights)).toEqual(entries);
    expect(unflattenWeights(shape, [...entries, 1, 2])).toEqual(weights);
    names.forEach((name, k) => {
      const [layer, row, column] = name.slice(1).split('_').map(Number);
      expect((layer === 0 ? weights.w0 : weights.w1)[row][column]).toBe(entries[k]);
    });
  },
);

/** flatten(map(W, f)) = map(flatten(W), f), and the shape stays. */
property([arbitraryShape(), fc.infiniteStream(fc.double())])(
  'a change of every weight keeps its place',
  (shape, values) => {
    const entries = [...values.take(weightNames(shape).length)];
    const changed = mapWeights(unflattenWeights(shape, entries), String);
    expect(shapeOf(changed)).toEqual(shape);
    expect(flattenWeights(changed)).toEqual(entries.map(String));
  },
);
