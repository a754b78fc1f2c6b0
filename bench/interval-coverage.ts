/**
 * How often do 95 % intervals contain the truth? Prints the share of samples whose interval did, for known
 * distributions, and which intervals are too narrow for so few runs.
 *
 *     npm run bench:coverage -- [samples]    two minutes for 1000
 */
import {
  coverageOf,
  differenceCases,
  improvementCase,
  locationCases,
  seedwiseCases,
  survivalCases,
  type CoverageCase,
} from '../properties/laws/interval-coverage.js';
import { xoroshiro128plus } from '../src/random/generators/xoroshiro128plus.js';
import { wilsonInterval } from '../src/statistics/wilson-interval.js';

const samples = Number(process.argv[2] ?? 1000);
/** An end of an interval is then off by 7 % of its half width: less than what is looked for. */
const repetitions = 500;

const cases: readonly CoverageCase[] = [
  ...[5, 10, 30, 100].flatMap((size) => locationCases(size, repetitions)),
  ...locationCases(1000, null),
  ...[5, 10, 30].map((size) => improvementCase(size, size, 1, repetitions)),
  improvementCase(10, 30, 3, repetitions),
  improvementCase(500, 500, 1, null),
  improvementCase(20, 980, 3, null),
  ...seedwiseCases(20, repetitions),
  ...seedwiseCases(500, null),
  ...differenceCases,
  ...[30, 200].flatMap(survivalCases),
];

console.log(`| 95 % interval | of ${samples} samples, the truth was in |`);
console.log('|---|---|');
for (const one of cases) {
  const coverage = coverageOf(one, samples, xoroshiro128plus(1));
  const { low, high } = wilsonInterval(Math.round(coverage * samples), samples);
  const percent = (share: number) => (100 * share).toFixed(1);
  const word = high < 0.95 ? ', too few' : low > 0.95 ? ', more than asked' : '';
  console.log(`| ${one.name} | ${percent(coverage)} % (${percent(low)} to ${percent(high)})${word} |`);
}
