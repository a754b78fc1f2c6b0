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

const are = 'must be numbers, or arrays, plain objects, Maps, Float32Arrays or Float64Arrays of them';

describe('what does not fit is said in one line: what came, and what was wanted', () => {
  test.each([
    [
      'a tree of which the gradient is only a part',
      { loss: (p: { W: number[] }) => p.W[0] ** 2, gradient: () => [2] },
      { W: [1], b: [2] },
      'the gradient has 1 entries, the parameters have 2',
    ],
    ['text', square, [1, '3'], `entry 1 of the parameters is "3" (a string): they ${are}`],
    ['nothing', square, undefined, `the parameters are undefined: they ${are}`],
    ['a hole', square, [1, , 2], 'entry 1 of the parameters is missing: an array of parameters must not have holes'],
    [
      'a loss in an array',
      { loss: (p: number[]) => [p[0]], gradient },
      [3],
      'the loss returned an array of 1: it must return a number',
    ],
    ['no loss', { loss: () => undefined, gradient }, [3], 'the loss returned undefined: it must return a number'],
    [
      'a loss of many digits',
      { loss: () => 9n, gradient },
      [3],
      'the loss returned 9 (bigint): it must return a number',
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
    expect(verdictOn(square, params, entries === undefined ? {} : { entries })).toMatchObject({
      kind: 'undecided',
      entry: null,
      path: null,
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

describe('a model is judged where its parameters are a tree', () => {
  /** L = Σ_layers Σ (W_i − b)², W in single precision. */
  interface Layer {
    readonly W: Float32Array;
    readonly b: number;
  }
  const params = {
    layers: [
      { W: Float32Array.of(0.5, -1.25), b: 2 },
      { W: Float32Array.of(3), b: 0.75 },
    ],
    activation: 'tanh',
  };
  const model = {
    loss: ({ layers }: { readonly layers: readonly Layer[] }) =>
      layers.reduce((sum, { W, b }) => W.reduce((total, w) => total + (w - b) ** 2, sum), 0),
    gradient: ({ layers }: { readonly layers: readonly Layer[] }) => ({
      layers: layers.map(({ W, b }) => ({
        W: Array.from(W, (w) => 2 * (w - b)),
        b: W.reduce((total, w) => total - 2 * (w - b), 0),
      })),
    }),
  };

  test('with the gradient in a tree, or in a flat list', () => {
    expect(gradientVerdict(model, params)).toMatchObject({ kind: 'correct' });
    const flat = {
      loss: model.loss,
      gradient: (at: typeof params) => model.gradient(at).layers.flatMap(({ W, b }) => [...W, b]),
    };
    expect(gradientVerdict(flat, params)).toMatchObject({ kind: 'correct' });
  });

  test('a wrong entry has a path', () => {
    const wrong = {
      loss: model.loss,
      gradient: (at: typeof params) => {
        const { layers } = model.gradient(at);
        layers[1].W[0] *= 1.01;
        return { layers };
      },
    };
    expect(gradientVerdict(wrong, params)).toMatchObject({
      kind: 'wrong',
      entry: 3,
      path: 'layers[1].W[0]',
      wrongEntries: [3],
      wrongPaths: ['layers[1].W[0]'],
    });
  });

  test('NaN in the gradient is named by its path, as is a part that is written into', () => {
    const nan = {
      loss: model.loss,
      gradient: (at: typeof params) => ({ layers: model.gradient(at).layers.with(1, { W: [4.5], b: NaN }) }),
    };
    expect(verdictOn(nan, params)).toMatchObject({ path: 'layers[1].b' });
    expect(verdictOn(nan, params)).toHaveProperty('reason', expect.stringMatching(/NaN in layers\[1\]\.b where/));
    const writes = { ...model, loss: (at: typeof params) => at.layers[0].W.fill(1)[0] };
    expect(verdictOn(writes, params)).toBe(
      'ModelError: the loss writes into its parameters (layers[0].W[0]: 0.5 became 1)',
    );
    expect(params.layers[0].W[0]).toBe(0.5);
  });
});

describe('a model that is awaited', () => {
  const later = <R>(value: R) => new Promise<R>((resolve) => setImmediate(() => resolve(value)));
  test.each<[string, (p: readonly number[]) => unknown, (p: readonly number[]) => unknown]>([
    ['both', (p) => later(loss(p)), (p) => later(gradient(p))],
    ['only the loss', (p) => later(loss(p)), gradient],
    ['only the gradient', loss, (p) => later(gradient(p))],
  ])('%s', async (_, awaitedLoss, awaitedGradient) => {
    const verdict = verdictOn({ loss: awaitedLoss, gradient: awaitedGradient }, [3]);
    expect(verdict).toBeInstanceOf(Promise);
    expect(await verdict).toEqual(verdictOn(square, [3]));
  });

  test('what does not fit is said from the promise', async () => {
    await expect(verdictOn({ loss: () => Promise.resolve('9'), gradient }, [3])).rejects.toThrow(
      'the loss returned "9" (a string): it must return a number',
    );
    await expect(verdictOn({ loss, gradient: () => Promise.resolve([]) }, [3])).rejects.toThrow('has 0 entries');
    const writes = async (p: number[]) => {
      await Promise.resolve();
      p[0] = 7;
      return 1;
    };
    await expect(verdictOn({ loss: writes, gradient }, [3])).rejects.toThrow('(entry 0: 3 became 7)');
    const fails = () => Promise.reject(new TypeError('no device'));
    await expect(verdictOn({ loss: fails, gradient }, [3])).rejects.toThrow('no device');
  });

  test('the types tell a verdict from a promise of one', async () => {
    expect(gradientVerdict({ loss: ([x]) => x * x, gradient: ([x]) => [2 * x] }, [3]).kind).toBe('correct');
    const promised = gradientVerdict({ loss: ({ w }) => later(w * w), gradient: ({ w }) => ({ w: 2 * w }) }, { w: 3 });
    expect((await promised).kind).toBe('correct');
  });
});
