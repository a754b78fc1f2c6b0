import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GradientModel } from './gradient-model.js';
import { gradientVerdict } from './gradient-verdict.js';
import { settle } from './inquiry.js';
import { pow } from '../numeric/elementary/pow.js';
import { axisLine, type ClaimedSlope } from './taylor-ladder.js';
import { isUnresolved } from './unresolved-claim.js';

/** Functions with a pole or a cusp at u = 0, and their derivatives. */
const singular: Readonly<Record<string, readonly [(u: number) => number, (u: number) => number]>> = {
  'ln |u|': [(u) => Math.log(Math.abs(u)), (u) => 1 / u],
  'a small power of u²': [(u) => pow(u * u, -1e-6), (u) => (-2e-6 * pow(u * u, -1e-6)) / u],
  '1/u': [(u) => 1 / u, (u) => -1 / (u * u)],
  '√|u|': [(u) => Math.sqrt(Math.abs(u)), (u) => 0.5 / Math.sqrt(Math.abs(u)) / Math.sign(u)],
  '|u|^1.5': [(u) => pow(Math.abs(u), 1.5), (u) => 1.5 * Math.sqrt(Math.abs(u)) * Math.sign(u)],
};

const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, x, i) => sum + x * b[i], 0);

/** The loss f(w·x) + c, and its gradient with respect to w. */
function overSum(name: string, x: readonly number[], c: number): GradientModel {
  const [value, slope] = singular[name];
  return {
    loss: (w) => c + value(dot(w, x)),
    gradient: (w) => x.map((one) => slope(dot(w, x)) * one),
  };
}

/** Weights, and inputs of which the last makes their sum that many units in its last place. */
const cancelling = fc
  .record({
    weights: fc.array(fc.constantFrom(0, 1, -1, 2, 0.3, -0.71), { minLength: 1, maxLength: 2 }),
    inputs: fc.array(fc.constantFrom(0.001, -0.001, 1, 0.1, 3, -7.3), { minLength: 2, maxLength: 2 }),
    units: fc.integer({ min: -1500, max: 1500 }),
  })
  .map(({ weights, inputs, units }) => {
    const sum = dot(weights, inputs.slice(0, weights.length));
    const last = -sum + units * Math.abs(sum) * 2 ** -52;
    return { weights: [...weights, 1], inputs: [...inputs.slice(0, weights.length), last] };
  });

describe('beside a pole or a cusp that is nearer than the steps', () => {
  it('a right gradient of the log-square unit is not wrong', () => {
    const x = [-0.001, 0.001, 0.0010000000000000002];
    const weight = -9.5367431640625e-7;
    const model: GradientModel = {
      loss: (w) => -0.5 * Math.exp(weight * Math.log(dot(w, x) * dot(w, x))),
      gradient: (w) => {
        const u = dot(w, x);
        return x.map((one) => -0.5 * Math.exp(weight * Math.log(u * u)) * weight * (2 / u) * one);
      },
    };
    expect(gradientVerdict(model, [1, 0, 1])).toMatchObject({ kind: 'noisy', source: 'loss', entry: 0 });
  });

  it.each(Object.keys(singular))('a right gradient is not wrong: %s', (name) => {
    fc.assert(
      fc.property(cancelling, fc.constantFrom(0, 1), ({ weights, inputs }, c) => {
        const model = overSum(name, inputs, c);
        fc.pre(Number.isFinite(model.loss(weights)));
        expect(gradientVerdict(model, weights).kind).not.toBe('wrong');
      }),
      { seed: 1, numRuns: 100 },
    );
  });
});

describe('what is wrong is wrong', () => {
  it('at a tie alone', () => {
    const tied: GradientModel = {
      loss: ([x, y]) => Math.max(x, y) + Math.min(x, y) + x * x,
      gradient: ([x, y]) => [2 * x + (x === y ? 2 : 1), x === y ? 0 : 1],
    };
    expect(gradientVerdict(tied, [1, 1])).toMatchObject({ kind: 'wrong', wrongEntries: [0, 1] });
    expect(gradientVerdict(tied, [1, 2]).kind).toBe('correct');
  });

  it('by a little, however fast the right slope changes', () => {
    const off = (size: number, rate: number): GradientModel => ({
      loss: ([x]) => Math.sin(rate * x),
      gradient: ([x]) => [rate * Math.cos(rate * x) * (1 + size)],
    });
    for (const rate of [1, 30]) {
      for (const size of [1e-2, 1e-6, 1e-9]) expect(gradientVerdict(off(size, rate), [1.1]).kind).toBe('wrong');
    }
  });
});

describe('isUnresolved', () => {
  const line = axisLine([1], 0, { roundoff: 2 ** -53, unrepeatable: 0, single: [false], stretch: 1 });
  const ulp = 2 ** -52;
  /** What is found where the slope was read as 0, of a claim as a function of the distance in spacings. */
  const found = (claimed: (k: number) => number, loss: (k: number) => number = (k) => k) => {
    const claim: ClaimedSlope = {
      value: claimed(0),
      error: 0,
      *at(t) {
        yield* [];
        return claimed(t / ulp);
      },
    };
    return settle(isUnresolved(line, loss(0), claim, { value: 0, error: 0.01, rung: 0 }), ({ params: [x] }) =>
      loss((x - 1) / ulp),
    );
  };

  it('is so where claims differ within a few spacings, on either side', () => {
    expect(found((k) => 1 / (k + 1.5))).toBe(true);
    expect(found((k) => 1 / (1.5 - k))).toBe(true);
    expect(found((k) => (k === 4 ? Infinity : 1))).toBe(true);
    expect(found((k) => 1 + (k > 7 ? 0.5 : 0) - (k > 0 && k < 3 ? 0.4 : 0))).toBe(true);
  });

  it('is so where they fall on both sides, within some ten thousand', () => {
    expect(found((k) => 1 / (1 + Math.abs(k) / 30_000))).toBe(true);
    expect(found((k) => 1 / (1 + Math.abs(k) / 40_000))).toBe(false);
    expect(found((k) => (k < 0 ? 1 : 1 / (1 + k / 900)))).toBe(false);
    expect(found((k) => (k > 0 ? 1 : 1 / (1 - k / 900)))).toBe(false);
    expect(found((k) => 1 + k / 900)).toBe(false);
  });

  it('is not so where all claims differ alike, or none beside the point does', () => {
    expect(found(() => 1)).toBe(false);
    expect(found((k) => (k === 0 ? 1 : 0))).toBe(false);
    expect(found((k) => (k === 0 ? 1 : k % 2 === 0 ? 0.009 : -0.009))).toBe(false);
    expect(found((k) => (k === 0 || k === 1 ? 1 : 0.6))).toBe(false);
  });

  it('asks for claims where the loss begins to change, if that is near', () => {
    const flat = (distance: number) => (k: number) => (Math.abs(k) < distance ? 0 : k);
    const peak = (width: number) => (k: number) => 1 / (1.5 + Math.abs(k / width));
    expect(found(peak(1), flat(1))).toBe(true);
    expect(found(peak(1), (k) => 1 + k * 2 ** -52)).toBe(false);
    expect(found(peak(1), (k) => 1 + k * 2 ** -50)).toBe(true);
    expect(found(peak(2 ** 15), flat(1))).toBe(false);
    expect(found(peak(2 ** 15), flat(2 ** 15))).toBe(true);
    expect(found(peak(2 ** 17), flat(2 ** 17))).toBe(false);
    expect(found(peak(2 ** 15), (k) => (k <= -(2 ** 15) ? 1 : 0))).toBe(true);
  });
});
