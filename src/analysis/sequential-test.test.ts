import { describe, expect, it } from 'vitest';
import { characteristic, decide, planSequentialTest, type Decision, type SequentialPlan } from './sequential-test.js';

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
  const plan = planSequentialTest({ rate: 0.8, margin: 0.4, falsePass: 0.1, falseAlarm: 0.1, maximum: 10 });

  it('is monotone: a success in place of a failure never makes a pass a fail', () => {
    const worth = { fail: 0, continue: 1, pass: 2 };
    for (const outcomes of sequences(10)) {
      const before = run(plan, outcomes);
      outcomes.forEach((success, i) => {
        if (!success) expect(worth[run(plan, outcomes.with(i, true))]).toBeGreaterThanOrEqual(worth[before]);
      });
    }
  });

  it('agrees with the characteristic, summed over all sequences', () => {
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

  it('needs one failure to refute certainty, and one success to refute impossibility', () => {
    expect(decide(planSequentialTest({ rate: 1, margin: 0.1 }), 5, 4)).toBe('fail');
    expect(decide(planSequentialTest({ rate: 0.5, margin: 0.5 }), 3, 1)).toBe('pass');
  });
});
