import { describe, expect, test } from 'vitest';
import { comparePaired, type GroupRuns } from './paired-groups.js';
import { pairedDifference } from './paired-difference.js';

/** Whether each seed's run succeeded, from seed 1 on; undefined for a seed that did not run. */
function runsOf(...succeeded: readonly (boolean | undefined)[]): GroupRuns {
  return {
    seeds: succeeded.flatMap((each, k) => (each === undefined ? [] : [k + 1])),
    succeeded: (seed) => succeeded[seed - 1],
  };
}

const [yes, no, none] = [true, false, undefined];
const baseline = runsOf(no, no, no, no, yes, yes, no, none);
const better = runsOf(yes, yes, yes, yes, yes, no, no, yes);
const worse = runsOf(no, no, no, no, no, none, no, yes);
const elsewhere = runsOf(none, none, none, none, none, none, none, yes);

describe('groups are compared over the seeds that both ran', () => {
  const compared = () =>
    comparePaired(
      [baseline, better, worse],
      [
        [1, 0],
        [2, 0],
      ],
    );

  test('each with its positions, its pairs and their difference', () => {
    const [first, second] = compared();
    const pairs = { both: 1, firstOnly: 4, secondOnly: 1, neither: 1 };
    expect(first).toMatchObject({ group: 1, baseline: 0, pairs, result: pairedDifference(pairs) });
    expect(second).toMatchObject({
      group: 2,
      baseline: 0,
      pairs: { both: 0, firstOnly: 0, secondOnly: 1, neither: 5 },
    });
  });

  test('p-values are corrected for all of the comparisons', () => {
    const [first, second] = compared();
    // Of two, the smaller is doubled (Holm): min(1, 2·P(X ≤ 1)) of B(5, ½) is 12/32.
    expect(first.result.pValue).toBeCloseTo(0.375, 12);
    expect(first.corrected).toBeCloseTo(0.75, 12);
    expect(second.corrected).toBe(1);
  });
});

test('groups without a seed in common are left out, and not corrected for', () => {
  const compared = comparePaired(
    [baseline, elsewhere, better],
    [
      [1, 0],
      [2, 0],
      [0, 1],
    ],
  );
  expect(compared.map(({ group }) => group)).toEqual([2]);
  expect(compared[0].corrected).toBe(compared[0].result.pValue);
});

test('a seed that is listed without a run is in no pair', () => {
  const listed = { seeds: [1, 2, 8, 9], succeeded: (seed: number) => better.succeeded(seed) };
  const [{ pairs }] = comparePaired([baseline, listed], [[1, 0]]);
  expect(pairs).toEqual({ both: 0, firstOnly: 2, secondOnly: 0, neither: 0 });
  const none = { seeds: [1, 2], succeeded: () => undefined };
  expect(comparePaired([baseline, none], [[1, 0]])).toEqual([]);
});
