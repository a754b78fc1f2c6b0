import fc from 'fast-check';
import { expect, test } from 'vitest';
import { propertyOfRecord } from '../../properties/property.js';
import { toss } from '../../properties/toss-study.js';
import type { Executor } from './executor.js';
import type { Experiment } from './experiment.js';
import { paceOf, standardPatience } from './pace.js';
import type { Trial } from './trial.js';

const patience = { atLeast: 1000, times: 10 };
const trial: Trial = { experiment: 'toss', version: 2, setting: { tosses: 3 }, rng: 'x', seed: 4 };
const hour = 3_600_000;

/** Takes so long, or loses what it is given; keeps it. */
function pilots(
  milliseconds: number | null,
): Executor & { readonly given: [trials: readonly Trial[], limit: number][] } {
  const given: [readonly Trial[], number][] = [];
  return {
    given,
    concurrency: 1,
    run(trials, limit) {
      given.push([trials, limit]);
      return milliseconds === null ? Promise.reject(new Error('lost')) : Promise.resolve({ reports: [], milliseconds });
    },
    close: () => Promise.resolve(),
  };
}
const paceWith = (more: Partial<Experiment>, executor: Executor) => paceOf({ ...toss, ...more }, executor, patience);

const measurement = fc.record({
  trials: fc.integer({ min: 1, max: 500 }),
  milliseconds: fc.integer({ min: 0, max: 10_000 }),
});

propertyOfRecord({
  measured: fc.array(measurement, { minLength: 1, maxLength: 6 }),
  trials: fc.integer({ min: 1, max: 500 }),
})(
  'a batch takes a tenth of a second as trials do of late, and has the time of the slowest',
  async ({ measured, trials }) => {
    const pace = paceWith({}, pilots(null));
    for (const { trials: some, milliseconds } of measured) pace.observe(7, some, milliseconds);
    const each = measured.map(({ trials: some, milliseconds }) => milliseconds / some);
    const recent = each.slice(1).reduce((mean, now) => 0.5 * mean + 0.5 * now, each[0]);
    expect(pace.batchSize(7)).toBe(Math.min(500, Math.max(1, Math.floor(100 / recent))));
    expect(await pace.limit(7, trial, trials)).toBeCloseTo(2 * (1000 + 10 * trials * Math.max(...each)), 6);
    // Nothing is known of others by that.
    expect(pace.batchSize(8)).toBe(1);
    expect(await pace.limit(8, trial, trials)).toBe(2 * (1000 + trials * hour));
  },
);

test('the first trials of an experiment without a pilot have an hour', async () => {
  expect(await paceOf(toss, pilots(null), standardPatience).limit(0, trial, 1)).toBe(2 * (60_000 + hour));
});

test('a shorter run says how long a trial takes, once a setting', async () => {
  const executor = pilots(30);
  const pace = paceWith({ pilot: () => ({ setting: { tosses: 1 }, share: 0.25 }) }, executor);
  const limits = await Promise.all([pace.limit(0, trial, 1), pace.limit(0, trial, 3), pace.limit(1, trial, 1)]);
  expect(limits).toEqual([2 * (1000 + 10 * 120), 2 * (1000 + 30 * 120), 2 * (1000 + 10 * 120)]);
  const short = [{ ...trial, setting: { tosses: 1 } }];
  expect(executor.given).toEqual([
    [short, 2000],
    [short, 2000],
  ]);
});

test('one that is lost may have taken all its time', async () => {
  const pace = paceWith({ pilot: () => ({ setting: {}, share: 0.5 }) }, pilots(null));
  expect(await pace.limit(0, trial, 1)).toBe(2 * (1000 + 10 * 2000));
});

test('an experiment with a time limit has it for each trial, twice, and the time to start a thread', async () => {
  const executor = pilots(1);
  const pace = paceWith({ timeLimit: 700, pilot: () => ({ setting: {}, share: 0.5 }) }, executor);
  pace.observe(0, 1, 1e6);
  expect(await pace.limit(0, trial, 4)).toBe(5000 + 8 * 700);
  expect(executor.given).toEqual([]);
});
