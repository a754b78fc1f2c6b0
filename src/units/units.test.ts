import { expect, test } from 'vitest';
import { InputError } from '../base/input-error.js';
import { float64 } from '../numeric/backends/float64.js';
import { shippedParts } from '../training/parts.js';
import { readRecipe } from '../training/read-recipe.js';
import { objectiveOf } from '../training/objective.js';
import { forwardPass } from './derived-forward.js';
import { units } from './units.js';

/** Published recipes and tables name units so. */
test('the units that ship have the names that studies have been published under', () => {
  expect(units.names).toEqual([
    ...['log-square', 'complex-log'],
    ...['nac-add', 'nac-mul', 'nalu', 'g-nalu', 'inalu', 'nau', 'nmu', 'npu', 'real-npu'],
    ...['nru', 'nru-separate', 'nmru-plain', 'nmru', 'nmru-gated'],
  ]);
});

test.each(units.names)('%s is found by its name, says what it is, and takes no option that it has not', (name) => {
  const unit = units.get(name);
  expect(unit.name).toBe(name);
  expect(unit.says).toMatch(/\w/);
  expect(unit.source).toMatch(/\w/);
  const standard = unit.options.parse({});
  for (const options of unit.examples ?? [standard]) expect(unit.options.parse(options)).toEqual(options);
  expect(() => unit.options.parse({ bias: true })).toThrow(/bias/);
});

test('an unknown unit is refused by the name of the field, with those that are known', () => {
  expect(() => units.get('multilayer')).toThrow(
    new InputError(`unit: "multilayer" is not known; known are ${units.names.join(', ')}`),
  );
});

/** Every entry of a derived gradient goes through the guard. */
test('a derived gradient is guarded', () => {
  const sizes = { inputs: 2, hidden: 1, outputs: 1 };
  const pass = forwardPass(float64, units.get('nmru-plain'), sizes, {})([0.5, 0.25, 0.5, 0.75], [2, 3]);
  const plain = pass.backward([1], 'exact', (value) => value);
  expect(pass.backward([1], 'exact', (value) => -3 * value)).toEqual(plain.map((value) => -3 * value));
  expect(plain.every((value) => value !== 0)).toBe(true);
});

test('complex-log has two gradients, the others have the exact one', () => {
  const several = units.entries.filter(({ gradients }) => gradients.length > 1);
  expect(several.map(({ name, gradients }) => [name, gradients])).toEqual([['complex-log', ['exact', 'projected']]]);
  expect(units.entries.map(({ gradients }) => gradients[0])).toEqual(units.names.map(() => 'exact'));
});

/** As its authors draw and keep them. */
test('the weights of nmru-plain are drawn from [¼, ¾], kept in [0, 1] and drawn to its ends', () => {
  const unit = units.get('nmru-plain');
  const sizes = { inputs: 2, hidden: 1, outputs: 1 };
  expect(unit.parameters(sizes, {})).toEqual([{ name: 'W', shape: [1, 4], initial: [0.25, 0.75] }]);
  const on = unit.on(float64, sizes, {});
  expect(on.projected?.([-0.5, 0.5, 1, 1.5])).toEqual([0, 0.5, 1, 1]);
  expect(on.penalties?.['W']([0, 0.25, 1, 0.5]).value).toBe(0.1875);
});

test('the projected gradient of a polar form has no slope of the phase', () => {
  const on = units.get('complex-log').on(float64, { inputs: 2, hidden: 2, outputs: 1 }, {});
  expect(on.polar?.([1, 0, 0, 1, 1, -1], [-2, 3], [5]).slopeOfAngle(0, 'projected')).toBeNull();
});

/** e = y − t overflows: what `projected` leaves out is left out, and not 0·∞ = NaN. */
test('the projected gradient has no imaginary part where the error is infinite', () => {
  const one = { hidden: 1, task: { exponents: [[1]], largestTarget: null } };
  const gradients = ['exact', 'projected'].map((gradient) => {
    const recipe = readRecipe({ extends: 'exact', gradient, ...one });
    const sample = { x: [1.5e308], target: [-1.5e308] };
    return objectiveOf(float64, recipe, shippedParts).differentiate([1, 1], sample, (value) => value).gradient;
  });
  expect(gradients.map(([, w1]) => w1)).toEqual([NaN, Infinity]);
});
