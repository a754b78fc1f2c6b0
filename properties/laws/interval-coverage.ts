/**
 * How often intervals contain what they are for: cases with a known truth, for the test and for
 * `bench/interval-coverage.ts`.
 */
import type { Rng } from '../../src/random/rng.js';
import { improvementBySeed, probabilityOfImprovement } from '../../src/statistics/improvement.js';
import type { Interval } from '../../src/statistics/interval.js';
import { interquartileMean } from '../../src/statistics/interquartile-mean.js';
import { kaplanMeier } from '../../src/statistics/kaplan-meier.js';
import { logRank } from '../../src/statistics/log-rank.js';
import { meanDifference, pairedMeanDifference } from '../../src/statistics/mean-difference.js';
import type { Resampling } from '../../src/statistics/resampling.js';
import { restrictedMeanTime } from '../../src/statistics/restricted-mean-time.js';
import { sampleMean } from '../../src/statistics/sample-mean.js';
import { sampleMedian } from '../../src/statistics/sample-median.js';
import { normalCdf } from '../../src/statistics/special-functions.js';

/** A distribution that is drawn from, and what is to be found of it. */
interface Distribution {
  readonly name: string;
  readonly draw: (rng: Rng) => number;
  readonly mean: number;
  readonly median: number;
  /** The mean between its quartiles. */
  readonly iqm: number;
}

const exponential = (rng: Rng) => -Math.log(1 - rng.next());
const [firstQuartile, thirdQuartile] = [Math.log(4 / 3), Math.log(4)];

export const distributions: readonly Distribution[] = [
  { name: 'normal', draw: (rng) => rng.normal(), mean: 0, median: 0, iqm: 0 },
  {
    name: 'exponential',
    draw: exponential,
    mean: 1,
    median: Math.log(2),
    // 2 ∫ x e^−x dx between the quartiles, of −(x + 1) e^−x.
    iqm: 2 * ((firstQuartile + 1) * 0.75 - (thirdQuartile + 1) * 0.25),
  },
  { name: 'uniform', draw: (rng) => rng.next(), mean: 0.5, median: 0.5, iqm: 0.5 },
  {
    // Three runs of four end near 0, one near 1: what training often looks like.
    name: 'two peaks',
    draw: (rng) => (rng.next() < 0.25 ? 1 : 0) + 0.1 * (rng.next() - 0.5),
    mean: 0.25,
    // Of the lower peak, uniform on [−0.05, 0.05]: the quantile ½ ÷ ¾, and the mean from ¼ ÷ ¾ to 1.
    median: -0.05 + 0.1 * (2 / 3),
    iqm: -0.05 + 0.1 * (2 / 3),
  },
];

/** One sample, and whether its interval contains the truth. */
export interface CoverageCase {
  readonly name: string;
  readonly covers: (rng: Rng) => boolean;
}

export const statistics = { mean: sampleMean, median: sampleMedian, iqm: interquartileMean };

const sampleOf = (draw: (rng: Rng) => number, size: number, rng: Rng) =>
  Float64Array.from({ length: size }, () => draw(rng));

const contains = (interval: Interval | null | undefined, truth: number) =>
  interval !== null && interval !== undefined && interval.low <= truth && truth <= interval.high;

/** With `repetitions` the bootstrap's interval, without the asymptotic one. */
const resamplingOf = (rng: Rng, repetitions: number | null): Resampling => ({
  below: (count) => rng.below(count),
  ...(repetitions === null ? { asymptoticFrom: 0 } : { repetitions, asymptoticFrom: Infinity }),
});

export function locationCase(
  statistic: keyof typeof statistics,
  { name, draw, ...truth }: Distribution,
  size: number,
  repetitions: number | null,
): CoverageCase {
  return {
    name: `${statistic} of ${size} runs, ${name}, ${repetitions === null ? 'asymptotic' : 'bootstrap'}`,
    covers: (rng) => {
      const sample = sampleOf(draw, size, rng);
      return contains(statistics[statistic]([sample], resamplingOf(rng, repetitions)).interval, truth[statistic]);
    },
  };
}

/** Every statistic of location, of every distribution. @param repetitions of the bootstrap; null for none */
export function locationCases(size: number, repetitions: number | null): readonly CoverageCase[] {
  return (['mean', 'median', 'iqm'] as const).flatMap((statistic) =>
    distributions.map((distribution) => locationCase(statistic, distribution, size, repetitions)),
  );
}

/** X normal around 1 and Y around 0: P(X > Y) = Φ(1/√(1 + s²)), s the deviation of Y. */
export function improvementCase(n: number, m: number, deviation: number, repetitions: number | null): CoverageCase {
  const truth = normalCdf(1 / Math.sqrt(1 + deviation * deviation), 0, 1);
  return {
    name: `P(X > Y), ${n} and ${m} runs, deviations 1 and ${deviation}, ${repetitions === null ? 'asymptotic' : 'bootstrap'}`,
    covers: (rng) => {
      const x = sampleOf((from) => 1 + from.normal(), n, rng);
      const y = sampleOf((from) => deviation * from.normal(), m, rng);
      return contains(probabilityOfImprovement([{ x, y }], resamplingOf(rng, repetitions)).interval, truth);
    },
  };
}

/** Runs of one seed have correlation ½. */
function pairsOf(rng: Rng, size: number): { readonly x: Float64Array; readonly y: Float64Array } {
  const seeds = sampleOf((from) => from.normal(), size, rng);
  const half = Math.sqrt(0.5);
  return {
    x: seeds.map((seed) => 1 + half * (seed + rng.normal())),
    y: seeds.map((seed) => half * (seed + rng.normal())),
  };
}

export function seedwiseCases(size: number, repetitions: number | null): readonly CoverageCase[] {
  const truth = normalCdf(Math.sqrt(0.5), 0, 1);
  const method = repetitions === null ? 'asymptotic' : 'bootstrap';
  return [
    {
      name: `P(X > Y) by seed, ${size} seeds, ${method}`,
      covers: (rng) => contains(improvementBySeed(pairsOf(rng, size), resamplingOf(rng, repetitions)).interval, truth),
    },
    {
      name: `the same taken for independent, ${method}`,
      covers: (rng) =>
        contains(probabilityOfImprovement([pairsOf(rng, size)], resamplingOf(rng, repetitions)).interval, truth),
    },
  ];
}

export const differenceCases: readonly CoverageCase[] = [
  {
    name: 'difference of means, 8 normal and 20 of deviation 3 (Welch)',
    covers: (rng) => {
      const x = sampleOf((from) => from.normal(), 8, rng);
      return contains(
        meanDifference(
          x,
          sampleOf((from) => 3 * from.normal(), 20, rng),
        ).interval,
        0,
      );
    },
  },
  {
    name: 'difference of means by seed, 10 seeds',
    covers: (rng) => {
      const { x, y } = pairsOf(rng, 10);
      return contains(pairedMeanDifference(x, y).interval, 1);
    },
  },
];

/** Exponential times with mean 1, each with a budget between 0.5 and 1.5. */
function timesOf(rng: Rng, size: number) {
  const successes: number[] = [];
  const censored: number[] = [];
  for (let k = 0; k < size; k++) {
    const budget = 0.5 + rng.next();
    const time = exponential(rng);
    if (time <= budget) successes.push(time);
    else censored.push(budget);
  }
  return { successes: Float64Array.from(successes), censored: Float64Array.from(censored), never: 0 };
}

export function survivalCases(size: number): readonly CoverageCase[] {
  // ∫ e^−t dt to the horizon.
  const horizon = 0.6;
  const restricted = 1 - Math.exp(-horizon);
  return [
    {
      name: `S(0.5) of Kaplan and Meier, ${size} runs`,
      covers: (rng) => {
        const { points } = kaplanMeier(timesOf(rng, size));
        return contains(points.findLast(({ time }) => time <= 0.5)?.interval, Math.exp(-0.5));
      },
    },
    {
      name: `median time to success, ${size} runs`,
      covers: (rng) => {
        const { low, high } = kaplanMeier(timesOf(rng, size)).medianInterval;
        return contains({ low: low ?? Infinity, high: high ?? Infinity }, Math.log(2));
      },
    },
    {
      name: `restricted mean time to success, ${size} runs`,
      covers: (rng) => contains(restrictedMeanTime(timesOf(rng, size), horizon)?.interval, restricted),
    },
    {
      name: `log-rank test of three equal groups of ${size} is above 0.05`,
      covers: (rng) => logRank([0, 1, 2].map(() => timesOf(rng, size))).pValue > 0.05,
    },
  ];
}

/** In how many of so many samples the truth was in the interval, as a share. */
export function coverageOf({ covers }: CoverageCase, samples: number, rng: Rng): number {
  let covered = 0;
  for (let k = 0; k < samples; k++) if (covers(rng)) covered++;
  return covered / samples;
}
