import { describe, expect, test } from 'vitest';
import { gradientVerdict } from './gradient-verdict.js';

/** What a model in JavaScript, whose shapes no compiler has seen, is told of itself. */
function verdictOn(model: unknown, params: unknown, options: unknown = {}): unknown {
  try {
    return Reflect.apply(gradientVerdict, null, [model, params, options]);
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : error;
  }
}

const loss = (p: readonly number[]) => p[0] ** 2;
const gradient = (p: readonly number[]) => [2 * p[0]];
const square = { loss, gradient };

describe('what does not fit is said in one line: what came, and what was wanted', () => {
  test.each([
    [
      'single precision',
      square,
      Float32Array.of(3),
      'the parameters are a Float32Array: they must be an array of numbers (number[])',
    ],
    [
      'a tree',
      square,
      { W: [1], b: [2] },
      'the parameters are an object with the fields W, b: they must be an array of numbers (number[])',
    ],
    ['rows', square, [[3]], 'entry 0 of the parameters is an array of 1: they must be an array of numbers (number[])'],
    [
      'text',
      square,
      [1, '3'],
      'entry 1 of the parameters is "3" (a string): they must be an array of numbers (number[])',
    ],
    ['nothing', square, undefined, 'the parameters are undefined: they must be an array of numbers (number[])'],
    ['a hole', square, [1, , 2], 'entry 1 of the parameters is undefined: they must be an array of numbers (number[])'],
    [
      'a loss in an array',
      { loss: (p: number[]) => [p[0]], gradient },
      [3],
      'the loss returned an array of 1: it must return a number',
    ],
    [
      'a loss that is awaited',
      { loss: () => Promise.resolve(9), gradient },
      [3],
      'the loss returned a Promise: it must return a number, at once',
    ],
    ['no loss', { loss: () => undefined, gradient }, [3], 'the loss returned undefined: it must return a number'],
    [
      'a loss of many digits',
      { loss: () => 9n, gradient },
      [3],
      'the loss returned 9 (bigint): it must return a number',
    ],
    [
      'a gradient that is awaited',
      { loss, gradient: () => Promise.resolve([6]) },
      [3],
      'the gradient returned a Promise: it must return an array of 1 number, one a parameter, at once',
    ],
    [
      'a map',
      { loss, gradient: () => new Map([[0, 6]]) },
      [3],
      'the gradient returned a Map: it must return an array of 1 number, one a parameter',
    ],
    [
      'no gradient',
      { loss, gradient: () => undefined },
      [3, 4],
      'the gradient returned undefined: it must return an array of 2 numbers, one a parameter',
    ],
    [
      'a gradient of rows',
      { loss, gradient: () => [[6]] },
      [3],
      'entry 0 of the gradient is an array of 1: it must be a number',
    ],
    [
      'a gradient of text',
      { loss, gradient: () => ['6'] },
      [3],
      'entry 0 of the gradient is "6" (a string): it must be a number',
    ],
    [
      'a gradient that is too long',
      { loss, gradient: () => [6, 0] },
      [3],
      'the gradient has 2 entries, the parameters have 1',
    ],
    ['a function', loss, [3], 'the model has no loss: a model is an object with loss(params) and gradient(params)'],
    [
      'half a model',
      { loss },
      [3],
      'the model has no gradient: a model is an object with loss(params) and gradient(params)',
    ],
    ['no model', null, [3], 'null is no model: a model is an object with loss(params) and gradient(params)'],
    ['a number', 3, [3], '3 (number) is no model: a model is an object with loss(params) and gradient(params)'],
  ])('%s', (_, model, params, says) => {
    expect(verdictOn(model, params)).toBe(`ModelError: ${says}`);
  });

  test.each([
    [[3], [], 'entries: []: names nothing to check; leave it out to check all'],
    [[3], [1], 'entries: 1: must be whole numbers from 0 to 0, the entries of the parameters'],
    [[3], [0, -1], 'entries: -1: must be whole numbers from 0 to 0, the entries of the parameters'],
    [[], undefined, 'there are no parameters: nothing to check'],
    [[3], [0.5], 'entries: 0.5: must be whole numbers from 0 to 0, the entries of the parameters'],
  ])('parameters %j, entries %j: nothing to check is no success', (params, entries, reason) => {
    expect(verdictOn(square, params, entries === undefined ? {} : { entries })).toEqual({
      kind: 'undecided',
      entry: null,
      reason,
    });
  });
});

test('double precision in a typed array is an array of numbers, and so is a gradient in single precision', () => {
  const seen: string[] = [];
  const typed = {
    loss: (p: Float64Array) => {
      seen.push(p.constructor.name);
      return p.reduce((sum, x) => sum + x * x, 0);
    },
    gradient: (p: Float64Array) => p.map((x) => 2 * x),
  };
  expect(verdictOn(typed, Float64Array.of(3, 0.5))).toMatchObject({ kind: 'correct' });
  expect(new Set(seen)).toEqual(new Set(['Float64Array']));
  expect(
    verdictOn({ ...typed, gradient: (p: Float64Array) => p.map((x) => 3 * x) }, Float64Array.of(3, 0.5)),
  ).toMatchObject({
    kind: 'wrong',
    wrongEntries: [0, 1],
  });
  expect(verdictOn({ loss, gradient: (p: number[]) => Float32Array.of(2 * p[0]) }, [3])).toMatchObject({
    kind: 'correct',
  });
});
