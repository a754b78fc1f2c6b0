import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { float64 } from '../numeric/backends/float64.js';
import type { Numeric } from '../numeric/numeric.js';
import { commutesWith } from './commutes-with.js';
import { convergesTo, describeConvergence } from './converges-to.js';
import { gradientMatches } from './gradient-matches.js';
import { blackBox, checkNumericGradient, numericGradientMatches, type NumericModel } from './numeric-model.js';
import { parameters } from './parameters.js';
import { assertProperty, propertyFailure } from './property-failure.js';
import { stepIsBounded } from './step-is-bounded.js';

describe('gradientMatches', () => {
  const relu = {
    loss: ([x]: readonly number[]) => Math.max(0, x),
    gradient: ([x]: readonly number[]) => [x > 0 ? 1 : 0],
  };

  it('skips kinks unless told to report them', () => {
    assertProperty(gradientMatches(relu, { params: parameters(1) }), { seed: 1, numRuns: 100 });
    expect(
      propertyFailure(gradientMatches(relu, { params: parameters(1), unjudged: 'fail' }), { seed: 1, numRuns: 100 }),
    ).toContain('kink');
  });

  it('does not pass a suite in which nothing could be judged', () => {
    expect(propertyFailure(gradientMatches(relu, { params: fc.constant([0]) }), { numRuns: 3 })).toContain(
      'nothing could be judged',
    );
  });

  it('fails a NaN gradient and a loss that is not deterministic, by name', () => {
    const nan = { loss: relu.loss, gradient: () => [Number.NaN] };
    expect(propertyFailure(gradientMatches(nan, { params: fc.constant([2]) }))).toContain('the gradient is NaN');
    let calls = 0;
    const dropout = { loss: ([x]: readonly number[]) => x + (++calls % 2), gradient: () => [1] };
    expect(propertyFailure(gradientMatches(dropout, { params: fc.constant([2]) }))).toContain('not deterministic');
  });

  it('shrinks to small integers', () => {
    const cube = {
      loss: ([x]: readonly number[]) => x ** 3,
      gradient: ([x]: readonly number[]) => [x < 0 ? 3.1 * x * x : 3 * x * x],
    };
    expect(propertyFailure(gradientMatches(cube, { params: parameters(1) }), { seed: 5, numRuns: 100 })).toMatch(
      /params {3}\[-[1-4]\]/,
    );
  });
});

describe('stepIsBounded', () => {
  it('allows roundings, no more', () => {
    const exact = (w: readonly number[]) => w.map((value) => value + 1);
    assertProperty(stepIsBounded(exact, 1, { length: 2 }));
    expect(
      propertyFailure(
        stepIsBounded((w) => w.map((value) => value + 1 + 1e-9), 1, { length: 1, params: fc.constant([0]) }),
      ),
    ).toContain('the bound is 1');
  });

  it('takes a NaN for unbounded, and notices a missing entry', () => {
    expect(propertyFailure(stepIsBounded((w, g) => w.map((value, i) => value - 0 * g[i]), 1, { length: 1 }))).toContain(
      'moves by NaN',
    );
    expect(propertyFailure(stepIsBounded(() => [], 1, { length: 1 }))).toContain('gives 0 entries');
  });
});

describe('commutesWith', () => {
  const reversed = {
    name: 'reversal',
    onInput: (x: number[]) => [...x].reverse(),
    onOutput: (y: number[]) => [...y].reverse(),
  };

  it('holds for a map that acts entry by entry, and not for one that looks at places', () => {
    const inputs = parameters(3);
    assertProperty(commutesWith((x: number[]) => x.map((value) => value * value), reversed, { inputs }));
    const failure = propertyFailure(
      commutesWith((x: number[]) => x.map((value, i) => value * i), reversed, { inputs }),
    );
    expect(failure).toMatch(
      /does not commute with reversal\n {2}input {12}\[.*\]\n {2}map of symmetric \[.*\]\n {2}symmetric of map \[.*\]/,
    );
  });

  it('is strict to the bit unless told otherwise', () => {
    const identity = { name: 'sum order', onInput: (x: number[]) => [...x].reverse(), onOutput: (y: number) => y };
    const sum = (x: number[]) => x.reduce((total, value) => total + value, 0);
    const inputs = fc.constant(null).map(() => [0.1, 0.2, 0.3]);
    expect(propertyFailure(commutesWith(sum, identity, { inputs }))).not.toBeNull();
    assertProperty(commutesWith(sum, identity, { inputs, equal: (a, b) => Math.abs(a - b) < 1e-15 }));
  });
});

describe('convergesTo', () => {
  const solved = { name: 'solutions', contains: (loss: number) => loss < 1e-6 };
  const claim = { rate: 0.9, margin: 0.2 };

  it('stops as soon as it knows, and says with what certainty', async () => {
    const report = await convergesTo(solved, { ...claim, run: () => 0 });
    expect(report).toMatchObject({ holds: true, failedSeeds: [] });
    expect(report.runs).toBeLessThan(25);
    expect(describeConvergence(report)).toMatch(/a rate of 70 % would pass with probability 0\.\d+ %/);
  });

  it('names the seeds that failed, and gives the same answer again', async () => {
    const run = (seed: number) => Promise.resolve(seed % 2);
    const report = await convergesTo(solved, { ...claim, run, firstSeed: 100 });
    expect(report.holds).toBe(false);
    expect(report.failedSeeds.slice(0, 2)).toEqual([101, 103]);
    expect(await convergesTo(solved, { ...claim, run, firstSeed: 100 })).toEqual(report);
  });
});

describe('a model over Numeric<T>', () => {
  /** L = ½·(w·ln|x| − 1)² */
  const model: NumericModel = {
    loss: (n, [w], [x]) => {
      const e = n.sub(n.mul(w, n.ln(n.abs(x))), n.one);
      return n.mul(n.fromNumber(0.5), n.mul(e, e));
    },
    gradient: (n, [w], [x]) => [n.mul(n.sub(n.mul(w, n.ln(n.abs(x))), n.one), n.ln(n.abs(x)))],
    neighbourhood: () => ({ radius: Infinity }),
  };
  /** The same with a sign that is only right for |x| > 1. */
  const wrong: NumericModel = {
    ...model,
    gradient: <T>(n: Numeric<T>, [w]: readonly T[], [x]: readonly T[]) => [
      n.abs(n.mul(n.sub(n.mul(w, n.ln(n.abs(x))), n.one), n.ln(n.abs(x)))),
    ],
  };
  const points = { params: parameters(1), inputs: fc.integer({ min: 2, max: 9 }).map((x) => [x]) };

  it('is checked in any number system, to a tolerance of its own', () => {
    assertProperty(numericGradientMatches(float64, model, points), { seed: 1 });
    const [entry] = checkNumericGradient(float64, model, [0.5], [3]);
    expect(entry).toMatchObject({ entry: 0, holds: true });
    expect(entry.digits).toBeGreaterThan(10);
    expect(entry.tolerance).toBeLessThan(1e-8);
  });

  it('is found out', () => {
    const failure = propertyFailure(numericGradientMatches(float64, wrong, points), { seed: 1 });
    expect(failure).toMatch(/wrong in entry 0 \(float64\)[^]*params {3}\[-?\d\][^]*inputs {3}\[2\]/);
  });

  it('is not called wrong where its loss overflows, and found out elsewhere', () => {
    const huge = { params: fc.constantFrom([1e155], [0.5]), inputs: fc.constant([2]) };
    assertProperty(numericGradientMatches(float64, model, huge), { seed: 1 });
    expect(propertyFailure(numericGradientMatches(float64, wrong, huge), { seed: 1 })).toContain('wrong in entry 0');
    const overflowing = { ...huge, params: fc.constant([1e155]) };
    expect(propertyFailure(numericGradientMatches(float64, model, overflowing), { seed: 1 })).toContain('not finite');
  });

  it('is a black box too', () => {
    assertProperty(gradientMatches(blackBox(model), points), { seed: 1, numRuns: 30 });
    expect(propertyFailure(gradientMatches(blackBox(wrong), points), { seed: 1 })).toContain('wrong in entry 0');
  });
});

describe('a parameter that moves the loss in no case', () => {
  const said: string[] = [];
  beforeEach(() => {
    said.length = 0;
    vi.spyOn(console, 'warn').mockImplementation((line: unknown) => said.push(String(line)));
  });
  afterEach(() => vi.restoreAllMocks());

  it('is mentioned once, at the end', () => {
    const forgetful = { loss: ([a]: readonly number[]) => a * a, gradient: ([a]: readonly number[]) => [2 * a, 0] };
    expect(propertyFailure(gradientMatches(forgetful, { params: parameters(2) }), { seed: 1 })).toBeNull();
    expect(said).toEqual(['warizan: entry 1 moved the loss in none of 100 cases: does it use them?']);
  });

  it('is not where some case moves it', () => {
    const gated = {
      loss: ([a, b]: readonly number[]) => a * a + Math.max(0, b),
      gradient: ([a, b]: readonly number[]) => [2 * a, b > 0 ? 1 : 0],
    };
    expect(propertyFailure(gradientMatches(gated, { params: parameters(2) }), { seed: 1 })).toBeNull();
    expect(said).toEqual([]);
  });
});
