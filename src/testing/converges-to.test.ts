import { describe, expect, test } from 'vitest';
import type { LocatedVerdict } from '../gradcheck/located-verdict.js';
import { convergesTo, describeConvergence, type ConvergenceOptions } from './converges-to.js';
import { isRefuting, isUnjudged } from './gradient-matches.js';

const claim = { rate: 0.9, margin: 0.3, falsePass: 0.05, falseAlarm: 0.05 };
/** Runs of which each `nth` misses. */
const missing = (nth: number, more: Partial<ConvergenceOptions<boolean>> = {}) =>
  convergesTo({ name: 'a/b', contains: (hit: boolean) => hit }, { ...claim, run: (seed) => seed % nth !== 0, ...more });

describe('a claim about runs', () => {
  test('that is true passes, as soon as it is known', async () => {
    const report = await missing(1000);
    expect(report).toMatchObject({ holds: true, family: 'a/b', failedSeeds: [] });
    expect(report.runs).toBe(report.successes);
    expect(report.runs).toBeLessThan(report.plan.maximum);
    expect(describeConvergence(report)).toBe(
      [
        `${report.runs} of ${report.runs} runs converged to a/b; claimed: at least 90 %`,
        `  passes (a rate of 60 % would pass with probability ${Number((100 * report.plan.falsePass).toPrecision(3))} %)`,
      ].join('\n'),
    );
  });

  test('that is false fails, with the seeds that did not', async () => {
    const report = await missing(2);
    const failed = Array.from({ length: report.runs - report.successes }, (_, k) => 2 * k + 2);
    expect(report).toMatchObject({ holds: false, failedSeeds: failed });
    expect(describeConvergence(report)).toMatch(
      /^\d+ of \d+ runs converged to a\/b; claimed: at least 90 %\n {2}fails \(a rate of 90 % would fail with probability [\d.]+ %\)\n {2}seeds that did not: 2, 4, 6/,
    );
    const many = (count: number) => ({ ...report, failedSeeds: Array.from({ length: count }, (_, k) => k) });
    expect(describeConvergence(many(10))).toMatch(/: 0, 1, 2, 3, 4, 5, 6, 7, 8, 9$/);
    expect(describeConvergence(many(11))).toMatch(/: 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, …$/);
  });

  test('begins with the seed that is asked for, 1 by itself', async () => {
    const seeds: number[] = [];
    const run = (seed: number) => seeds.push(seed) > 0;
    await missing(1, { run });
    await missing(1, { run, firstSeed: 100 });
    expect(seeds.filter((seed) => seed < 100)).toEqual(seeds.filter((seed) => seed >= 100).map((seed) => seed - 99));
    expect(seeds[0]).toBe(1);
  });

  test('is awaited', async () => {
    const report = await missing(1, {
      run: () => new Promise<boolean>((resolve) => setImmediate(() => resolve(true))),
    });
    expect(report.holds).toBe(true);
  });

  test('has no answer where its time is over, which says how far it came', async () => {
    const wait = (milliseconds: number) => {
      const until = performance.now() + milliseconds;
      while (performance.now() < until);
      return false;
    };
    await expect(missing(1, { run: () => wait(20), timeLimit: 5 })).rejects.toThrow(
      /^the time limit of 0\.005 s ran out after 1 of at most \d+ runs, of which 0 converged to a\/b: no answer yet \(timeLimit allows more\)$/,
    );
    const never = () => new Promise<boolean>(() => undefined);
    await expect(missing(1, { run: never, timeLimit: 5 })).rejects.toThrow(/ran out after 0 of at most/);
    for (const timeLimit of [-1, NaN]) {
      await expect(missing(1, { timeLimit })).rejects.toThrow(
        new RangeError(`timeLimit: ${timeLimit}: must be a number from 0 up`),
      );
    }
  });

  test.each([
    [5, 'contains of a/b returned 5 (number): it must return true or false'],
    [undefined, 'contains of a/b returned undefined: it must return true or false'],
  ])('whose family answers %j has none', async (answer, message) => {
    const family = { name: 'a/b', contains: () => answer };
    await expect(Reflect.apply(convergesTo, null, [family, { ...claim, run: () => 1 }])).rejects.toThrow(message);
  });
});

describe('a verdict is', () => {
  const coverage = { judged: 1, idle: [], unread: [], notAsked: 0 };
  const nowhere = { entry: null, path: null, coverage };
  const slope = { digits: 1, order: null, noise: 0, coverage };
  test.each<readonly [string, LocatedVerdict, boolean, boolean]>([
    ['an answer where it is right', { kind: 'correct', ...slope }, false, false],
    ['none where nothing was judged', { kind: 'correct', ...slope, coverage: { ...coverage, judged: 0 } }, true, false],
    ['none at a kink', { kind: 'kink', left: 0, right: 1, ...nowhere }, true, false],
    ['none at a cut', { kind: 'branch-cut', left: 0, right: 1, ...nowhere }, true, false],
    ['none where it is undecided', { kind: 'undecided', reason: '', ...nowhere }, true, false],
    ['none in noise', { kind: 'noisy', source: 'loss', deterministic: true, noise: 1, ...nowhere }, true, false],
    [
      'no refutation of a loss that changes',
      { kind: 'noisy', source: 'loss', deterministic: false, noise: 1, ...nowhere },
      false,
      false,
    ],
    ['none where the loss is not finite', { kind: 'not-finite', where: 'loss', reason: '', ...nowhere }, true, false],
    [
      'none where it is not finite beside it',
      { kind: 'not-finite', where: 'neighbourhood', reason: '', ...nowhere },
      true,
      false,
    ],
    [
      'a refutation where the gradient is not finite',
      { kind: 'not-finite', where: 'gradient', reason: '', ...nowhere },
      false,
      true,
    ],
    [
      'a refutation of a straight-through gradient',
      { kind: 'staircase', model: 1, height: 1, width: 1, ...nowhere },
      false,
      true,
    ],
    [
      'a refutation where it is wrong',
      {
        kind: 'wrong',
        ...slope,
        entry: 0,
        path: 'a',
        model: 1,
        harness: 2,
        error: 0,
        wrongEntries: [0],
        wrongPaths: ['a'],
      },
      false,
      true,
    ],
  ])('%s', (_, verdict, unjudged, refuting) => {
    expect([isUnjudged(verdict), isRefuting(verdict)]).toEqual([unjudged, refuting]);
  });
});
