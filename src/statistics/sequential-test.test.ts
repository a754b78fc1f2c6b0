import { describe, expect, it } from 'vitest';
import {
  characteristic,
  decide,
  openEndedTest,
  planSequentialTest,
  type Decision,
  type SequentialPlan,
} from './sequential-test.js';

const claims = [
  { rate: 0.9, margin: 0.1 },
  { rate: 0.36, margin: 0.1 },
  { rate: 1, margin: 0.05 },
  { rate: 0.99, margin: 0.03 },
  { rate: 0.5, margin: 0.5 },
  { rate: 0.8, margin: 0.2, falsePass: 0.05, falseAlarm: 0.05 },
];

/** The decision on a whole sequence of outcomes, stopping where the test does. */
function run(plan: SequentialPlan, outcomes: readonly boolean[]): Decision {
  let successes = 0;
  for (const [i, success] of outcomes.entries()) {
    if (success) successes++;
    const decision = decide(plan, i + 1, successes);
    if (decision !== 'continue') return decision;
  }
  return 'continue';
}

/** All sequences of n outcomes. */
function sequences(n: number): boolean[][] {
  return Array.from({ length: 2 ** n }, (_, bits) => Array.from({ length: n }, (__, i) => ((bits >> i) & 1) === 1));
}

describe('planSequentialTest', () => {
  it.each(claims)('keeps its error probabilities, exactly, for %o', (claim) => {
    const plan = planSequentialTest(claim);
    expect(characteristic(plan, claim.rate - claim.margin).pass).toBeLessThanOrEqual(claim.falsePass ?? 0.01);
    expect(characteristic(plan, claim.rate).fail).toBeLessThanOrEqual(claim.falseAlarm ?? 0.001);
  });

  it('needs far fewer runs on average than a fixed sample of the same errors', () => {
    const plan = planSequentialTest({ rate: 0.9, margin: 0.1, falsePass: 0.01, falseAlarm: 0.01 });
    // (z_α·√(p0q0) + z_β·√(p1q1))²/δ² with z_0.01 = 2.326
    const fixed = (2.326 * (Math.sqrt(0.8 * 0.2) + Math.sqrt(0.9 * 0.1))) ** 2 / 0.01;
    expect(characteristic(plan, 0.9).expectedRuns).toBeLessThan(0.6 * fixed);
    expect(characteristic(plan, 0.8).expectedRuns).toBeLessThan(0.6 * fixed);
    expect(characteristic(plan, 0.99).expectedRuns).toBeLessThan(characteristic(plan, 0.9).expectedRuns);
  });

  it("agrees with Wald's approximation of the expected sample size", () => {
    const plan = planSequentialTest({ rate: 0.9, margin: 0.1, falsePass: 0.01, falseAlarm: 0.01 });
    const drift = 0.9 * plan.successStep + 0.1 * plan.failureStep;
    const wald = (0.99 * plan.upper + 0.01 * plan.lower) / drift;
    expect(characteristic(plan, 0.9).expectedRuns / wald).toBeGreaterThan(0.95);
    expect(characteristic(plan, 0.9).expectedRuns / wald).toBeLessThan(1.15);
  });

  it('says what a maximum that is too small does to the error probabilities', () => {
    const plan = planSequentialTest({ rate: 0.9, margin: 0.1, maximum: 20 });
    expect(plan.falsePass).toBeGreaterThan(0.01);
    expect(plan.falseAlarm).toBeGreaterThan(0.001);
    expect(characteristic(plan, 0.85).expectedRuns).toBeLessThanOrEqual(20);
  });

  it('has the bounds and the maximum of the formula', () => {
    const plan = planSequentialTest({ rate: 0.9, margin: 0.1, falsePass: 0.05, falseAlarm: 0.02 });
    expect(plan.upper).toBeCloseTo(Math.log(0.98 / 0.05), 14);
    expect(plan.lower).toBeCloseTo(Math.log(0.02 / 0.95), 14);
    expect(plan.successStep).toBeCloseTo(Math.log(0.9 / 0.8), 14);
    expect(plan.failureStep).toBeCloseTo(Math.log(0.1 / 0.2), 14);
    // |upper·lower|·0.85·0.15/0.01 = 147 runs, enlarged by a quarter until the errors hold.
    const first = Math.ceil((Math.abs(plan.upper * plan.lower) * 0.85 * 0.15) / 0.01);
    const sizes = Array.from({ length: 12 }).reduce<number[]>(
      (all) => [...all, Math.ceil(all[all.length - 1] * 1.25)],
      [first],
    );
    expect(sizes).toContain(plan.maximum);
    const at = (maximum: number) =>
      planSequentialTest({ rate: 0.9, margin: 0.1, falsePass: 0.05, falseAlarm: 0.02, maximum });
    for (const size of sizes.filter((each) => each < plan.maximum)) {
      const smaller = at(size);
      expect(smaller.falsePass <= 0.05 && smaller.falseAlarm <= 0.02).toBe(false);
    }
    expect(at(plan.maximum)).toEqual(plan);
  });

  it('near certainty the number of runs follows the margin', () => {
    const plan = planSequentialTest({ rate: 1, margin: 0.01, falsePass: 0.05, falseAlarm: 0.05 });
    const variance = Math.max(0.995 * 0.005, 0.01 / 4);
    expect(plan.maximum).toBeGreaterThanOrEqual(Math.ceil((Math.abs(plan.upper * plan.lower) * variance) / 0.01 ** 2));
    expect(plan.falseAlarm).toBe(0);
  });

  it.each([
    [{ rate: 0, margin: 0.1 }, 'rate is 0, must be in (0, 1]'],
    [{ rate: NaN, margin: 0.1 }, 'rate is NaN, must be in (0, 1]'],
    [{ rate: 0.5, margin: 0.6 }, 'margin is 0.6, must be in (0, rate]'],
    [{ rate: 0.5, margin: 0 }, 'margin is 0, must be in (0, rate]'],
    [{ rate: 0.5, margin: -0.1 }, 'margin is -0.1, must be in (0, rate]'],
    // ln(0.999/0.01)·ln(0.99/0.001)·0.4995·0.5005/0.001² runs
    [
      { rate: 0.5, margin: 0.001 },
      'margin is 0.001, must be wider: this one would take up to about 7939544 runs (or give maximum)',
    ],
    [{ rate: 0.5, margin: 0.1, falsePass: 0.5 }, 'falsePass is 0.5, must be in (0, 0.5)'],
    [{ rate: 0.5, margin: 0.1, falseAlarm: 0 }, 'falseAlarm is 0, must be in (0, 0.5)'],
    [{ rate: 0.5, margin: 0.1, falseAlarm: -1 }, 'falseAlarm is -1, must be in (0, 0.5)'],
    [{ rate: 0.5, margin: 0.1, maximum: 0 }, 'maximum is 0, must be a positive integer'],
    [{ rate: 0.5, margin: 0.1, maximum: -3 }, 'maximum is -3, must be a positive integer'],
  ])('refuses %o in one clear line', (claim, message) => {
    expect(() => planSequentialTest(claim)).toThrow(message);
  });

  it.each([
    [{ rate: 1.2, margin: 0.1 }, /rate is 1.2/],
    [{ rate: 0.5, margin: 0.6 }, /margin is 0.6/],
    [{ rate: 0.5, margin: 0 }, /margin is 0/],
    [{ rate: 0.5, margin: 0.1, falsePass: 0 }, /falsePass is 0/],
    [{ rate: 0.5, margin: 0.1, falseAlarm: 0.5 }, /falseAlarm is 0.5/],
    [{ rate: 0.5, margin: 0.1, maximum: 1.5 }, /maximum is 1.5/],
  ])('refuses %o', (claim, message) => {
    expect(() => planSequentialTest(claim)).toThrow(message);
  });
});

describe('decide', () => {
  const shortPlan = () => planSequentialTest({ rate: 0.8, margin: 0.4, falsePass: 0.1, falseAlarm: 0.1, maximum: 10 });

  it('is monotone: a success in place of a failure never makes a pass a fail', () => {
    const plan = shortPlan();
    const worth = { fail: 0, continue: 1, pass: 2 };
    for (const outcomes of sequences(10)) {
      const before = run(plan, outcomes);
      outcomes.forEach((success, i) => {
        if (!success) expect(worth[run(plan, outcomes.with(i, true))]).toBeGreaterThanOrEqual(worth[before]);
      });
    }
  });

  it('agrees with the characteristic, summed over all sequences', () => {
    const plan = shortPlan();
    const rate = 0.7;
    let pass = 0;
    for (const outcomes of sequences(10)) {
      const decision = run(plan, outcomes);
      expect(decision).not.toBe('continue');
      const successes = outcomes.filter(Boolean).length;
      if (decision === 'pass') pass += rate ** successes * (1 - rate) ** (10 - successes);
    }
    expect(characteristic(plan, rate).pass).toBeCloseTo(pass, 12);
    expect(characteristic(plan, rate).fail).toBeCloseTo(1 - pass, 12);
  });

  it('at the maximum the likelier hypothesis wins, and equal likelihood passes', () => {
    const even = { ...shortPlan(), successStep: 1, failureStep: -1, upper: 5, lower: -5, maximum: 8 };
    expect(decide(even, 8, 4)).toBe('pass');
    expect(decide(even, 8, 3)).toBe('fail');
    expect(decide(even, 7, 4)).toBe('continue');
    expect(decide(even, 5, 5)).toBe('pass');
    expect(decide(even, 5, 0)).toBe('fail');
  });

  it('of a claim that both hypotheses contradict, fails', () => {
    // p = δ = 1: a success refutes H0 and a failure refutes H1.
    const certain = planSequentialTest({ rate: 1, margin: 1 });
    expect(decide(certain, 2, 1)).toBe('fail');
    expect(decide(certain, 1, 1)).toBe('pass');
  });

  it('needs one failure to refute certainty, and one success to refute impossibility', () => {
    expect(decide(planSequentialTest({ rate: 1, margin: 0.1 }), 5, 4)).toBe('fail');
    expect(decide(planSequentialTest({ rate: 0.5, margin: 0.5 }), 3, 1)).toBe('pass');
  });
});

describe('openEndedTest', () => {
  /** The probabilities of having passed and failed after so many runs. */
  function decidedBy(plan: SequentialPlan, rate: number, runs: number): { pass: number; fail: number } {
    let open = new Map([[0, 1]]);
    const decided = { pass: 0, fail: 0 };
    for (let run = 1; run <= runs; run++) {
      const next = new Map<number, number>();
      for (const [successes, probability] of open) {
        for (const [gained, share] of [
          [0, 1 - rate],
          [1, rate],
        ]) {
          const decision = decide(plan, run, successes + gained);
          if (decision === 'continue') {
            next.set(successes + gained, (next.get(successes + gained) ?? 0) + probability * share);
          } else decided[decision] += probability * share;
        }
      }
      open = next;
    }
    return decided;
  }

  it.each(claims)('keeps its error probabilities at any number of runs, for %o', (claim) => {
    const plan = openEndedTest(claim);
    for (const runs of [1, 10, 100, 1000]) {
      // Rounding of the sums: a run adds less than 2^-52 of what there is.
      const rounding = runs * 2 ** -52;
      expect(decidedBy(plan, claim.rate - claim.margin, runs).pass).toBeLessThanOrEqual(plan.falsePass + rounding);
      expect(decidedBy(plan, claim.rate, runs).fail).toBeLessThanOrEqual(plan.falseAlarm + rounding);
    }
  });

  it('decides in the end: at either rate nearly always the right way', () => {
    const plan = openEndedTest({ rate: 0.9, margin: 0.1, falsePass: 0.05, falseAlarm: 0.01 });
    expect(decidedBy(plan, 0.9, 1000).pass).toBeGreaterThan(0.98);
    expect(decidedBy(plan, 0.8, 1000).fail).toBeGreaterThan(0.94);
    // (0.95/0.9)^56 is the first power above 1/0.05.
    const certain = openEndedTest({ rate: 0.95, margin: 0.05, falsePass: 0.05 });
    expect([decide(certain, 55, 55), decide(certain, 56, 56)]).toEqual(['continue', 'pass']);
  });

  it('refuses what the other test refuses, and has no distribution', () => {
    expect(() => openEndedTest({ rate: 0.5, margin: 0.6 })).toThrow('margin is 0.6, must be in (0, rate]');
    expect(() => characteristic(openEndedTest({ rate: 0.5, margin: 0.1 }), 0.5)).toThrow(
      'maximum is Infinity, must be finite: a test without an end has no distribution here',
    );
  });
});
