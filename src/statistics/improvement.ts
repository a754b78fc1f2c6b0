import type { Interval } from './interval.js';
import { meanOf, varianceOf } from './moments.js';
import { twoSidedQuantile } from './normal-quantile.js';
import { placementsOf, shareAbove, type Placements } from './placements.js';
import { drawInto, fullResampling, percentileInterval, type Resampling } from './resampling.js';
import { separationInterval } from './separation-interval.js';
import { tQuantile, tTail } from './special-functions.js';

/** How an interval of a probability of improvement was found. */
export type ImprovementMethod = 'percentile-bootstrap' | 'brunner-munzel' | 'newcombe-score';

/** How likely one setting's run is above another's. */
export interface Improvement {
  /** P(X > Y) + ½P(X = Y), in [0, 1]; null without a run of each, or where a value is NaN. */
  readonly probability: number | null;
  /** Of the probability; [0, 1] where it is null. */
  readonly interval: Interval;
  readonly method: ImprovementMethod;
  /** Two-sided, of the hypothesis that it is ½; 1 where the data cannot speak against it. */
  readonly pValue: number;
}

/** The runs of two settings on one task. */
export interface TwoSamples {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** A part of the variance of an estimate, and how many values it was estimated from. */
interface Component {
  readonly variance: number;
  readonly count: number;
}

/**
 * The probability of improvement of X on Y, rliable's (Agarwal et al. 2021): a run of X drawn by chance is
 * above a run of Y drawn by chance, equal ones counted half; over several tasks the mean of the tasks'. It is
 * U/(nm) of Mann & Whitney, the area under a ROC curve.
 *
 * Assumed: all runs are independent. Where X and Y ran the same seeds and a seed makes both good or both bad,
 * the interval is too wide: take `improvementBySeed`, which estimates the same number.
 *
 * Interval, by the number of runs of both over all tasks:
 *
 * | runs | interval |
 * |---|---|
 * | below `asymptoticFrom` | percentile bootstrap; runs of X and of Y are drawn apart, task by task |
 * | from there on | P ± t·√(Σ s²/n), s² the variance of a sample's placements (DeLong, DeLong & Clarke-Pearson 1988), t with Satterthwaite's degrees of freedom (Brunner & Munzel 2000), cut at 0 and 1 |
 * | any, no placements differ, or a sample of one run | Newcombe's score interval (`separationInterval`) |
 *
 * For a table of two settings by a column: `x` and `y` are its cells in the runs that ended. Cells are P,
 * the ends of `interval`, `method`, `pValue`, and the p-value corrected with those of all pairs (`holm`).
 * Where less is better, a small P is the improvement. Settings that ran the same seeds take
 * `improvementBySeed`, over the seeds at which both ended. A run without a number is not in it: say how
 * many.
 *
 * Test: Brunner & Munzel's, (P − ½)/√(Σ s²/n) by the same t distribution. Where one sample lies above the
 * other it is the permutation test, 2/C(n + m, n), the product over tasks.
 * @param tasks in any order, as are their runs; tasks without a run of each are left out
 * @throws RangeError where an argument is outside its domain
 */
export function probabilityOfImprovement(
  tasks: readonly TwoSamples[],
  resampling: Resampling,
  confidence = 0.95,
): Improvement {
  twoSidedQuantile(confidence);
  const full = fullResampling(resampling);
  const used = tasks.filter(({ x, y }) => x.length > 0 && y.length > 0);
  if (used.length === 0 || used.some(({ x, y }) => x.includes(NaN) || y.includes(NaN))) return unknown;
  // Sorted, so that the order of runs leaves no trace in what is drawn.
  const placed = used.map(({ x, y }) => placementsOf(x.toSorted(), y.toSorted()));
  const probability = meanOf(Float64Array.from(placed, shareOf));
  const components = placed.flatMap((own) => componentsOf(own, used.length));
  const runs = components.reduce((sum, { count }) => sum + count, 0);
  const isKnown = components.some(({ variance }) => variance > 0) && components.every(({ count }) => count > 1);
  if (!isKnown) return separated(probability, used, confidence);
  const { error, degrees } = errorOf(components);
  const pValue = Math.min(1, 2 * tTail(Math.abs(probability - 0.5) / error, degrees));
  if (runs >= full.asymptoticFrom) {
    return { probability, interval: around(probability, error, degrees, confidence), method: 'brunner-munzel', pValue };
  }
  const draws = placed.map((own) => independentDraw(own, full.below));
  const once = () => meanOf(Float64Array.from(draws, (draw) => draw()));
  const interval = percentileInterval(Float64Array.from({ length: full.repetitions }, once), confidence);
  return { probability, interval, method: 'percentile-bootstrap', pValue };
}

/**
 * The same probability from settings that ran the same seeds. A run of X is still compared with all runs of
 * Y, but runs of one seed may depend on each other: a seed is drawn with both of its runs, and what a seed
 * adds to P is the sum of its two placements, whose variance is DeLong's with its covariance (Munzel 1999;
 * Konietschke & Pauly 2012). t has n − 1 degrees of freedom.
 *
 * Assumed: seeds are independent of each other. This is not the share of seeds with x_i > y_i: that asks
 * whether the seed's own run improved, this whether a run did.
 * @param x, y the run of seed number i under either setting, in the order of the seeds
 * @throws RangeError where the lengths differ or an argument is outside its domain
 */
export function improvementBySeed({ x, y }: TwoSamples, resampling: Resampling, confidence = 0.95): Improvement {
  twoSidedQuantile(confidence);
  const { below, repetitions, asymptoticFrom } = fullResampling(resampling);
  if (x.length !== y.length) throw new RangeError(`x has ${x.length} runs and y ${y.length}; each seed must have both`);
  if (x.length === 0 || x.includes(NaN) || y.includes(NaN)) return unknown;
  const placed = placementsOf(x, y);
  const probability = shareOf(placed);
  const seedParts = placed.ofX.map((own, k) => own + placed.ofY[k]);
  const error = Math.sqrt(varianceOf(seedParts) / x.length) / x.length;
  if (!(error > 0)) return separated(probability, [{ x, y }], confidence);
  const degrees = x.length - 1;
  const pValue = Math.min(1, 2 * tTail(Math.abs(probability - 0.5) / error, degrees));
  if (2 * x.length >= asymptoticFrom) {
    return { probability, interval: around(probability, error, degrees, confidence), method: 'brunner-munzel', pValue };
  }
  const shares = Float64Array.from({ length: repetitions }, pairedDraw(placed, below));
  const interval = percentileInterval(shares, confidence);
  return { probability, interval, method: 'percentile-bootstrap', pValue };
}

const unknown: Improvement = {
  probability: null,
  interval: { low: 0, high: 1 },
  method: 'newcombe-score',
  pValue: 1,
};

/** U/(nm) */
function shareOf({ ofX, ofY }: Placements): number {
  return ofX.reduce((sum, own) => sum + own, 0) / (ofX.length * ofY.length);
}

/** What the two samples of a task add to the variance of the mean over so many tasks. */
function componentsOf({ ofX, ofY }: Placements, tasks: number): readonly Component[] {
  const [n, m] = [ofX.length, ofY.length];
  return [
    { variance: varianceOf(ofX) / (n * m * m * tasks * tasks), count: n },
    { variance: varianceOf(ofY) / (m * n * n * tasks * tasks), count: m },
  ];
}

/** √Σv, and Satterthwaite's degrees of freedom (Σv)² / Σ v²/(n − 1). */
function errorOf(components: readonly Component[]): { readonly error: number; readonly degrees: number } {
  const sum = components.reduce((total, { variance }) => total + variance, 0);
  const shares = components.map(({ variance, count }) => {
    const share = variance / sum;
    return variance === 0 ? 0 : (share * share) / (count - 1);
  });
  return { error: Math.sqrt(sum), degrees: 1 / shares.reduce((total, share) => total + share, 0) };
}

function around(probability: number, error: number, degrees: number, confidence: number): Interval {
  const half = tQuantile((1 + confidence) / 2, degrees) * error;
  return { low: Math.max(0, probability - half), high: Math.min(1, probability + half) };
}

/** Where no placements differ: X above Y, Y above X, or all equal. */
function separated(probability: number, tasks: readonly TwoSamples[], confidence: number): Improvement {
  const n = tasks.reduce((sum, { x }) => sum + x.length, 0);
  const m = tasks.reduce((sum, { y }) => sum + y.length, 0);
  const interval = separationInterval(probability, n, m, confidence);
  const isSure = probability === 0 || probability === 1;
  const chance = tasks.reduce((product, { x, y }) => product / choose(x.length + y.length, x.length), 1);
  return { probability, interval, method: 'newcombe-score', pValue: isSure ? Math.min(1, 2 * chance) : 1 };
}

/** C(n, k), to about k·2^-52 of it; Infinity beyond float64. */
function choose(n: number, k: number): number {
  let product = 1;
  for (let j = 1; j <= k && product < Infinity; j++) product *= (n - k + j) / j;
  return product;
}

/** A resample's share, X and Y drawn apart. */
function independentDraw(placed: Placements, below: Resampling['below']): () => number {
  const [countsX, countsY] = [new Uint32Array(placed.places), new Uint32Array(placed.places)];
  return () => {
    countsX.fill(0);
    countsY.fill(0);
    drawInto(countsX, placed.placesX, below);
    drawInto(countsY, placed.placesY, below);
    return shareAbove(countsX, countsY);
  };
}

/** A resample's share, seeds drawn with both of their runs. */
function pairedDraw({ placesX, placesY, places }: Placements, below: Resampling['below']): () => number {
  const [countsX, countsY] = [new Uint32Array(places), new Uint32Array(places)];
  const seeds = placesX.length;
  return () => {
    countsX.fill(0);
    countsY.fill(0);
    for (let k = 0; k < seeds; k++) {
      const seed = below(seeds);
      countsX[placesX[seed]]++;
      countsY[placesY[seed]]++;
    }
    return shareAbove(countsX, countsY);
  };
}
