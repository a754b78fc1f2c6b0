import { z } from 'zod';
import { generators } from '../src/random/generators.js';
import { registry } from '../src/base/registry.js';
import { defineExperiment } from '../src/study/define-experiment.js';
import type { StudyDescription } from '../src/study/description.js';
import type { Experiment } from '../src/study/experiment.js';
import type { Workshop } from '../src/study/run-batch.js';

/** A quick experiment for tests of what runs, keeps and counts trials: tosses of a coin. */
export const toss: Experiment<{ readonly tosses: number; readonly name?: string | undefined }> = defineExperiment({
  name: 'toss',
  version: 2,
  setting: z.strictObject({ tosses: z.int().min(0), name: z.string().optional() }),
  outcomes: [
    { name: 'most-heads', isSuccess: true, says: 'more heads than tails' },
    { name: 'other', says: 'as many tails, or more' },
  ],
  columns: [{ name: 'heads', unit: 'tosses', says: 'tosses that showed heads', holds: { is: 'number', whole: true } }],
  series: [
    {
      name: 'curve',
      columns: [
        { name: 'toss', says: 'which' },
        { name: 'heads', says: 'heads so far' },
      ],
    },
  ],
  run({ tosses }, { rng, record }) {
    const coin = rng('coin');
    let heads = 0;
    for (let k = 0; k < tosses; k++) {
      if (coin.next() < 0.5) heads++;
      record('curve', [k, heads]);
    }
    return { outcome: 2 * heads > tosses ? 'most-heads' : 'other', row: { heads } };
  },
});

const { series: declared, ...rest } = toss;
/** The same without its series. */
export const plainToss: typeof toss = declared === undefined ? toss : rest;

/** What runs trials of it, and of others. */
export function tossWorkshop(...others: readonly Experiment[]): Workshop {
  return { experiments: registry<Experiment>('experiment', [toss, ...others]), generators };
}

export interface TossStudy {
  /** One setting with so many tosses each. */
  readonly tosses: readonly number[];
  readonly seeds: number;
  readonly experiment?: Experiment;
}

/** A study of it, or of another experiment with such settings. */
export function studyOfTosses({ tosses, seeds, experiment = toss }: TossStudy): StudyDescription {
  return {
    experiment,
    title: null,
    setups: tosses.map((count) => ({ setting: { tosses: count }, grid: { tosses: count } })),
    seeds: [{ from: 1, to: seeds }],
    rng: 'xoroshiro128plus',
    comparisons: 'none',
    tables: ['trials'],
    figures: [],
  };
}
