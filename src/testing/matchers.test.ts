import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DifferentiableModel } from './differentiable-model.js';
import { parameters } from './parameters.js';
import './matchers.js';

/** L = ½·(θ·x − t)² with inputs (x, t). */
const regression: DifferentiableModel<{ readonly x: readonly number[]; readonly t: number }> = {
  loss: (theta, { x, t }) => (theta.reduce((sum, weight, i) => sum + weight * x[i], 0) - t) ** 2 / 2,
  gradient: (theta, { x, t }) => {
    const e = theta.reduce((sum, weight, i) => sum + weight * x[i], 0) - t;
    return x.map((value) => e * value);
  },
};
const inputs = fc.record({ x: parameters(2), t: fc.integer({ min: -3, max: 3 }) });

/** Right for positive inputs only. */
const signBlind: typeof regression = {
  loss: (theta, given) => regression.loss(theta, given),
  gradient: (theta, given) => regression.gradient(theta, given).map((g, i) => (given.x[i] < 0 ? 1.03 * g : g)),
};

/** The message with which an assertion fails. */
function messageOf(assertion: () => void): string {
  try {
    assertion();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return '';
}

describe('toHaveExactGradient', () => {
  it('passes a right gradient, and fails it under .not', () => {
    expect(regression).toHaveExactGradient({ params: parameters(2), inputs, numRuns: 30 });
    expect(
      messageOf(() => expect(regression).not.toHaveExactGradient({ params: parameters(2), inputs, numRuns: 5 })),
    ).toContain('right at every point');
  });

  it('takes models without inputs', () => {
    const square: DifferentiableModel = { loss: ([x]) => x * x, gradient: ([x]) => [2 * x] };
    expect(square).toHaveExactGradient({ params: parameters(1), numRuns: 30 });
    expect(square).toHaveExactGradientAt([0.3]);
  });

  it('says what is wrong, where, by how much, and how to replay it', () => {
    const message = messageOf(() => expect(signBlind).toHaveExactGradient({ params: parameters(2), inputs, seed: 7 }));
    expect(message).toMatch(/the gradient is wrong in entry [01]/);
    expect(message).toMatch(/model {4}-?\d/);
    expect(message).toMatch(/harness {2}-?\d.* ± /);
    expect(message).toMatch(/agree to 1\.5 digits; the remainder falls with order (1\.0|0\.9)/);
    expect(message).toMatch(/params {3}\[-?\d+, -?\d+\]/);
    expect(message).toMatch(/inputs {3}\{ x: \[.*-1.*\], t: -?\d \}/);
    expect(message).toMatch(/replay with \{ seed: 7, path: "[\d:]+", numRuns: 1 \}/);
  });

  it('is replayed by the seed and path it names', () => {
    const first = messageOf(() => expect(signBlind).toHaveExactGradient({ params: parameters(2), inputs, seed: 7 }));
    const path = /path: "([\d:]+)"/.exec(first)?.[1] ?? '';
    const again = messageOf(() =>
      expect(signBlind).toHaveExactGradient({ params: parameters(2), inputs, seed: 7, path, numRuns: 1 }),
    );
    expect(again.split('\n\n')[0]).toBe(first.split('\n\n')[0]);
  });
});

describe('.not is for a gradient that is wrong, not for a check without an answer', () => {
  const params = parameters(1);

  it('where the model throws', () => {
    const broken: DifferentiableModel = {
      loss: () => {
        throw new TypeError('x.matMul is not a function');
      },
      gradient: ([x]) => [3 * x],
    };
    expect(messageOf(() => expect(broken).not.toHaveExactGradient({ params }))).toContain('x.matMul is not a function');
  });

  it('where nothing could be judged, or there was no time', () => {
    const absolute: DifferentiableModel = { loss: ([x]) => Math.abs(x), gradient: ([x]) => [Math.sign(x)] };
    const atKink = { params: fc.constant([0]), numRuns: 1 };
    expect(messageOf(() => expect(absolute).not.toHaveExactGradient(atKink))).toContain('kink 101');
    expect(messageOf(() => expect(absolute).not.toHaveExactGradient({ params, timeLimit: 0 }))).toContain('time limit');
  });

  it('where the model is none', () => {
    const writes: DifferentiableModel = {
      loss: (theta) => (Reflect.set(theta, 0, 7) ? 0 : 1),
      gradient: () => [0],
    };
    const says = 'the loss writes into its parameters (entry 0: 3 became 7)';
    expect(messageOf(() => expect(writes).not.toHaveExactGradient({ params: fc.constant([3]) }))).toBe(says);
    expect(messageOf(() => expect(writes).not.toHaveExactGradientAt([3]))).toBe(says);
    expect(messageOf(() => expect(writes).toHaveExactGradientAt([3]))).toBe(says);
  });
});

describe('toHaveExactGradientAt', () => {
  it('calls a kink a kink', () => {
    const absolute: DifferentiableModel = { loss: ([x]) => Math.abs(x), gradient: ([x]) => [Math.sign(x)] };
    expect(messageOf(() => expect(absolute).toHaveExactGradientAt([0]))).toMatch(
      /kink in entry 0: the slope is -1 on the left, 1/,
    );
  });
});

describe('the other matchers', () => {
  it('toTakeBoundedSteps', () => {
    const clipped = (w: readonly number[], g: readonly number[]) =>
      w.map((value, i) => value - (Number.isNaN(g[i]) ? 0 : Math.max(-1, Math.min(1, g[i]))));
    expect(clipped).toTakeBoundedSteps(1, { length: 2 });
    const plain = (w: readonly number[], g: readonly number[]) => w.map((value, i) => value - g[i]);
    expect(messageOf(() => expect(plain).toTakeBoundedSteps(1, { length: 2 }))).toMatch(
      /entry \d moves by .* the bound is 1/,
    );
  });

  it('toHold', () => {
    expect(fc.property(fc.integer(), (x) => x === x + 0)).toHold();
    expect(messageOf(() => expect(fc.property(fc.nat(), (x) => x < 3)).toHold({ seed: 1 }))).toContain('replay with');
  });

  it('toConvergeTo', async () => {
    const even = { name: 'even numbers', contains: (x: number) => x % 2 === 0 };
    const run = (seed: number) => (seed % 10 === 0 ? 1 : 2);
    await expect(run).toConvergeTo(even, { rate: 0.85, margin: 0.2 });
    await expect(expect(run).toConvergeTo(even, { rate: 1, margin: 0.05 })).rejects.toThrow(/seeds that did not: 10/);
  });
});

describe('a model that is awaited', () => {
  const params = parameters(1);
  const right = {
    loss: ([x]: readonly number[]) => Promise.resolve(x * x),
    gradient: ([x]: readonly number[]) => [2 * x],
  };
  const wrong = { ...right, gradient: ([x]: readonly number[]) => Promise.resolve([3 * x]) };

  it('passes and fails as another does', async () => {
    await expect(right).toHaveExactGradient({ params, numRuns: 5 });
    await expect(wrong).not.toHaveExactGradient({ params });
    await expect(right).toHaveExactGradientAt([2]);
    await expect(wrong).not.toHaveExactGradientAt([2]);
    await expect(expect(wrong).toHaveExactGradient({ params })).rejects.toThrow(/wrong in entry 0[^]*replay with/);
    await expect(expect(right).not.toHaveExactGradient({ params, numRuns: 5 })).rejects.toThrow('right at every point');
    await expect(expect(wrong).toHaveExactGradientAt([2])).rejects.toThrow(/wrong in entry 0/);
    await expect(expect(right).not.toHaveExactGradientAt([2])).rejects.toThrow(/but the gradient is right/);
    await expect(fc.asyncProperty(fc.nat(), () => Promise.resolve(true))).toHold();
  });

  it('is an error under .not where nothing was checked', async () => {
    const none = { ...right, loss: () => Promise.resolve(NaN) };
    await expect(expect(none).not.toHaveExactGradient({ params, numRuns: 1 })).rejects.toThrow('not finite 101');
    await expect(expect(none).not.toHaveExactGradientAt([1])).rejects.toThrow('the loss is NaN at the point');
    const fails = { ...right, loss: () => Promise.reject(new TypeError('no device')) };
    await expect(expect(fails).not.toHaveExactGradient({ params })).rejects.toThrow('no device');
    await expect(expect(fails).not.toHaveExactGradientAt([1])).rejects.toThrow('no device');
  });

  it('fails the test that does not wait for it', async ({ task }) => {
    const before = [...(task.promises ?? [])];
    const even = { name: 'even numbers', contains: (x: number) => x % 2 === 0 };
    // Nobody waits for one of these: that is the case.
    void expect(right).toHaveExactGradient({ params, numRuns: 1 });
    void expect(wrong).not.toHaveExactGradientAt([1]);
    void expect(fc.asyncProperty(fc.nat(), () => Promise.resolve(true))).toHold({ numRuns: 1 });
    void expect(() => 2).toConvergeTo(even, { rate: 0.5, margin: 0.4 });
    const added: unknown[] = (task.promises ?? []).filter((promise) => !before.includes(promise));
    Reflect.set(task, 'promises', before);
    const ends = await Promise.allSettled(added);
    const said = ends.map((end) => (end.status === 'rejected' ? String(end.reason) : 'no error'));
    const says = 'returned a Promise, since what it checks is asynchronous';
    const names = ['toHaveExactGradient', 'toHaveExactGradientAt', 'toHold', 'toConvergeTo'];
    expect(said.map((one) => one.slice(0, one.indexOf(says) + says.length))).toEqual(
      names.map((name) => `Error: ${name} ${says}`),
    );
  });
});

describe('.not at a point without a gradient', () => {
  it.each<[string, DifferentiableModel, readonly number[], RegExp]>([
    ['a kink', { loss: ([x]) => Math.abs(x), gradient: () => [5] }, [0], /^kink in entry 0/],
    ['NaN everywhere', { loss: () => NaN, gradient: () => [5] }, [0], /^the loss is NaN at the point/],
    ['nothing to check', { loss: () => 1, gradient: () => [] }, [], /no parameters/],
  ])('%s is an error, no success', (_, model, params, says) => {
    expect(messageOf(() => expect(model).not.toHaveExactGradientAt(params))).toMatch(says);
    expect(messageOf(() => expect(model).toHaveExactGradientAt(params))).toMatch(says);
  });
});
