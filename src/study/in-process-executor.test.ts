import { describe, expect, test } from 'vitest';
import { studyOfTosses, toss, tossWorkshop } from '../../properties/toss-study.js';
import { trialAt } from './description.js';
import type { Experiment } from './experiment.js';
import { inProcessExecutor } from './in-process-executor.js';
import { longestTimer } from './longest-timer.js';

/** Runs that end when they are told, or when nobody wants them any more. */
function waiting() {
  const ends: (() => void)[] = [];
  const signals: AbortSignal[] = [];
  const experiment: Experiment = {
    ...toss,
    name: 'waiting',
    series: [],
    run: async (_setting, { signal }) => {
      signals.push(signal);
      await new Promise<void>((resolve) => ends.push(resolve));
      return { outcome: 'other', row: { heads: 0 } };
    },
  };
  const study = studyOfTosses({ tosses: [1], seeds: 9, experiment });
  return { ends, signals, workshop: tossWorkshop(experiment), trial: (k: number) => trialAt(study, k) };
}
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('in this thread', () => {
  test('so many batches run side by side, and others wait', async () => {
    const { ends, workshop, trial } = waiting();
    const executor = inProcessExecutor(workshop, 2);
    expect([executor.concurrency, inProcessExecutor(workshop).concurrency]).toEqual([2, 1]);
    const all = [0, 1, 2, 3].map((k) => executor.run([trial(k)], 1e6));
    await settle();
    expect(ends).toHaveLength(2);
    ends[0]();
    await all[0];
    await settle();
    expect(ends).toHaveLength(3);
    for (const k of [1, 2]) ends[k]();
    await settle();
    await settle();
    ends[3]();
    for (const { reports } of await Promise.all(all)) expect(reports).toMatchObject([{ failure: null }]);
    await executor.close();
  });

  test('a batch that takes longer than it may is lost, its signal aborts, and the next has its turn', async () => {
    const { ends, signals, workshop, trial } = waiting();
    const executor = inProcessExecutor(workshop);
    const late = executor.run([trial(0)], 5);
    const next = executor.run([trial(1)], longestTimer + 1);
    await expect(late).rejects.toThrow(/^hung: no result within the time limit$/);
    expect(signals[0].aborted).toBe(true);
    await settle();
    // A limit longer than a timer can wait is none.
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(signals[1].aborted).toBe(false);
    ends[1]();
    await expect(next).resolves.toMatchObject({ reports: [{ failure: null }] });
  });

  test('a batch that has ended is not aborted later', async () => {
    const { ends, signals, workshop, trial } = waiting();
    const executor = inProcessExecutor(workshop);
    const quick = executor.run([trial(0)], 15);
    await settle();
    ends[0]();
    await quick;
    await new Promise((resolve) => setTimeout(resolve, 30));
    await executor.close();
    expect(signals[0].aborted).toBe(false);
  });

  test('closing ends what runs, and lets nothing more begin', async () => {
    const { signals, workshop, trial } = waiting();
    const executor = inProcessExecutor(workshop);
    const all = [0, 1].map((k) => executor.run([trial(k)], 1e6));
    await settle();
    await executor.close();
    await expect(all[0]).rejects.toThrow(/^hung/);
    await expect(all[1]).rejects.toThrow(/^crashed: the study has ended$/);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  });
});
