import { describe, expect, test } from 'vitest';
import { isSingle, mapArrays, type ArrayValues } from './array-leaves.js';
import { fromJax, type JaxArray } from './jax.js';
import { fromTfjs, fromTfjsLayers, fromTfjsVariables, type Tfjs, type TfjsTensor, type TfjsVariable } from './tfjs.js';

/** An array of a library of ours, for tests: numbers with a shape. */
interface Tensor extends TfjsTensor, JaxArray {
  readonly kind: string;
}

const isList = (values: ArrayValues): values is Exclude<ArrayValues, number> => typeof values !== 'number';
const shapeOf = (values: ArrayValues): number[] => {
  if (!isList(values)) return [];
  const [first] = values;
  return [values.length, ...shapeOf(first)];
};
const numbersIn = (values: ArrayValues): number[] =>
  isList(values) ? Array.from(values).flatMap(numbersIn) : [values];

/** Tensors that are alive, as the library counts them. */
const alive = new Set<Tensor>();
function tensorOf(numbers: readonly number[], shape: readonly number[], kind = 'float32'): Tensor {
  const tensor: Tensor = { shape, kind, dataSync: () => Float64Array.from(numbers) };
  alive.add(tensor);
  return tensor;
}
const at = (tensor: TfjsTensor, k: number) => tensor.dataSync()[k];
const scalar = (value: number) => tensorOf([value], []);

/** Differences with these steps, exact for polynomials of degree 2 in small whole numbers. */
function differences(f: (points: readonly Tensor[]) => Tensor, points: readonly Tensor[]): Tensor[] {
  return points.map((point, which) => {
    const own = Array.from(point.dataSync());
    const moved = (k: number, by: number) =>
      f(points.with(which, tensorOf(own.with(k, own[k] + by), point.shape, point.kind)));
    const slopes = own.map((_, k) => (at(moved(k, 1), 0) - at(moved(k, -1), 0)) / 2);
    return tensorOf(slopes, point.shape);
  });
}

function variableOf(name: string, numbers: readonly number[], shape: readonly number[]): TfjsVariable<Tensor> {
  let held = [...numbers];
  return {
    name,
    shape,
    dataSync: () => Float64Array.from(held),
    assign(value) {
      expect(value.shape).toEqual(shape);
      held = Array.from(value.dataSync());
    },
  };
}

const tf: Tfjs<Tensor> = {
  tensor: (values, shape) => tensorOf(numbersIn(values), shape ?? shapeOf(values)),
  tidy(run) {
    const before = new Set(alive);
    const result = run();
    for (const tensor of alive) if (!before.has(tensor)) alive.delete(tensor);
    return result;
  },
  grads: (f) => (tensors) => differences((points) => f(...points), tensors),
  variableGrads(f, variables = []) {
    const slopes = variables.map((variable) => {
      const own = Array.from(variable.dataSync());
      const moved = (k: number, by: number) => {
        variable.assign(tensorOf(own.with(k, own[k] + by), variable.shape));
        const value = at(f(), 0);
        variable.assign(tensorOf(own, variable.shape));
        return value;
      };
      return [
        variable.name,
        tensorOf(
          own.map((_, k) => (moved(k, 1) - moved(k, -1)) / 2),
          variable.shape,
        ),
      ] as const;
    });
    return { grads: Object.fromEntries(slopes) };
  },
};

describe('the arrays in a tree', () => {
  test('are made in the order of its entries: a number, a list, rows; all else stays', () => {
    class Own {
      readonly list = [1];
    }
    const own = new Own();
    const tree = {
      a: 1,
      b: [2, 3],
      c: [[4], [5]],
      d: Float32Array.of(6),
      e: [{ f: 7 }, [8, { g: 9 }]],
      h: new Map([['i', [10]]]),
      j: 'text',
      k: null,
      l: own,
      m: [],
      n: () => 1,
    };
    const made: ArrayValues[] = [];
    const mapped: unknown = mapArrays<unknown, string>(tree, (values) => {
      made.push(values);
      return `array ${made.length}`;
    });
    expect(made).toEqual([1, [2, 3], [[4], [5]], Float32Array.of(6), 7, 8, 9, [10]]);
    expect(mapped).toEqual({
      ...{ a: 'array 1', b: 'array 2', c: 'array 3', d: 'array 4' },
      ...{ e: [{ f: 'array 5' }, ['array 6', { g: 'array 7' }]], h: new Map([['i', 'array 8']]) },
      ...{ j: 'text', k: null, l: own, m: [], n: tree.n },
    });
  });

  test('are in single precision where they say so', () => {
    expect([Float32Array.of(1), Float64Array.of(1), [1], 1].map(isSingle)).toEqual([true, false, false, false]);
  });
});

describe('a function of tensors', () => {
  /** Σ wᵢ·xᵢ + b², the second weight a row of a matrix. */
  const loss = ({ w, b }: { readonly w: Tensor; readonly b: Tensor }, x: readonly number[]) =>
    scalar(x.reduce((sum, value, k) => sum + value * at(w, k), at(b, 0) ** 2));
  const params = { w: [[1, 2]], b: 3 };

  test('is a model whose loss and gradient are those of TensorFlow.js, and no tensor outlives a call', () => {
    const model = fromTfjs(tf, loss);
    alive.clear();
    expect(model.loss(params, [10, 100])).toBe(219);
    expect(model.gradient(params, [10, 100])).toEqual([10, 100, 6]);
    expect([alive.size, params]).toEqual([0, { w: [[1, 2]], b: 3 }]);
  });

  test('is given tensors of the shapes of its parameters', () => {
    const shapes: (readonly number[])[] = [];
    const model = fromTfjs(tf, ({ w, b }: { readonly w: Tensor; readonly b: Tensor }) => {
      shapes.push(w.shape, b.shape);
      return scalar(0);
    });
    model.loss({ w: [[1, 2]], b: 3 });
    expect(shapes).toEqual([[1, 2], []]);
  });

  test('of no scalar is refused', () => {
    const model = fromTfjs(tf, ({ w }: { readonly w: Tensor }) => tensorOf([1, 2], [1, ...w.shape]));
    expect(() => model.loss({ w: [1, 2] })).toThrow(
      'the loss returned a tensor of shape [1, 2]: it must return a scalar',
    );
  });
});

describe('a function of jax-js', () => {
  const asked: { readonly dtype?: string }[] = [];
  const library = {
    numpy: {
      array: (values: ArrayValues, options: { readonly dtype?: string } = {}): Tensor => {
        asked.push(options);
        return tensorOf(numbersIn(values), shapeOf(values), options.dtype);
      },
    },
    grad:
      (f: (tree: { readonly w: Tensor; readonly b: Tensor }) => Tensor) =>
      ({ w, b }: { readonly w: Tensor; readonly b: Tensor }) => {
        const [first, second] = differences(([one, other]) => f({ w: one, b: other }), [w, b]);
        return { w: first, more: [{ b: second }, null] };
      },
  };
  const loss = ({ w, b }: { readonly w: Tensor; readonly b: Tensor }, x: number) =>
    scalar(x * at(w, 1) + at(b, 0) ** 2);

  test('is a model whose loss and gradient are those of the library', () => {
    const model = fromJax(library, loss);
    expect(model.loss({ w: [1, 2], b: 3 }, 10)).toBe(29);
    expect(model.gradient({ w: [1, 2], b: 3 }, 10)).toEqual([0, 10, 6]);
  });

  test.each<readonly [ArrayValues, { dtype?: 'float32' | 'float64' }, string]>([
    [[1, 2], {}, 'float64'],
    [Float32Array.of(1, 2), {}, 'float32'],
    [[1, 2], { dtype: 'float32' }, 'float32'],
    [Float32Array.of(1, 2), { dtype: 'float64' }, 'float64'],
  ])('is given %j with %j as %s', (w, options, dtype) => {
    asked.length = 0;
    fromJax(library, loss, options).loss({ w, b: Float64Array.of(3) }, 1);
    expect(asked[0]).toEqual({ dtype });
  });

  test('of no scalar is refused', () => {
    const model = fromJax(library, ({ w }: { readonly w: Tensor; readonly b: Tensor }) => w);
    expect(() => model.loss({ w: [1, 2], b: 1 })).toThrow(
      'the loss returned an array of shape [2]: it must return a scalar',
    );
  });
});

describe('a loss over variables', () => {
  const variables = [variableOf('w', [1, 2], [2]), variableOf('b', [3], [])];
  const [w, b] = variables;
  const model = fromTfjsVariables(tf, variables, () => scalar(at(w, 0) * at(w, 1) + at(b, 0) ** 2));

  test('is a model of their values, which they have again after each call', () => {
    expect(model.params).toEqual({ w: Float32Array.of(1, 2), b: Float32Array.of(3) });
    alive.clear();
    expect(model.loss({ w: [5, 7], b: [2] })).toBe(39);
    expect(model.gradient({ w: [5, 7], b: [2] })).toEqual([7, 5, 4]);
    expect([alive.size, at(w, 0), at(w, 1), at(b, 0)]).toEqual([0, 1, 2, 3]);
  });

  test('gives them their values again where it throws', () => {
    const failing = fromTfjsVariables(tf, variables, () => {
      throw new Error('broken');
    });
    expect(() => failing.loss({ w: [5, 7], b: [2] })).toThrow('broken');
    expect(model.params).toEqual({ w: Float32Array.of(1, 2), b: Float32Array.of(3) });
  });
});

describe('a model of layers', () => {
  const kernel = variableOf('kernel', [2], [1]);
  const bias = variableOf('bias', [1], [1]);
  const network = (weights: readonly unknown[], apply: (inputs: Tensor) => unknown) => ({
    trainableWeights: weights,
    apply,
  });
  const batch = { inputs: tensorOf([3], [1]), loss: (outputs: Tensor) => scalar(at(outputs, 0) ** 2) };
  const line = (inputs: Tensor) => tensorOf([at(kernel, 0) * at(inputs, 0) + at(bias, 0)], [1]);

  test('is a model of its trainable weights, wrapped or not', () => {
    const model = fromTfjsLayers(tf, network([{ val: kernel }, bias], line), batch);
    expect(model.params).toEqual({ kernel: Float32Array.of(2), bias: Float32Array.of(1) });
    expect(model.loss({ kernel: [1], bias: [2] })).toBe(25);
    expect(model.gradient({ kernel: [1], bias: [2] })).toEqual([30, 10]);
  });

  test.each([
    ['no weights', []],
    ['a weight that is none', [{ val: 5 }]],
    ['a weight that cannot be assigned', [tensorOf([1], [1])]],
    ['nothing', [null]],
  ])('with %s is refused', (_, weights) => {
    expect(() => fromTfjsLayers(tf, network(weights, line), batch)).toThrow(
      'the network has no weights: give its first layer an inputShape, or build it',
    );
  });

  test.each([
    [[tensorOf([1], [1])], 'an array of 1'],
    [undefined, 'undefined'],
    [{ shape: [] }, 'an object with the fields shape'],
  ])('that returns no tensor is refused: %#', (outputs, kind) => {
    const model = fromTfjsLayers(
      tf,
      network([kernel], () => outputs),
      batch,
    );
    expect(() => model.loss({ kernel: [1] })).toThrow(`the network returned ${kind}: it must return one tensor`);
  });
});
