import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ParameterTree } from '../gradcheck/parameter-tree.js';
import { propertyFailure } from './property-failure.js';
import { dot, pointProperty, productOf, reducedProperty, resultTree, type DerivativePoint } from './reduced-check.js';

test('what a function returned is a tree of so many numbers, or told to be none', () => {
  expect(resultTree('value', { a: [1, 2] }).values).toEqual([1, 2]);
  expect(resultTree('value', [3, 4], 2).values).toEqual([3, 4]);
  expect(() => resultTree('value', [3, 4], 3)).toThrow('value returned 2 numbers: it must return 3');
  expect(() => resultTree('value', undefined)).toThrow(/^what value returned are undefined: they must be numbers/);
  expect(() => resultTree('jvp', [1, 'x'])).toThrow(/^entry 1 of what jvp returned is "x" \(a string\): they must be/);
  const refusing = new Proxy([1, [2]], {
    get() {
      throw new TypeError('not yours');
    },
  });
  expect(() => resultTree('value', refusing)).toThrow(new TypeError('not yours'));
});

test('a product is a tree of the parameters’ shape, or told to be none', () => {
  const tree = new ParameterTree({ W: [1, 2] });
  expect(productOf('vjp', tree, { W: [3, 4] })).toEqual([3, 4]);
  expect(productOf('vjp', tree, [3, 4])).toEqual([3, 4]);
  expect(() => productOf('vjp', tree, null)).toThrow(/^vjp returned null: it must return an object of W: 2 numbers/);
  expect(() => productOf('vjp', tree, [3])).toThrow('what vjp returned has 1 entries, the parameters have 2');
  expect(() => productOf('vjp', tree, { W: [3, 'x'] })).toThrow(
    'W[1] of what vjp returned is "x" (a string): it must be a number',
  );
  expect(() => productOf('vjp', tree, { V: 1 })).toThrow('what vjp returned has V, which is no parameter');
});

test('⟨a, b⟩', () => {
  expect([dot([1, 2, 3], [4, 5, -6]), dot([], [])]).toEqual([-4, 0]);
});

describe('a property of points', () => {
  const params = fc.constant([2]);
  const run = (judge: Parameters<typeof pointProperty>[2], isAwaited = () => false) =>
    propertyFailure(pointProperty({ params, inputs: fc.constant('in') }, isAwaited, judge), { numRuns: 3, seed: 1 });

  test('is given the point, and fails with what is thrown', () => {
    const seen: DerivativePoint[] = [];
    expect(run((point) => void seen.push(point))).toBeNull();
    expect(seen).toHaveLength(3);
    expect(seen[0]).toMatchObject({ params: [2], inputs: 'in' });
    // Multiples of √2 are told apart by their fractions, of which larger numbers leave fewer digits.
    expect(Math.max(...seen.map(({ direction }) => direction))).toBeLessThan(1000);
    const refuse = () => {
      throw new Error('no slope here');
    };
    expect(run(refuse)).toMatch(/^no slope here\n/);
  });

  test('is awaited where something is promised, and not where asking throws', async () => {
    expect(
      pointProperty(
        { params },
        () => true,
        () => undefined,
      ).isAsync(),
    ).toBe(true);
    const refuse = () => {
      throw new Error('not yet');
    };
    expect(pointProperty({ params }, refuse, () => undefined).isAsync()).toBe(false);
    const late = run(
      () => Promise.reject(new Error('later')),
      () => true,
    );
    expect(late).toBeInstanceOf(Promise);
    expect(await late).toMatch(/^later\n/);
    expect(
      await run(
        () => Promise.resolve('anything'),
        () => true,
      ),
    ).toBeNull();
  });

  test('needs arbitraries', () => {
    const none: unknown = [1];
    const given = (options: Record<string, unknown>) => (): unknown =>
      Reflect.apply(pointProperty, null, [options, () => false, () => undefined]);
    expect(given({ params: none })).toThrow(/params/);
    expect(given({ params, inputs: none })).toThrow(/inputs/);
  });
});

describe('a derivative that is reduced to gradients', () => {
  /** L = c·θ², claimed to have the slope 2·θ. */
  const claimOf = (c: number, claim: string) => ({
    claim,
    loss: (theta: unknown) => c * Number(theta) * Number(theta),
    gradient: (theta: unknown) => [2 * Number(theta)],
    params: 3,
    directions: { v: [1, 2] },
  });
  const told = (...reductions: ReturnType<typeof claimOf>[]) =>
    propertyFailure(
      reducedProperty(
        { params: fc.constant([3]), inputs: fc.constant(7) },
        () => reductions,
        () => false,
      ),
      { numRuns: 2, seed: 1 },
    );

  test('is right where the whole is, and the parts are not looked at', () => {
    expect(told(claimOf(1, 'whole'), claimOf(2, 'part'))).toBeNull();
  });

  test('is wrong in the first part that is, else as a whole; with the point and the directions', () => {
    expect(told(claimOf(2, 'whole'), claimOf(1, 'first'), claimOf(2, 'second'), claimOf(3, 'third'))).toMatch(
      /^second: the gradient is wrong in entry 0\n[^]*\n {2}params {3}\[3\]\n {2}v {8}\[1, 2\]\n {2}inputs {3}7\n/,
    );
    expect(told(claimOf(2, 'whole'), claimOf(1, 'first'))).toMatch(/^whole: the gradient is wrong/);
    expect(told(claimOf(2, 'whole'))).toMatch(/^whole: the gradient is wrong/);
  });

  test('is skipped where it cannot be judged', () => {
    const bent = { ...claimOf(1, 'whole'), loss: (theta: unknown) => Math.abs(Number(theta) - 3) };
    expect(told(bent)).toMatch(/^nothing could be judged: .+\(kink \d+\)[^]*for example \(kink\): whole: kink in/);
  });
});
