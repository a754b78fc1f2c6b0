import { wilsonInterval } from '../../src/statistics/wilson-interval.js';
import type { Interval } from '../../src/statistics/interval.js';
import { xoroshiro128plus } from '../../src/random/generators/xoroshiro128plus.js';
import { isSurvivor, type Mutant, type MutationReport } from './report.js';

/** Lines of a file, from 1, both ends included. */
export interface Block {
  readonly file: string;
  readonly from: number;
  readonly to: number;
}

/** Lines of a block: few, so that a sample of them is of many files; enough for a statement or two. */
const blockLines = 8;

/**
 * Blocks drawn at random without replacement, every block of every file alike, in the order of files.
 * @param lines of each file @param seed from 0 to 2^32 − 1: the same seed, the same blocks
 */
export function drawBlocks(lines: ReadonlyMap<string, number>, count: number, seed: number): readonly Block[] {
  const left = [...lines].flatMap(([file, length]) =>
    Array.from({ length: Math.ceil(length / blockLines) }, (_, k): Block => ({
      file,
      from: k * blockLines + 1,
      to: Math.min((k + 1) * blockLines, length),
    })),
  );
  const order = new Map(left.map((block, k) => [block, k]));
  const rng = xoroshiro128plus(seed, 0);
  const drawn: Block[] = [];
  while (drawn.length < count && left.length > 0) drawn.push(...left.splice(rng.below(left.length), 1));
  return drawn.toSorted((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
}

/** The mutants of a block that count: those that were tried. */
export interface Tally {
  readonly tried: number;
  readonly killed: number;
}

/** The tallies of blocks, by the line on which a mutant begins. */
export function talliesOf({ files }: MutationReport, blocks: readonly Block[]): readonly Tally[] {
  return blocks.map(({ file, from, to }) => {
    const isIn = ({ location: { start } }: Mutant) => start.line >= from && start.line <= to;
    const own = (file in files ? files[file].mutants : []).filter(isIn);
    const killed = own.filter(({ status }) => status === 'Killed' || status === 'Timeout').length;
    return { tried: killed + own.filter(isSurvivor).length, killed };
  });
}

/** A score and its 95 % interval, as shares. */
export interface Score {
  readonly share: number;
  readonly interval: Interval;
  /** How many independent mutants would tell as much as these. */
  readonly effective: number;
}

/**
 * The score of all mutants from the tallies of a sample of blocks: the ratio killed/tried, with Wilson's
 * interval for as many independent mutants as these are worth. Mutants of one block live and die together, so
 * their number n is divided by the design effect (Kish 1965, "Survey Sampling"), the variance of the ratio
 * between blocks over that of n independent mutants,
 *
 *     m/(m − 1) · Σ (killed_i − p·tried_i)² / (n p (1 − p)),
 *
 * where it is above 1: an interval is never narrower than a binomial one. It assumes that blocks are drawn
 * alike and independently; that they are not put back makes it wider than need be.
 */
export function scoreOfSample(tallies: readonly Tally[]): Score {
  const n = tallies.reduce((sum, { tried }) => sum + tried, 0);
  const k = tallies.reduce((sum, { killed }) => sum + killed, 0);
  if (n === 0) return { share: NaN, interval: wilsonInterval(0, 0), effective: 0 };
  const p = k / n;
  const m = tallies.length;
  const between = tallies.reduce((sum, { tried, killed }) => sum + (killed - p * tried) ** 2, 0);
  const effect = p === 0 || p === 1 || m === 1 ? 1 : ((m / (m - 1)) * between) / (n * p * (1 - p));
  const effective = Math.max(1, Math.round(n / Math.max(1, effect)));
  return { share: p, interval: wilsonInterval(Math.round(p * effective), effective), effective };
}
