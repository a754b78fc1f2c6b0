import { describe, expect, test } from 'vitest';
import { plainToss, studyOfTosses, toss, tossWorkshop } from '../../properties/toss-study.js';
import { generators } from '../random/generators.js';
import { trialAt } from './description.js';
import type { Experiment, Run } from './experiment.js';
import { runBatch } from './run-batch.js';
import { contextOf } from './run-context.js';
import { runStreams } from './run-stream.js';
import { trialIdentity } from './trial-identity.js';
import type { Trial } from './trial.js';

/** Fails with seed 2, and comes to an outcome that nobody knows with seed 3. */
const run: Experiment['run'] = (_setting, { seed }) => {
  if (seed === 2) throw new Error('seed 2 is cursed');
  return { outcome: seed === 3 ? 'drawn' : seed === 5 ? 'failed' : 'other', row: { heads: seed } };
};
const odd: Experiment = { ...plainToss, name: 'odd', run };
const trialsOf = (experiment: Experiment, seeds = 5): Trial[] => {
  const study = studyOfTosses({ tosses: [3], seeds, experiment });
  return Array.from({ length: seeds }, (_, k) => trialAt(study, k));
};
const rowOf = (seed: number, outcome: string) => `["tosses=3","xoroshiro128plus",${seed},"${outcome}",null,${seed}]`;

describe('a batch', () => {
  test('reports each trial in its order, with its row or why there is none', async () => {
    const trials = trialsOf(odd);
    const { reports, milliseconds } = await runBatch(tossWorkshop(odd), trials);
    expect(reports).toEqual([
      { id: trialIdentity(trials[0]), row: rowOf(1, 'other'), failure: null },
      { id: trialIdentity(trials[1]), row: null, failure: 'seed 2 is cursed' },
      {
        id: trialIdentity(trials[2]),
        row: null,
        failure: 'outcome: "drawn" is not declared; declared are most-heads, other, failed',
      },
      { id: trialIdentity(trials[3]), row: rowOf(4, 'other'), failure: null },
      { id: trialIdentity(trials[4]), row: rowOf(5, 'failed'), failure: null },
    ]);
    expect(milliseconds).toBeGreaterThan(0);
    expect(milliseconds).toBeLessThan(10_000);
  });

  test('of another version, or of what nobody knows, says so', async () => {
    const [trial] = trialsOf(toss);
    const others = [
      { ...trial, version: 3 },
      { ...trial, experiment: 'x' },
      { ...trial, rng: 'dice' },
    ];
    const { reports } = await runBatch(tossWorkshop(), others);
    expect(reports.map(({ failure }) => failure)).toEqual([
      'this program runs version 2 of toss',
      expect.stringMatching(/^experiment: "x" is not known/),
      expect.stringMatching(/^rng: "dice" is not known/),
    ]);
  });

  test('keeps series where the experiment has them', async () => {
    const { reports } = await runBatch(tossWorkshop(), trialsOf(toss, 2));
    for (const report of reports) expect('series' in report ? report.series : '').toMatch(/^\{"curve":\[\[0,/);
  });

  test('gives its signal to runs that wait', async () => {
    const { signal } = new AbortController();
    const signals: AbortSignal[] = [];
    const asking: Experiment = {
      ...odd,
      run: (_setting, context) => {
        signals.push(context.signal);
        return Promise.resolve({ outcome: 'other', row: { heads: 1 } });
      },
    };
    await runBatch(tossWorkshop(asking), trialsOf(asking, 2), signal);
    expect(signals).toEqual([signal, signal]);
  });
});

describe('trials of one setting run together', () => {
  /** Counts calls; comes to other rows than one by one, so that it is seen which way was taken. */
  function together(rows: (seeds: readonly number[]) => AsyncIterable<Run<unknown>>) {
    const calls: number[][] = [];
    const experiment: Experiment = {
      ...odd,
      run: (_setting, { seed }) => ({ outcome: 'other', row: { heads: seed } }),
      runMany: (_setting, contexts) => {
        const seeds = contexts.map(({ seed }) => seed);
        calls.push(seeds);
        return rows(seeds);
      },
    };
    return { experiment, calls };
  }
  async function* hundreds(seeds: readonly number[]) {
    for (const seed of seeds) yield await Promise.resolve({ outcome: 'other', row: { heads: 100 * seed } });
  }
  const headsIn = async (experiment: Experiment, trials: readonly Trial[]) => {
    const { reports } = await runBatch(tossWorkshop(experiment), trials);
    expect(reports.map(({ id }) => id)).toEqual(trials.map(trialIdentity));
    return reports.map(({ row }) => Number(/,(\d+)\]$/.exec(row ?? '')?.[1]));
  };

  test('where the experiment knows how, and there are several', async () => {
    const { experiment, calls } = together(hundreds);
    const trials = trialsOf(experiment, 3);
    expect(await headsIn(experiment, trials)).toEqual([100, 200, 300]);
    expect(await headsIn(experiment, trials.slice(0, 1))).toEqual([1]);
    expect(await headsIn(experiment, [])).toEqual([]);
    expect(calls).toEqual([[1, 2, 3]]);
  });

  test('but not those of several settings or experiments', async () => {
    const { experiment, calls } = together(hundreds);
    const [first, second] = trialsOf(experiment, 2);
    expect(await headsIn(experiment, [first, { ...second, setting: { tosses: 3 } }])).toEqual([1, 2]);
    expect(await headsIn(experiment, [first, { ...second, experiment: 'toss' }]).then((heads) => heads[0])).toBe(1);
    expect(calls).toEqual([]);
  });

  test('each alone where one of them throws, or one too few comes back', async () => {
    async function* short(seeds: readonly number[]) {
      yield* hundreds(seeds.slice(1));
    }
    async function* broken(seeds: readonly number[]) {
      yield* hundreds(seeds.slice(1));
      throw new Error('one of them');
    }
    for (const rows of [short, broken]) {
      const { experiment, calls } = together(rows);
      expect(await headsIn(experiment, trialsOf(experiment, 3))).toEqual([1, 2, 3]);
      expect(calls).toHaveLength(1);
    }
  });

  test('not where their version is another', async () => {
    const { experiment, calls } = together(hundreds);
    const trials = trialsOf(experiment, 2).map((trial) => ({ ...trial, version: 9 }));
    const { reports } = await runBatch(tossWorkshop(experiment), trials);
    expect(reports.map(({ failure }) => failure)).toEqual(trials.map(() => 'this program runs version 2 of odd'));
    expect(calls).toEqual([]);
  });
});

describe.each(generators.entries)('the streams of a run with $name', (generator) => {
  const draws = (seed: number, name: string) => {
    const rng = runStreams(generator, seed)(name);
    return [rng.next(), rng.next(), rng.next()];
  };

  test('are those of the generator, and others by any name', () => {
    const named = runStreams(generator, 5);
    for (const name of ['initialisation', 'samples'] as const)
      expect(draws(5, name)[0]).toBe(generator.streams(5)[name].next());
    expect(named('coin')).toBe(named('coin'));
    const all = [draws(5, 'coin'), draws(5, 'dice'), draws(6, 'coin'), draws(5, 'samples')];
    expect(new Set(all.map(String)).size).toBe(all.length);
    expect(draws(5, 'coin')).toEqual(all[0]);
  });

  test('are in what a run is given', () => {
    const own = new AbortController().signal;
    const { context, recorded } = contextOf(toss, generator, 5, own);
    expect([context.seed, context.generator, context.signal]).toEqual([5, generator.name, own]);
    expect(context.rng('coin').next()).toBe(draws(5, 'coin')[0]);
    context.record('curve', [1, 2]);
    expect(recorded()).toEqual({ curve: [[1, 2]] });
    const alone = contextOf({}, generator, 5);
    expect(alone.context.signal.aborted).toBe(false);
    expect(alone.context.signal).toBe(alone.context.signal);
    expect(alone.recorded()).toEqual({});
  });
});

test('a stream of any other name begins where the digest of name and seed says', () => {
  const rng = runStreams(generators.get('xoroshiro128plus'), 5)('coin');
  // Frozen: a change of these is a change of every table of a user's experiment.
  expect([rng.next(), rng.next()]).toMatchInlineSnapshot(`
    [
      0.05589572463735837,
      0.607332208786537,
    ]
  `);
});
