import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parameters } from './parameters.js';
import { hessianVectorMatches, jacobianMatches, jvpMatches, vjpMatches } from './products-match.js';
import { productsTranspose } from './products-transpose.js';
import { propertyFailure } from './property-failure.js';

/** F(a, b) = { y: [a0·x, sin a1·b], z: a0·b² }, and its Jacobian's entries, each times `off`. */
interface Params {
  readonly a: readonly number[];
  readonly b: number;
}
const value = ({ a, b }: Params, x: number) => ({ y: [a[0] * x, Math.sin(a[1]) * b], z: a[0] * b * b });
const rows = ({ a, b }: Params, x: number, off: number) => [
  { a: [x, 0], b: 0 },
  { a: [0, Math.cos(a[1]) * b * off], b: Math.sin(a[1]) },
  { a: [b * b, 0], b: 2 * a[0] * b },
];
const flat = ({ a, b }: Params) => [...a, b];
const dot = (p: readonly number[], q: readonly number[]) => p.reduce((sum, value_, k) => sum + value_ * q[k], 0);

const model = (off: number) => ({
  value,
  jacobian: (p: Params, x: number) => rows(p, x, off),
  jvp: (p: Params, v: Params, x: number) => {
    const [first, second, z] = rows(p, x, off).map((row) => dot(flat(row), flat(v)));
    return { y: [first, second], z };
  },
  vjp: (p: Params, w: ReturnType<typeof value>, x: number) => {
    const weights = [...w.y, w.z];
    const [a0, a1, b] = [0, 1, 2].map((i) =>
      dot(
        weights,
        rows(p, x, off).map((row) => flat(row)[i]),
      ),
    );
    return { a: [a0, a1], b };
  },
});

/** L(a, b) = a0³·x + sin a1·b: its gradient, and its Hessian's products with the first entry times `off`. */
const second = (off: number) => ({
  gradient: ({ a, b }: Params, x: number) => [3 * a[0] * a[0] * x, Math.cos(a[1]) * b, Math.sin(a[1])],
  hessianVector: ({ a, b }: Params, v: Params, x: number) => ({
    a: [6 * a[0] * x * v.a[0] * off, -Math.sin(a[1]) * b * v.a[1] + Math.cos(a[1]) * v.b],
    b: Math.cos(a[1]) * v.a[1],
  }),
});

const later =
  <Given extends unknown[], R>(f: (...given: Given) => R) =>
  async (...given: Given) => {
    await Promise.resolve();
    return f(...given);
  };

const options = { params: parameters<Params>({ a: [0, 0], b: 0 }), inputs: fc.integer({ min: -3, max: 3 }) };
const runs = { numRuns: 20, seed: 3 };

describe('products that are right', () => {
  test('hold', () => {
    const right = model(1);
    expect(propertyFailure(vjpMatches(right, options), runs)).toBeNull();
    expect(propertyFailure(jvpMatches(right, options), runs)).toBeNull();
    expect(propertyFailure(jacobianMatches(right, options), runs)).toBeNull();
    expect(propertyFailure(productsTranspose(right, options), runs)).toBeNull();
    expect(propertyFailure(hessianVectorMatches(second(1), options), runs)).toBeNull();
  });

  test('and so they do where they are awaited', async () => {
    const { value: f, jvp, vjp, jacobian } = model(1);
    const few = { numRuns: 3, seed: 3 };
    const awaited = { value: later(f), vjp, jvp, jacobian };
    expect(vjpMatches(awaited, options).isAsync()).toBe(true);
    expect(await propertyFailure(vjpMatches(awaited, options), few)).toBeNull();
    expect(await propertyFailure(jvpMatches({ value: f, jvp: later(jvp) }, options), few)).toBeNull();
    expect(await propertyFailure(jacobianMatches({ value: f, jacobian: later(jacobian) }, options), few)).toBeNull();
    expect(await propertyFailure(productsTranspose({ jvp, vjp: later(vjp) }, options), few)).toBeNull();
    const { gradient, hessianVector } = second(1);
    const hessian = { gradient: later(gradient), hessianVector };
    expect(await propertyFailure(hessianVectorMatches(hessian, options), few)).toBeNull();
  });

  test('in single precision', () => {
    const single = {
      value: (p: Float32Array) => Float32Array.from(p, (x) => x * x),
      vjp: (p: Float32Array, w: Float32Array) => Float32Array.from(p, (x, i) => 2 * x * w[i]),
      jvp: (p: Float32Array, v: Float32Array) => Float32Array.from(p, (x, i) => 2 * x * v[i]),
    };
    const params = parameters(new Float32Array(3));
    expect(propertyFailure(vjpMatches(single, { params }), runs)).toBeNull();
    expect(propertyFailure(jvpMatches(single, { params }), runs)).toBeNull();
    expect(propertyFailure(productsTranspose(single, { params }), runs)).toBeNull();
    const wrong = {
      ...single,
      jvp: (p: Float32Array, v: Float32Array) => p.map((x, i) => (i === 1 ? 2.1 : 2) * x * v[i]),
    };
    expect(propertyFailure(jvpMatches(wrong, { params }))).toMatch(
      /^jvp\(params, tangent\) in entry 1 of the value, for the tangents along one entry: the gradient is wrong in entry 1/,
    );
  });
});

describe('planted mistakes are found, and said where', () => {
  const wrong = model(1.001);
  test('vjp', () => {
    expect(propertyFailure(vjpMatches(wrong, options))).toMatch(
      /^vjp\(params, cotangent\), the gradient of ⟨cotangent, value⟩: the gradient is wrong in a\[1\]\n[^]*cotangent\{ y: \[/,
    );
  });

  test('jvp', () => {
    expect(propertyFailure(jvpMatches(wrong, options))).toMatch(
      /^jvp\(params, tangent\) in y\[1\] of the value, the slope of the value along the tangent: the gradient is wrong/,
    );
  });

  test('the Jacobian', () => {
    expect(propertyFailure(jacobianMatches(wrong, options))).toMatch(
      /^jacobian\(params\), the row of y\[1\] of the value: the gradient is wrong in a\[1\]/,
    );
  });

  test('the transposition law, to a part in 10^9', () => {
    const mixed = { jvp: model(1).jvp, vjp: model(1 + 1e-9).vjp };
    expect(propertyFailure(productsTranspose(mixed, options))).toMatch(
      /^vjp is not the transpose of jvp\n[^]*rounding allows/,
    );
    expect(propertyFailure(productsTranspose({ jvp: model(1).jvp, vjp: model(1 + 1e-15).vjp }, options))).toBeNull();
  });

  test('the product with the Hessian', () => {
    expect(propertyFailure(hessianVectorMatches(second(0.99), options))).toMatch(
      /^hessianVector\(params, vector\), the gradient of ⟨gradient, vector⟩: the gradient is wrong in a\[0\]/,
    );
  });

  test('where they are awaited too', async () => {
    const { vjp, jvp, jacobian } = wrong;
    const f = later(value);
    expect(await propertyFailure(vjpMatches({ value: f, vjp }, options))).toContain('wrong in a[1]');
    expect(await propertyFailure(jvpMatches({ value: f, jvp }, options))).toContain('in y[1] of the value');
    expect(await propertyFailure(jacobianMatches({ value: f, jacobian }, options))).toContain('the row of y[1]');
    const { gradient, hessianVector } = second(2);
    const hessian = { gradient, hessianVector: later(hessianVector) };
    expect(await propertyFailure(hessianVectorMatches(hessian, options))).toContain('wrong in a[0]');
    const mixed = { jvp: later(model(1).jvp), vjp };
    expect(await propertyFailure(productsTranspose(mixed, options))).toContain('not the transpose');
  });
});

/** Each entry by itself. */
const square = (p: readonly number[]) => p.map((x) => x * x);

test('a product that is awaited is judged beside a value that is not', async () => {
  const params = parameters(2);
  const vjp =
    (off: number) =>
    (p: readonly number[], w: readonly number[]): Promise<readonly number[]> =>
      Promise.resolve(p.map((x, k) => 2 * x * w[k] * off));
  expect(await propertyFailure(vjpMatches({ value: square, vjp: vjp(1) }, { params }))).toBeNull();
  expect(await propertyFailure(vjpMatches({ value: square, vjp: vjp(1.01) }, { params }))).toContain('wrong in');
});

test('what does not fit is said in one line', () => {
  const params = parameters([0, 0]);
  const says = (model_: unknown): unknown =>
    Reflect.apply(propertyFailure, null, [Reflect.apply(jacobianMatches, null, [model_, { params }])]);
  expect(says({ value: square, jacobian: () => [[1, 2]] })).toBe(
    'jacobian returned 1 rows: it must return 2, one an entry of the value',
  );
  expect(says({ value: square, jacobian: () => 3 })).toMatch(/^jacobian returned no array of rows/);
  const word = /^what value returned is "x" \(a string\)|^what value returned are "x"/;
  expect(says({ value: () => 'x', jacobian: () => [] })).toMatch(word);
  const ofProduct: unknown = Reflect.apply(vjpMatches, null, [{ value: () => 'x', vjp: () => [0, 0] }, { params }]);
  expect(Reflect.apply(propertyFailure, null, [ofProduct])).toMatch(word);
});

/** F(a, b) = (a·b, a + b), and its product with a tangent, times `off` near the point (2, 3) alone. */
const nearby = (off: number) => ({
  value: ([a, b]: readonly number[]) => [a * b, a + b],
  jvp: ([a, b]: readonly number[], [da, db]: readonly number[]) => {
    const isNear = Math.abs(a - 2) + Math.abs(b - 3) < 0.5;
    return [(da * b + a * db) * (isNear ? off : 1), da + db];
  },
});

test('a product with a tangent is judged at the parameters, and not elsewhere along it', () => {
  const at = { params: fc.constant(null).map(() => [2, 3]) };
  expect(propertyFailure(jvpMatches(nearby(1), at), { numRuns: 5 })).toBeNull();
  expect(propertyFailure(jvpMatches(nearby(1.1), at), { numRuns: 5 })).toMatch(/^jvp\(params, tangent\) in entry 0 /);
});

test('a product with a tangent is judged beside a parameter that is nearly infinite', () => {
  const linear = (off: number) => ({
    value: ([a, b]: readonly number[]) => [a * 1e-300 + b],
    jvp: (_: readonly number[], [da, db]: readonly number[]) => [(da * 1e-300 + db) * off],
  });
  const at = { params: fc.constant(null).map(() => [1.79e308, 1]) };
  expect(propertyFailure(jvpMatches(linear(1), at), { numRuns: 5 })).toBeNull();
});
