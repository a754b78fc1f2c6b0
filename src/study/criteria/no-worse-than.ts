import { nonInferiority, type NonInferiority } from '../../statistics/non-inferiority.js';
import { addPair, noPairs, type PairCounts } from '../../statistics/paired-difference.js';
import type { SeedRange } from '../seeds.js';
import type { ClaimTest, CriterionWatch } from './criterion.js';

/**
 * The success rate is not lower than an earlier study's by more than a margin, over the seeds that both ran.
 */
export interface NoWorseThan {
  readonly baseline: Baseline;
  readonly margin: number;
  /** The probability of meeting the criterion at a rate that is lower by the margin or more. */
  readonly falsePass: number;
  /** The probability of missing it at a rate that is lower by the margin or less. */
  readonly falseAlarm: number;
}

/**
 * The runs of an earlier study, as far as a comparison asks: which seeds ran, and which of these converged.
 * Ascending ranges.
 */
export interface Baseline {
  /** What messages call it: the folder, as it was named. */
  readonly name: string;
  readonly ran: readonly SeedRange[];
  readonly converged: readonly SeedRange[];
}

/** Tests a difference of rates at the end: every common seed counts. */
export function noWorseThan(claim: NoWorseThan): ClaimTest {
  return {
    watch: () => watchOn(claim),
    decidability: (seeds) => ({
      canMeet: outcomeWith(claim, seeds, true).decision === 'pass',
      canMiss: outcomeWith(claim, seeds, false).decision === 'fail',
      needed: `${fewestConcordant(claim)} that both ran, if none of them ends otherwise than it did`,
    }),
  };
}

function watchOn(claim: NoWorseThan): CriterionWatch {
  const ran = seedSet(claim.baseline.ran);
  const converged = seedSet(claim.baseline.converged);
  let runs = 0;
  let successes = 0;
  let pairs = noPairs;
  return {
    observe(seed, success) {
      runs++;
      if (success) successes++;
      if (ran(seed)) pairs = addPair(pairs, success, converged(seed));
    },
    isDecided: false,
    verdict() {
      const { decision, difference, bounds } = nonInferiority(pairs, claim);
      return {
        verdict: verdicts[decision],
        cells: [
          ['margin', claim.margin],
          ['false_pass', claim.falsePass],
          ['false_alarm', claim.falseAlarm],
          ['runs', runs],
          ['converged', successes],
          ['baseline', claim.baseline.name],
          ['pairs', pairCount(pairs)],
          ['both', pairs.both],
          ['only_setting', pairs.firstOnly],
          ['only_baseline', pairs.secondOnly],
          ['neither', pairs.neither],
          ['difference', difference],
          ['difference_low', bounds.low],
          ['difference_high', bounds.high],
        ],
      };
    },
  };
}

const verdicts = { pass: 'met', fail: 'missed', undecided: 'undecided' } as const;

/** How many seeds both studies ran. */
export function commonSeeds({ baseline }: NoWorseThan, seeds: readonly SeedRange[]): number {
  return overlap(seeds, baseline.ran);
}

/** What comes out where every run of the study ends in the same way. */
function outcomeWith(claim: NoWorseThan, seeds: readonly SeedRange[], success: boolean): NonInferiority {
  const common = overlap(seeds, claim.baseline.ran);
  const converged = overlap(seeds, claim.baseline.converged);
  const pairs = success
    ? { both: converged, firstOnly: common - converged, secondOnly: 0, neither: 0 }
    : { both: 0, firstOnly: 0, secondOnly: converged, neither: common - converged };
  return nonInferiority(pairs, claim);
}

/** How many pairs without a difference are enough. */
function fewestConcordant(claim: NoWorseThan): number {
  const isEnough = (both: number) => nonInferiority({ ...noPairs, both }, claim).decision === 'pass';
  let enough = 1;
  while (!isEnough(enough)) enough *= 2;
  let few = enough / 2;
  while (enough - few > 1) {
    const middle = Math.floor((enough + few) / 2);
    if (isEnough(middle)) enough = middle;
    else few = middle;
  }
  return enough;
}

function pairCount({ both, firstOnly, secondOnly, neither }: PairCounts): number {
  return both + firstOnly + secondOnly + neither;
}

/** How many seeds two lists of ranges have in common. */
function overlap(first: readonly SeedRange[], second: readonly SeedRange[]): number {
  return first.reduce(
    (sum, a) => second.reduce((own, b) => own + Math.max(0, Math.min(a.to, b.to) - Math.max(a.from, b.from) + 1), sum),
    0,
  );
}

/** Whether a seed is in one of the ranges, which are ascending. */
function seedSet(ranges: readonly SeedRange[]): (seed: number) => boolean {
  return (seed) => {
    let [low, high] = [0, ranges.length];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (ranges[middle].to < seed) low = middle + 1;
      else high = middle;
    }
    return low < ranges.length && ranges[low].from <= seed;
  };
}
