import fc from 'fast-check';
import { expect, test } from 'vitest';
import { propertyOfRecord } from './property.js';
import { arbitraryRecipe } from '../src/testing/arbitrary-recipe.js';
import { InputError } from '../src/base/input-error.js';
import { namedRecipes } from '../src/training/named-recipes.js';
import { readRecipe, recipeNamed } from '../src/training/read-recipe.js';
import { readTheta } from '../src/training/read-theta.js';
import { float64 } from '../src/numeric/backends/float64.js';
import { sizesOf, unitOf } from '../src/training/recipe.js';
import { runs } from './run-count.js';

/** Reads, or explains in one line; anything else fails the property. */
function acceptsOrExplains(read: () => unknown): void {
  try {
    read();
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    if (error instanceof InputError) {
      expect(error.message).not.toMatch(/[\r\n]/);
      expect(error.message.length).toBeLessThan(600);
    }
  }
}

/** Fuzz: any JSON value is accepted or explained, and nothing else is ever thrown. */
propertyOfRecord({ value: fc.jsonValue({ maxDepth: 5 }) }, { numRuns: runs(500) })(
  'any JSON value is accepted or explained',
  ({ value }) => {
    acceptsOrExplains(() => readRecipe(value));
  },
);

/** Fuzz closer to the target: a shipped recipe with any value in any one place, or any extra field. */
propertyOfRecord(
  {
    base: fc.constantFrom(...namedRecipes.keys()),
    path: fc.constantFrom(
      ...[
        'name',
        'network',
        'unit',
        'loss',
        'schedule',
        'clipping',
        'stop',
        'hidden',
        'task',
        'gradient',
        'learningRate',
        'stepRule',
        'steps',
        'evaluation',
        'initial',
        'restart',
      ],
      ...['extends', 'unknown', '__proto__', 'constructor'],
    ),
    inner: fc.option(
      fc.constantFrom(
        'exponents',
        'range',
        'signs',
        'largestTarget',
        'clip',
        'mantissa',
        'interval',
        'w0',
        'kind',
        'largestNorm',
        '__proto__',
      ),
    ),
    value: fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom(NaN, Infinity, -1, 0, 1e400, 0.5, undefined)),
  },
  { numRuns: runs(1000) },
)('a shipped recipe with any change is accepted or explained', ({ base, path, inner, value }) => {
  const change: unknown = inner === null ? value : Object.fromEntries([[inner, value]]);
  acceptsOrExplains(() =>
    readRecipe(
      Object.fromEntries([
        ['extends', base],
        [path, change],
      ]),
    ),
  );
});

/** A valid recipe is read as itself, through JSON too. */
propertyOfRecord({ recipe: arbitraryRecipe() })('a valid recipe is read as itself', ({ recipe }) => {
  expect(readRecipe(JSON.parse(JSON.stringify(recipe)))).toEqual(recipe);
});

const { parameters } = unitOf(recipeNamed('exact'));

/** Initial weights: any JSON value is accepted or explained. */
propertyOfRecord(
  { value: fc.oneof(fc.jsonValue(), fc.record({ w0: fc.jsonValue(), w1: fc.jsonValue() })) },
  { numRuns: runs(500) },
)('any initial weights are accepted or explained', ({ value }) => {
  acceptsOrExplains(() => readTheta(float64, value, parameters));
});

test.each([
  [{ extends: 'clipped', learningRate: -0.05 }, /learningRate: -0.05/],
  [{ extends: 'clipped', learningrate: 0.05 }, /unknown field "learningrate"/],
  [{ extends: 'clipped', learningRate: NaN }, /learningRate: NaN/],
  [{ extends: 'clipped', steps: -1 }, /steps: -1/],
  [{ extends: 'clipped', hidden: 0 }, /hidden: 0/],
  [{ extends: 'clipped', hidden: 2.5 }, /hidden: 2.5/],
  [{ extends: 'clipped', task: { exponents: [[1], [1, 2]] } }, /task\.exponents: .*same length/],
  // Found by the fuzz above with WARIZAN_RUNS=100: drawing samples of a task that had already failed.
  [{ extends: 'naive', task: { exponents: [] } }, /task\.exponents: \[\]/],
  [{ extends: 'naive', task: { exponents: [[]] } }, /task\.exponents\.0: \[\]/],
  [{ extends: 'naive', task: { exponents: [[1e9, 1]], largestTarget: 1 } }, /task\.exponents\.0\.0: 1000000000/],
  [{ extends: 'clipped', task: { largestTarget: 1e-300 } }, /task\.largestTarget: 1e-300: no sample/],
  [{ extends: 'naive', gradient: 'projected' }, /gradient: "projected": log-square has only/],
  [{ extends: 'clippd' }, /"clippd" is not known; known are naive, clipped, exact, robust, frugal/],
  [
    { extends: 'clipped', stepRule: { kind: 'adm' } },
    /stepRule\.kind: "adm": expected an object with the kind sgd, mom/,
  ],
  [{ extends: 'clipped', stepRule: { kind: 'adam', clip: 3 } }, /stepRule: unknown field "clip"/],
  [{ extends: 'clipped', stepRule: 7 }, /stepRule: 7: expected an object with the kind sgd, mom/],
  [
    { extends: 'naive', loss: 'log-ratio' },
    /loss: "log-ratio": asks for a polar form, which only these units have: complex-log/,
  ],
  [{ extends: 'robust', batch: 3 }, /batch: 3: kalman takes one sample a step/],
  [
    { extends: 'robust', task: { exponents: [[1], [2]] } },
    /stepRule\.kind: "kalman": kalman takes tasks with one output/,
  ],
  [{ extends: 'robust', stepRule: { kind: 'adam' } }, /reflection: .*: does not go with adam/],
  [{ extends: 'robust', initial: { w0: 3 } }, /initial\.w0: 3: must be an interval/],
  [{ extends: 'clipped', stop: { loss: 1e-3 } }, /stop\.count: missing/],
  ['nothing', /"nothing" is not known/],
  [{ name: 'x' }, /unit: missing: must be one of log-square, complex-log/],
  [[1, 2], /must be an object, not a list/],
])('%j is explained', (value, message) => {
  expect(() => readRecipe(value)).toThrow(InputError);
  expect(() => readRecipe(value)).toThrow(message);
});

test('a change of kind replaces the step rule, and old recipes need not name theirs', () => {
  const adam = readRecipe({ extends: 'clipped', stepRule: { kind: 'adam', beta1: 0.5 } });
  expect(adam.stepRule).toEqual({ kind: 'adam', beta1: 0.5, beta2: 0.999, epsilon: 1e-8 });
  const { name, unit, hidden, task, initial, gradient, learningRate, steps, evaluation } = readRecipe('clipped');
  const stepRule = { clip: 700, nanToZero: true, mantissa: true };
  const old = { name, network: unit, hidden, task, initial, gradient, learningRate, stepRule, steps, evaluation };
  expect(readRecipe(old)).toEqual(readRecipe('clipped'));
});

test('changes are merged field by field and marked in the name', () => {
  const recipe = readRecipe({ extends: 'clipped', learningRate: 0.05, stepRule: { mantissa: false } });
  expect(recipe).toEqual({
    ...namedRecipes.get('clipped'),
    name: 'clipped*',
    learningRate: 0.05,
    stepRule: { kind: 'sgd', clip: 700, nanToZero: true, mantissa: false },
  });
  expect(sizesOf(recipe)).toEqual({ inputs: 2, hidden: 2, outputs: 1 });
});
