import { describe, expect, test } from 'vitest';
import { InputError, messageOf, quoted } from '../base/input-error.js';
import { z } from 'zod';
import type { Setting } from './part.js';
import { explain, readRecipe, recipeNamed } from './read-recipe.js';

const refused = (value: unknown, message: string) => {
  const read = () => readRecipe(value);
  expect(read).toThrow(InputError);
  expect(read).toThrow(message);
};
/** A change nested so deep. */
const nested = (depth: number): unknown =>
  Array.from({ length: depth }).reduce((base: unknown) => ({ extends: base, steps: 5 }), 'clipped');

describe('extends', () => {
  test('a name stands for the shipped recipe, and so does extending it by nothing', () => {
    expect(readRecipe('exact')).toEqual(recipeNamed('exact'));
    expect(readRecipe({ extends: 'exact' })).toEqual(recipeNamed('exact'));
  });

  test('a change is marked in the name unless it gives one', () => {
    expect(readRecipe({ extends: 'exact', steps: 5 })).toEqual({ ...recipeNamed('exact'), name: 'exact*', steps: 5 });
    expect(readRecipe({ extends: 'exact', name: 'mine' }).name).toBe('mine');
    expect(readRecipe({ extends: { extends: 'exact', steps: 5 }, steps: 6 }).name).toBe('exact**');
  });

  test('$schema is for editors, at every level', () => {
    const plain = readRecipe({ extends: { extends: 'exact', steps: 5 }, batch: 2 });
    expect(
      readRecipe({ $schema: 'a.json', extends: { $schema: 'b.json', extends: 'exact', steps: 5 }, batch: 2 }),
    ).toEqual(plain);
    expect(readRecipe({ $schema: 'a.json', ...recipeNamed('exact') })).toEqual(recipeNamed('exact'));
    refused({ $schema: 3, ...recipeNamed('exact') }, 'unknown field "$schema"');
  });

  test('a rule of the same kind is changed, of another kind replaced', () => {
    const { stepRule } = recipeNamed('exact');
    expect(readRecipe({ extends: 'exact', stepRule: { kind: 'sgd', mantissa: false } }).stepRule).toEqual({
      ...stepRule,
      mantissa: false,
    });
    expect(readRecipe({ extends: 'exact', stepRule: { kind: 'polyak', longestStep: null } }).stepRule).toEqual({
      kind: 'polyak',
      longestStep: null,
    });
  });

  test('lists are replaced', () => {
    expect(readRecipe({ extends: 'exact', task: { range: [1, 2] } }).task).toEqual({
      ...recipeNamed('exact').task,
      range: [1, 2],
    });
  });

  test('nests, but not without end', () => {
    expect(readRecipe(nested(3)).name).toBe('clipped***');
    refused(nested(1000), 'recipe: extends nests deeper than ');
  });

  test.each([
    [{ extends: 3 }, "recipe: extends: 3 is neither a recipe's name nor a recipe"],
    [{ extends: null }, "recipe: extends: null is neither a recipe's name nor a recipe"],
    [{ extends: ['exact'] }, 'is neither a recipe'],
    [{ extends: 'exacct' }, 'recipe: "exacct" is not known; known are naive, clipped, exact, robust, frugal'],
    ['', 'recipe: "" is not known'],
    [{ extends: {} }, 'missing'],
    [{ extends: { ...recipeNamed('exact'), name: 5 }, steps: 7 }, 'name: 5: '],
  ])('%j is refused', refused);
});

/** Recipes that 0.1.0 wrote mean what they meant. */
describe('recipes of 0.1.0', () => {
  const withoutKind = (setting: Setting) =>
    Object.fromEntries(Object.entries(setting).filter(([field]) => field !== 'kind'));
  const sgd = { kind: 'sgd', clip: null, nanToZero: false, mantissa: false };

  test('`network` is the unit', () => {
    const { unit, ...rest } = recipeNamed('naive');
    expect(readRecipe({ ...rest, network: unit })).toEqual(recipeNamed('naive'));
    expect(readRecipe({ extends: 'exact', network: 'log-square' }).unit).toBe('log-square');
    refused({ extends: 'exact', network: 'multilayer' }, 'unit: "multilayer": must be one of log-square, complex-log');
    refused({ extends: 'exact', network: 'log-square', unit: 'log-square' }, 'unknown field "network"');
  });

  test('`stepRule.largestNorm` is norm clipping', () => {
    const clipped = readRecipe({ extends: 'exact', stepRule: { ...sgd, largestNorm: 2 } });
    expect(clipped.clipping).toEqual({ kind: 'norm', largest: 2 });
    expect(clipped.stepRule).toEqual(sgd);
    expect(clipped).toEqual(readRecipe({ extends: 'exact', stepRule: sgd, clipping: { kind: 'norm', largest: 2 } }));
  });

  test('`stepRule.largestNorm` of null is none, whatever was there before', () => {
    expect(readRecipe({ extends: 'exact', stepRule: { ...sgd, largestNorm: null } }).clipping).toBeNull();
    const base = { extends: 'exact', clipping: { kind: 'norm', largest: 2 } };
    expect(readRecipe({ extends: base, stepRule: { largestNorm: null } }).clipping).toBeNull();
  });

  test('it may be changed alone, which keeps the rule', () => {
    const base = { extends: 'exact', stepRule: { kind: 'momentum', momentum: 0.9, largestNorm: 2 } };
    const changed = readRecipe({ extends: base, stepRule: { largestNorm: 3 } });
    expect(changed.stepRule).toEqual({ kind: 'momentum', momentum: 0.9 });
    expect(changed.clipping).toEqual({ kind: 'norm', largest: 3 });
  });

  test.each([
    [0, 'clipping.largest: 0: '],
    [-1, 'clipping.largest: -1: '],
    ['x', 'stepRule: unknown field "largestNorm"'],
  ])('%j is no norm', (largestNorm, message) => {
    refused({ extends: 'exact', stepRule: { ...sgd, largestNorm } }, message);
  });

  test('parts that had no kind need none', () => {
    const { stepRule, stop, restart, task } = readRecipe({
      extends: 'exact',
      stop: { loss: 1, count: 2 },
      restart: { after: 3, loss: 4, atMost: 5 },
    });
    expect(stop).toEqual({ kind: 'small-losses', loss: 1, count: 2 });
    expect(restart).toEqual({ kind: 'high-loss', after: 3, loss: 4, atMost: 5 });
    const old = { ...recipeNamed('exact'), stepRule: withoutKind(stepRule), task: withoutKind(task) };
    expect(readRecipe(old)).toEqual(recipeNamed('exact'));
  });
});

describe('what is wrong is said on one line', () => {
  test.each([
    [null, 'recipe: must be an object, not empty'],
    [[], 'recipe: must be an object, not a list'],
    [{ extends: 'exact', steps: -1 }, 'steps: -1: '],
    [{ extends: 'exact', stepRule: { clip: 'x' } }, 'stepRule.clip: "x": '],
    [{ extends: 'exact', task: { exponents: [[1, 'x']] } }, 'task.exponents.0.1: "x": '],
    [{ extends: 'exact', surprise: 1, 'a b': 2 }, 'unknown field "surprise", "a b"'],
    [
      { extends: 'exact', stepRule: 7 },
      'stepRule: 7: expected an object with the kind sgd, momentum, adam, polyak, kal',
    ],
    [{ extends: 'exact', schedule: [] }, 'schedule: []: expected an object with the kind constant, inverse, cosine'],
    [{ extends: 'exact', stop: 'x' }, 'stop: "x": expected an object with the kind small-losses'],
    [{ extends: 'exact', unit: 'multilayer' }, 'unit: "multilayer": must be one of log-square, complex-log'],
    [{ extends: 'exact', loss: 'hinge' }, 'loss: "hinge": must be one of squared-error, log-ratio'],
    [{ extends: 'exact', initial: { w2: [0, 1] } }, 'initial.w2: [0,1]: complex-log has only the parameters: w0, w1'],
    [{ extends: 'exact', initial: { w1: { gaussian: 1 } } }, 'initial.w1: {"gaussian":1}: must be an interval'],
    [{ extends: 'robust', clipping: { kind: 'norm', largest: 1 } }, 'kalman has no gradient to clip'],
    [{ name: 'x' }, 'unit: missing: must be one of log-square, complex-log'],
    [
      { extends: 'exact', task: { range: [2, 1] } },
      'task.range: [2,1]: the first number must not be greater than the second',
    ],
    [{ extends: 'exact', task: { exponents: [[1, 2], [1]] } }, 'rows must have the same length'],
    [
      { extends: 'naive', loss: 'log-ratio' },
      'loss: "log-ratio": asks for a polar form, which only these units have: complex-log',
    ],
    [{ extends: 'naive', gradient: 'projected' }, 'gradient: "projected": log-square has only the gradients: exact'],
    [
      { extends: 'naive', reflection: { memory: 0.5 } },
      'reflection: {"memory":0.5}: only these units have signs to turn: complex-log',
    ],
    [
      {
        extends: 'robust',
        task: {
          exponents: [
            [1, 0],
            [0, 1],
          ],
        },
      },
      'stepRule.kind: "kalman": kalman takes tasks with one output',
    ],
    [{ extends: 'robust', batch: 2 }, 'batch: 2: kalman takes one sample a step'],
    [
      {
        extends: 'exact',
        reflection: { memory: 0.5 },
        task: {
          exponents: [
            [1, 0],
            [0, 1],
          ],
        },
      },
      'reflection: {"memory":0.5}: takes tasks with one output',
    ],
    [
      { extends: 'exact', reflection: { memory: 0.5 }, batch: 2 },
      'reflection: {"memory":0.5}: takes one sample a step',
    ],
    [
      { extends: 'exact', reflection: { memory: 0.5 }, stepRule: { kind: 'momentum', momentum: 0.9 } },
      'does not go with momentum, whose memory has the old sign',
    ],
    [{ extends: 'exact', reflection: { memory: 0.5 }, stepRule: { kind: 'adam' } }, 'does not go with adam'],
    [
      { extends: 'exact', task: { exponents: [[0.5, 1]], range: [-1, 1] } },
      'task.exponents: [[0.5,1]]: fractional exponents need a range without negative inputs and signs "drawn"',
    ],
    [{ extends: 'exact', task: { exponents: [[0.5, 1]], signs: 'random' } }, 'fractional exponents need'],
    [
      { extends: 'exact', task: { range: [1, 1], largestTarget: 0.5 } },
      'task.largestTarget: 0.5: no sample of this task is accepted',
    ],
  ])('%j', (value, message) => {
    refused(value, message);
    try {
      readRecipe(value);
    } catch (error) {
      expect(String(error)).not.toContain('\n');
      expect(String(error)).toMatch(/^InputError: recipe: /);
    }
  });

  test('fields with strange names are quoted', () => {
    refused({ extends: 'exact', evaluation: { stop: { 'a\nb': 1 } } }, 'evaluation.stop: unknown field "a\\nb"');
  });

  test('fractional exponents are welcome where inputs are positive', () => {
    expect(
      readRecipe({ extends: 'exact', task: { exponents: [[0.5, 1]], largestTarget: null } }).task['exponents'],
    ).toEqual([[0.5, 1]]);
  });
});

test('what was thrown says what it says, whatever it is', () => {
  expect(messageOf(new InputError('no such file'))).toBe('no such file');
  expect(messageOf('a word')).toBe('a word');
});

describe('quoted', () => {
  test.each([
    [undefined, 'undefined'],
    [NaN, 'NaN'],
    [-0.5, '-0.5'],
    ['a"b\n', '"a\\"b\\n"'],
    [{ a: [1] }, '{"a":[1]}'],
    ['x'.repeat(78), `"${'x'.repeat(78)}"`],
    ['x'.repeat(79), `"${'x'.repeat(76)}…`],
  ])('%j', (value, expected) => {
    expect(quoted(value)).toBe(expected);
  });
});

describe('explain', () => {
  const said = (schema: z.ZodType, value: unknown): string => {
    const parsed = schema.safeParse(value);
    if (parsed.success) throw new Error('nothing is wrong with it');
    return explain(parsed.error, value);
  };
  const numbers = z.record(z.string(), z.number());

  test.each([
    ['a', 'a: "x": '],
    ['a b', '"a b": "x": '],
    ['b a', '"b a": "x": '],
    [' a', '" a": "x": '],
    ['a'.repeat(40), `${'a'.repeat(40)}: "x": `],
    ['a'.repeat(41), `"${'a'.repeat(41)}": "x": `],
    ['a\nb', '"a\\nb": "x": '],
  ])('the name %j stands as it is only where it is a short word', (key, start) => {
    expect(said(numbers, { [key]: 'x' }).startsWith(start)).toBe(true);
  });

  test('white space in a message is one space, so that it stays on its line', () => {
    const schema = z.number().refine(() => false, { message: 'a\n  b\t\tc' });
    expect(said(z.object({ n: schema }), { n: 3 })).toBe('n: 3: a b c');
  });

  test('a field is missing where every object has one of that name', () => {
    expect(said(z.object({ constructor: z.string() }), {})).toMatch(/^constructor: missing: /);
  });

  test('what is wrong within a list is found there', () => {
    expect(said(z.array(z.array(z.number())), [[1], [2, null]])).toMatch(/^1\.1: null: /);
  });
});
