import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import { runs } from '../../properties/run-count.js';
import { studyOfTosses, tossWorkshop } from '../../properties/toss-study.js';
import { trialAt, type StudyDescription } from './description.js';
import type { BatchReport, Executor, TrialReport } from './executor.js';
import { inProcessExecutor } from './in-process-executor.js';
import { openJournal, type Journal } from './journal/journal.js';
import { runStudy, type StudyRunOptions } from './run-study.js';
import type { TrialRow } from './tables/cell.js';
import type { Trial } from './trial.js';

const root = mkdtempSync(join(tmpdir(), 'warizan-run-study-'));
afterAll(() => rmSync(root, { recursive: true }));
let folders = 0;

/** What becomes of a batch that has been run. */
type Fate = (report: BatchReport, trials: readonly Trial[], turn: number) => BatchReport | Promise<BatchReport>;

/** An executor that runs trials in this thread and writes down what it was given. */
function recording(concurrency: number, fate: Fate = (report) => report) {
  const own = inProcessExecutor(tossWorkshop(), 100);
  const batches: (readonly (readonly [tosses: number, seed: number])[])[] = [];
  const limits: number[] = [];
  const seen = { running: 0, most: 0 };
  const executor: Executor = {
    concurrency,
    async run(trials, milliseconds) {
      const turn = batches.push(trials.map(whoIs)) - 1;
      limits.push(milliseconds);
      seen.most = Math.max(seen.most, ++seen.running);
      try {
        await new Promise((resolve) => setImmediate(resolve));
        return await fate(await own.run(trials, 1e6), trials, turn);
      } finally {
        seen.running--;
      }
    },
    close: () => Promise.resolve(),
  };
  return { executor, batches, limits, seen };
}

function whoIs({ setting, seed }: Trial): readonly [number, number] {
  const tosses = typeof setting === 'object' && setting !== null && 'tosses' in setting ? Number(setting.tosses) : NaN;
  return [tosses, seed];
}

/** Runs a study in a folder of its own, with a journal that may hold some of it. */
async function ran(study: StudyDescription, executor: Executor, options: StudyRunOptions = {}, folder = folders++) {
  const journal = openJournal(join(root, String(folder)), study, 'resume');
  try {
    await runStudy(study, executor, journal, options);
    return rowsOf(study, journal);
  } finally {
    await journal.close();
  }
}

function rowsOf(study: StudyDescription, journal: Journal): readonly (readonly unknown[] | null)[] {
  const columns = ['tosses', 'setting', 'seed', 'outcome', 'failure', 'heads'];
  const total = study.setups.length * study.seeds[0].to;
  return Array.from({ length: total }, (_, index) =>
    journal.isFinished(index) ? columns.map((name) => journal.row(index).get(name) ?? null) : null,
  );
}

const lost = (): never => {
  throw new Error('crashed: it is gone');
};
/** So slow that its trials are sent one by one, or so quick that they are sent together. */
const taking =
  (milliseconds: number): Fate =>
  (report, trials) => ({
    ...report,
    milliseconds: milliseconds * trials.length,
  });

describe('batches', () => {
  test('are of one setting, in order, and every trial is in one', async () => {
    const study = studyOfTosses({ tosses: [1, 2, 3], seeds: 40 });
    const { executor, batches } = recording(1, taking(1));
    await ran(study, executor);
    const all = Array.from({ length: 120 }, (_, index) => whoIs(trialAt(study, index)));
    expect(batches.flat()).toEqual(all);
    for (const batch of batches) expect(new Set(batch.map(([tosses]) => tosses)).size).toBe(1);
    // One alone of which nothing is known in every lane, then a quarter of what is left, to the last one.
    const sizes = batches.map((batch) => batch.length);
    expect(sizes.slice(0, 3)).toEqual([1, 1, 30]);
    expect(Math.max(...sizes)).toBe(30);
    expect(sizes.at(-1)).toBe(1);
    let left = 120;
    for (const size of sizes) {
      expect(size).toBeLessThanOrEqual(Math.ceil(left / 4));
      left -= size;
    }
  });

  test.each([1, 2, 3])('are twice as many at once as %d can be worked on', async (concurrency) => {
    const { executor, seen, batches } = recording(concurrency, taking(1000));
    await ran(studyOfTosses({ tosses: [1], seeds: 20 }), executor);
    expect(seen.most).toBe(2 * concurrency);
    expect(batches.map((batch) => batch.length)).toEqual(Array.from({ length: 20 }, () => 1));
  });

  test('are more at once as soon as more can be worked on', async () => {
    const { executor, seen } = recording(1, taking(1000));
    let concurrency = 1;
    const growing: Executor = {
      ...executor,
      get concurrency() {
        return concurrency;
      },
      async run(trials, milliseconds) {
        const report = await executor.run(trials, milliseconds);
        concurrency = 3;
        return report;
      },
    };
    await ran(studyOfTosses({ tosses: [1], seeds: 30 }), growing);
    // Some of the six wait for the journal.
    expect(seen.most).toBeGreaterThan(2);
    expect(seen.most).toBeLessThanOrEqual(6);
  });

  test('are given time as their setting took it', async () => {
    const { executor, limits, batches } = recording(1, taking(50));
    const patience = { atLeast: 1000, times: 3 };
    await ran(studyOfTosses({ tosses: [1], seeds: 9 }), executor, { patience });
    // Of the first ones nothing is known: an hour a trial; then three times what the slowest took.
    const expected = batches.map((batch, k) => (k < 2 ? 2 * (1000 + 3_600_000) : 2 * (1000 + 150 * batch.length)));
    expect(limits).toEqual(expected);
  });
});

describe('a study that goes on', () => {
  property([fc.uniqueArray(fc.nat(11), { maxLength: 12 }), fc.integer({ min: 1, max: 3 })], { numRuns: runs(12) })(
    'runs what is not finished, and that once',
    async (found, concurrency) => {
      const study = studyOfTosses({ tosses: [1, 2], seeds: 6 });
      const folder = folders++;
      await ran(study, recording(1).executor, { wanted: (index) => found.includes(index) }, folder);
      const { executor, batches } = recording(concurrency, taking(1));
      const progress: number[] = [];
      const rows = new Map<number, TrialRow>();
      const whole = await ran(
        study,
        executor,
        {
          onProgress: (finished, total) => progress.push(finished / total),
          onRow: (index, row) => rows.set(index, row),
        },
        folder,
      );
      const missing = [...Array(12).keys()].filter((index) => !found.includes(index));
      const asked = batches.flat().map(([tosses, seed]) => 6 * (tosses - 1) + seed - 1);
      expect(asked.toSorted((a, b) => a - b)).toEqual(missing);
      expect([...rows.keys()].toSorted((a, b) => a - b)).toEqual(missing);
      expect(progress[0]).toBe(found.length / 12);
      expect(progress.at(-1)).toBe(1);
      expect(progress).toEqual(progress.toSorted((a, b) => a - b));
      expect(whole).toEqual(await ran(study, recording(2).executor));
    },
  );

  test('leaves what is not wanted', async () => {
    const study = studyOfTosses({ tosses: [1, 2], seeds: 4 });
    const { executor, batches } = recording(1, taking(1));
    const rows = await ran(study, executor, { wanted: (index) => index % 4 === 2 });
    expect(batches).toEqual([[[1, 3]], [[2, 3]]]);
    expect(rows.flatMap((row, k) => (row === null ? [] : [k]))).toEqual([2, 6]);
  });
});

describe('a lost batch', () => {
  const study = studyOfTosses({ tosses: [1], seeds: 30 });
  const holds = (trials: readonly Trial[], seed: number) => trials.some((trial) => trial.seed === seed);

  test('has its trials tried again, each alone, before all others', async () => {
    let hasLost = false;
    const { executor, batches } = recording(1, (report, trials) => {
      if (trials.length === 1 || hasLost) return { ...report, milliseconds: trials.length };
      hasLost = true;
      return lost();
    });
    const rows = await ran(study, executor);
    const [many] = batches.filter((batch) => batch.length > 1);
    for (const trial of many) {
      expect(batches.filter((batch) => batch.some(([, seed]) => seed === trial[1]))).toEqual([many, [trial]]);
    }
    expect(rows.map((row) => row?.[3])).not.toContain('failed');
  });

  test('costs the trial that is lost twice alone, with the reason, and no other', async () => {
    const { executor, batches } = recording(1, (report, trials) =>
      holds(trials, 17) ? lost() : { ...report, milliseconds: trials.length },
    );
    const told: (readonly [number, unknown])[] = [];
    const rows = await ran(study, executor, { onRow: (index, row) => told.push([index, row.get('outcome')]) });
    const failed = rows.filter((row) => row?.[3] === 'failed');
    expect(failed.map((row) => row?.slice(2))).toEqual([[17, 'failed', 'crashed: it is gone', null]]);
    expect(told.filter(([, outcome]) => outcome === 'failed')).toEqual([[16, 'failed']]);
    const tries = batches.filter((batch) => batch.some(([, seed]) => seed === 17)).map((batch) => batch.length);
    expect(tries.slice(-2)).toEqual([1, 1]);
    expect(tries.slice(0, -2).every((size) => size > 1)).toBe(true);
    expect(tries.length).toBeLessThanOrEqual(3);
  });

  test('of one trial is tried once more', async () => {
    const { executor, batches } = recording(1, (report, _, turn) => (turn === 0 ? lost() : report));
    const rows = await ran(studyOfTosses({ tosses: [1], seeds: 1 }), executor);
    expect(batches).toEqual([[[1, 1]], [[1, 1]]]);
    expect(rows.map((row) => row?.[3])).not.toContain('failed');
  });
});

describe('a report that is none', () => {
  const change =
    (how: (report: TrialReport) => TrialReport): Fate =>
    (report) => ({
      ...report,
      reports: report.reports.map(how),
    });
  const withRow = (text: string) => change((one) => (one.row === null ? one : { ...one, row: text }));
  const withSeries = (series: string) => change((one) => (one.row === null ? one : { ...one, series }));
  test.each<[string, Fate, RegExp]>([
    ['missing', (report) => ({ ...report, reports: [] }), /^no report came back$/],
    ['of another trial', change((one) => ({ ...one, id: 'x' })), /^the report that came back was of another trial$/],
    ['of a failure', change(({ id }) => ({ id, row: null, failure: 'why not' })), /^why not$/],
    ['without JSON', withRow('['), /JSON/],
    ['without its cells', withRow('[1]'), /^not a row of \d cells$/],
    ['of no outcome', withRow('["tosses=1","x",1,"drawn",null,1]'), /^a row's outcome is "drawn"$/],
    ['without its series', change(({ id, row }) => (row === null ? lost() : { id, row, failure: null })), /JSON/],
    ['with other series', withSeries('{"x":[]}'), /^not the experiment's series$/],
  ])('%s: its trial is tried once more, and fails', async (_, fate, reason) => {
    const { executor, batches } = recording(1, fate);
    const rows = await ran(studyOfTosses({ tosses: [1], seeds: 1 }), executor);
    expect(rows[0]?.slice(2, 4)).toEqual([1, 'failed']);
    expect(rows[0]?.[4]).toMatch(reason);
    expect(batches).toHaveLength(2);
  });

  test('but for its lines is read', async () => {
    const spread = change((one) => (one.row === null ? one : { ...one, row: one.row.replaceAll(',', ',\n') }));
    const study = studyOfTosses({ tosses: [3], seeds: 2 });
    expect(await ran(study, recording(1, spread).executor)).toEqual(await ran(study, recording(1).executor));
  });
});

describe('an abort', () => {
  test('stops at once, with its reason, and keeps what is finished', async () => {
    const study = studyOfTosses({ tosses: [1], seeds: 9 });
    const controller = new AbortController();
    const { executor, batches } = recording(1, taking(1000));
    const folder = folders++;
    const onProgress = (finished: number) => {
      if (finished >= 3) controller.abort(new Error('enough'));
    };
    await expect(ran(study, executor, { signal: controller.signal, onProgress }, folder)).rejects.toThrow(/^enough$/);
    expect(batches.length).toBeLessThan(9);
    const rows = await ran(study, recording(1).executor, { wanted: () => false }, folder);
    expect(rows.filter((row) => row !== null).length).toBeGreaterThanOrEqual(3);
  });

  test('does not wait for a batch that never ends, nor takes the loss of one for a failure', async () => {
    const study = studyOfTosses({ tosses: [1], seeds: 2 });
    const controller = new AbortController();
    const never = recording(1, () => new Promise(() => undefined));
    const waiting = ran(study, never.executor, { signal: controller.signal });
    setTimeout(() => controller.abort(new Error('enough')), 5);
    await expect(waiting).rejects.toThrow(/^enough$/);
    expect(never.batches).toHaveLength(2);
  });

  test('before the first trial starts none', async () => {
    const { executor, batches } = recording(1);
    const study = studyOfTosses({ tosses: [1], seeds: 2 });
    await expect(ran(study, executor, { signal: AbortSignal.abort(new Error('no')) })).rejects.toThrow(/^no$/);
    expect(batches).toEqual([]);
  });
});
