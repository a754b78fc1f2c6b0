import { describe, test } from 'vitest';
import { z } from 'zod';
import { breaks } from './breaks.js';
import { standardGenerator } from '../src/random/generators.js';
import type { Experiment, Run, RunContext } from '../src/study/experiment.js';
import { experimentLaws } from '../src/testing/laws/experiment-laws.js';
import type { Law } from '../src/testing/laws/law.js';

interface Throw {
  readonly sides: number;
}
type Dice = Experiment<Throw, { readonly eyes: number }>;

/** Throws a die, and wins with more than half of its sides. */
const dice: Dice = {
  name: 'dice',
  version: 1,
  setting: z.strictObject({ sides: z.int().min(2) }),
  identity: [
    { name: 'die', unit: null, says: 'how many sides', holds: { is: 'text' }, cell: ({ sides }) => `d${sides}` },
  ],
  outcomes: [
    { name: 'won', says: 'more than half', isSuccess: true },
    { name: 'lost', says: 'half or less' },
  ],
  costs: [],
  columns: [{ name: 'eyes', unit: null, says: 'what fell', holds: { is: 'number', whole: true, from: 1 } }],
  series: [{ name: 'rolls', columns: [{ name: 'roll', unit: null, says: 'a roll', holds: { is: 'number' } }] }],
  run({ sides }, { rng, record }) {
    const eyes = 1 + rng('samples').below(sides);
    record('rolls', [eyes]);
    return { outcome: 2 * eyes > sides ? 'won' : 'lost', row: { eyes } };
  },
  async *runMany(setting, contexts) {
    for (const context of contexts) yield await dice.run(setting, context);
  },
};
const options = { settings: [{ sides: 6 }, { sides: 20 }], generator: standardGenerator, endsWithin: 50 };
const lawsOf = (changes: Partial<Dice>) => experimentLaws({ ...dice, ...changes }, options);
const instead = (
  change: (run: Run<{ eyes: number }>, context: RunContext) => Run<{ eyes: number }>,
): Partial<Dice> => ({
  run: async (setting, context) => change(await dice.run(setting, context), context),
});

describe('each law of experiments', () => {
  test.each(experimentLaws(dice, options).map((law): [string, Law] => [law.name, law]))('%s: holds', (_, law) =>
    law.check({ numRuns: 20 }),
  );

  let calls = 0;
  test.each<[string, string, Partial<Dice>, RegExp?]>([
    [
      'a schema that changes settings',
      'read back',
      { setting: z.strictObject({ sides: z.int().transform((n) => n + 1) }) },
      /^\{"sides":\d+\} was read as \{"sides":\d+\}$/,
    ],
    [
      'two columns of one name',
      'all different',
      { columns: [...dice.columns, ...dice.columns] },
      /^two columns are called eyes$/,
    ],
    [
      'a column that is called outcome',
      'all different',
      { columns: [{ ...dice.columns[0], name: 'outcome' }] },
      /^two columns are called outcome$/,
    ],
    [
      'a memory',
      'alone',
      instead(({ outcome, row }) => ({ outcome, row: { eyes: row.eyes + calls++ } })),
      /^seed \d+ of \{"sides":\d+\} gave .+ and, after others, .+/,
    ],
    [
      'ambient randomness',
      'alone',
      instead(({ outcome }) => ({ outcome, row: { eyes: Math.floor(1e6 * Math.random()) } })),
      /^seed \d+ of \{"sides":\d+\} gave .+ and, after others, .+/,
    ],
    [
      'a memory of those beside it',
      'alone',
      {
        async run(setting, context) {
          const before = calls++;
          await Promise.resolve();
          const run = await dice.run(setting, context);
          return { ...run, row: { eyes: run.row.eyes + (calls - before) } };
        },
      },
      /^seed \d+ of \{"sides":\d+\} gave .+ and, beside others, .+/,
    ],
    [
      'an outcome of its own',
      'declared',
      instead((run) => ({ ...run, outcome: 'drawn' })),
      /^seed \d+ of \{"sides":\d+\}: the outcome drawn is not declared$/,
    ],
    [
      'a cell of another kind',
      'declared',
      instead((run) => ({ ...run, row: { eyes: 0.5 } })),
      /^seed \d+ of \{"sides":\d+\}: eyes is 0\.5: \S+/,
    ],
    [
      'a cell of a series of another kind',
      'declared',
      instead((run, { record }) => (record('rolls', ['six']), run)),
      /: roll is "six": \S+/,
    ],
    ['a series of its own', 'declared', instead((run, { record }) => (record('turns', [1]), run))],
    [
      'a row of a series too long',
      'declared',
      instead((run, { record }) => (record('rolls', [1, 2]), run)),
      /^series rolls: 2 cells: must be a list of 1, one a column$/,
    ],
    [
      'other runs together',
      'runMany',
      {
        async *runMany(setting, contexts) {
          for (const context of contexts) {
            const run = await dice.run(setting, context);
            yield { ...run, row: { eyes: run.row.eyes + 1 } };
          }
        },
      },
      /^seed \d+ of \{"sides":\d+\}: run gave .+, runMany .+/,
    ],
    [
      'runs together out of order',
      'runMany',
      {
        async *runMany(setting, contexts) {
          for (const context of contexts.toReversed()) yield await dice.run(setting, context);
        },
      },
      /^seed \d+ of \{"sides":\d+\}: run gave .+, runMany .+/,
    ],
    [
      'a run too many',
      'runMany',
      {
        async *runMany(setting, contexts) {
          for (const context of [...contexts, contexts[0]]) yield await dice.run(setting, context);
        },
      },
      /^1 trials gave 2 runs$|run gave .+, runMany .+/,
    ],
    [
      'a run that does not hear',
      'aborted',
      { run: () => new Promise(() => undefined) },
      /^seed \d+ of \{"sides":\d+\} still ran 50 ms after its signal had aborted$/,
    ],
  ])('is broken by %s', (_, says, changes, words) => breaks(lawsOf(changes), says, 30, words));
});
