import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { property, propertyOfRecord } from '../../../properties/property.js';
import { nonInferiority } from '../../statistics/non-inferiority.js';
import type { SeedRange } from '../seeds.js';
import { claimTest, criterionRuns } from './criterion.js';
import { commonSeeds, noWorseThan, type NoWorseThan } from './no-worse-than.js';

const errors = { falsePass: 0.05, falseAlarm: 0.01 };
/** Ranges below 40, ascending, none of them in two. */
const ranges: fc.Arbitrary<SeedRange[]> = fc
  .uniqueArray(fc.integer({ min: 0, max: 39 }), { maxLength: 8 })
  .map((ends) => ends.toSorted((a, b) => a - b))
  .map((ends) => ends.flatMap((from, k) => (k % 2 === 0 ? [{ from, to: ends.at(k + 1) ?? from }] : [])));
const seedsIn = (some: readonly SeedRange[]) =>
  some.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, k) => from + k));
const claimOf = (ran: readonly SeedRange[], converged: readonly SeedRange[]): NoWorseThan => ({
  baseline: { name: 'earlier', ran, converged },
  margin: 0.1,
  ...errors,
});

propertyOfRecord({
  ran: ranges,
  converged: ranges,
  runs: fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 41 }), fc.boolean()), { selector: ([seed]) => seed }),
})('runs are paired with those of the earlier study by their seeds', ({ ran, converged, runs }) => {
  const claim = claimOf(ran, converged);
  const watch = noWorseThan(claim).watch();
  for (const [seed, success] of runs) {
    watch.observe(seed, success);
    expect(watch.isDecided).toBe(false);
  }
  const paired = runs.filter(([seed]) => seedsIn(ran).includes(seed));
  const count = (own: boolean, earlier: boolean) =>
    paired.filter(([seed, success]) => success === own && seedsIn(converged).includes(seed) === earlier).length;
  const pairs = {
    both: count(true, true),
    firstOnly: count(true, false),
    secondOnly: count(false, true),
    neither: count(false, false),
  };
  const { decision, difference, bounds } = nonInferiority(pairs, claim);
  expect(watch.verdict()).toEqual({
    verdict: { pass: 'met', fail: 'missed', undecided: 'undecided' }[decision],
    cells: [
      ['margin', 0.1],
      ['false_pass', 0.05],
      ['false_alarm', 0.01],
      ['runs', runs.length],
      ['converged', runs.filter(([, success]) => success).length],
      ['baseline', 'earlier'],
      ['pairs', paired.length],
      ['both', pairs.both],
      ['only_setting', pairs.firstOnly],
      ['only_baseline', pairs.secondOnly],
      ['neither', pairs.neither],
      ['difference', difference],
      ['difference_low', bounds.low],
      ['difference_high', bounds.high],
    ],
  });
});

property([ranges, ranges])('seeds in common are counted', (first, second) => {
  const other = new Set(seedsIn(second));
  expect(commonSeeds(claimOf(second, []), first)).toBe(seedsIn(first).filter((seed) => other.has(seed)).length);
});

property([fc.integer({ min: 1, max: 120 }), fc.integer({ min: 0, max: 120 }), fc.integer({ min: 0, max: 30 })])(
  'what seeds can show is what all successes and all failures come to',
  (common, converged, more) => {
    const claim = claimOf(
      [{ from: 1, to: common }],
      converged === 0 ? [] : [{ from: 1, to: Math.min(common, converged) }],
    );
    const seeds = [{ from: 1, to: common + more }];
    const { canMeet, canMiss } = claimTest(claim).decidability(seeds);
    const verdict = (success: boolean) => {
      const runs = criterionRuns({ setup: 0, claim }, { seeds });
      for (let k = 0; k < common + more; k++) runs.observe(k, k + 1, success);
      expect(runs.seeds).toBe(common + more);
      return runs.verdict().verdict;
    };
    expect([canMeet, canMiss]).toEqual([verdict(true) === 'met', verdict(false) === 'missed']);
  },
);

describe('a success rate', () => {
  const claim = { atLeast: 0.7, margin: 0.2, ...errors };
  test('is decided at a run, and no sooner', () => {
    for (const [success, expected] of [
      [true, 'met'],
      [false, 'missed'],
    ] as const) {
      const watch = claimTest(claim).watch();
      expect([watch.isDecided, watch.verdict().verdict]).toEqual([false, 'undecided']);
      let runs = 0;
      for (; !watch.isDecided; runs++) {
        expect(watch.verdict().verdict).toBe('undecided');
        watch.observe(runs, success);
      }
      expect(watch.verdict()).toEqual({
        verdict: expected,
        cells: [
          ['at_least', 0.7],
          ['margin', 0.2],
          ['false_pass', 0.05],
          ['false_alarm', 0.01],
          ['runs', runs],
          ['converged', success ? runs : 0],
        ],
      });
      // So many seeds can come to it, and one less cannot.
      const field = success ? 'canMeet' : 'canMiss';
      expect(claimTest(claim).decidability([{ from: 1, to: runs }])[field]).toBe(true);
      expect(claimTest(claim).decidability([{ from: 1, to: runs - 1 }])[field]).toBe(false);
      if (success) {
        const { needed } = claimTest(claim).decidability([{ from: 1, to: 1 }]);
        expect(needed).toBe(`${runs}, if all of them converge`);
      }
    }
  });
});
