import { describe, expect, test } from 'vitest';
import { breaks } from '../../../properties/breaks.js';
import type { BatchReport, Executor, TrialReport } from '../../study/executor.js';
import type { Trial } from '../../study/trial.js';
import { executorLaws } from './executor-laws.js';

const trialOf = (seed: number): Trial => ({ experiment: 'dice', version: 1, setting: null, rng: 'any', seed });
const trials = [1, 2, 3, 4].map(trialOf);
const throwing = trialOf(13);

const reportOf = (trial: Trial): TrialReport =>
  trial === throwing
    ? { id: 'id 13', row: null, failure: 'it threw' }
    : { id: `id ${trial.seed}`, row: `row ${trial.seed}`, failure: null };
const reportsOf = (own: readonly Trial[]): BatchReport => ({ reports: own.map(reportOf), milliseconds: 0 });

/** An executor that is right, but for what is changed. */
const executorOf = (changes: Partial<Executor> = {}): Executor => ({
  concurrency: 2,
  run: (own) => Promise.resolve(reportsOf(own)),
  close: () => Promise.resolve(),
  ...changes,
});
const lawsOf = (
  make: () => Executor | Promise<Executor>,
  reference: (own: readonly Trial[]) => Promise<BatchReport> = (own) => Promise.resolve(reportsOf(own)),
) => executorLaws({ name: 'ours', make, trials, throwing, reference });

/** One whose reports are changed, all of a batch at once, or one by one. */
const changing = (change: (reports: readonly TrialReport[], limit: number) => readonly TrialReport[]) =>
  lawsOf(() =>
    executorOf({
      run: (own, limit) => Promise.resolve({ reports: change(own.map(reportOf), limit), milliseconds: 0 }),
    }),
  );
const changingEach = (change: (report: TrialReport, limit: number) => TrialReport) =>
  changing((reports, limit) => reports.map((report) => change(report, limit)));
const isRight = ({ failure }: TrialReport) => failure === null;

/** One that works in a way of its own; `make` is asked anew for each. */
const working = (make: () => Partial<Executor>) => lawsOf(() => executorOf(make()));
const lost = (why: string) => Promise.reject(new Error(why));
const sharing = working(() => {
  let first: Promise<BatchReport> | null = null;
  return { run: (own) => (first ??= Promise.resolve(reportsOf(own))) };
});
const brittle = working(() => {
  let isBroken = false;
  return {
    run(own, limit) {
      isBroken ||= limit < 10;
      return isBroken ? lost('a batch was late') : Promise.resolve(reportsOf(own));
    },
  };
});
const closedOnce = working(() => {
  let isClosed = false;
  return {
    close() {
      if (isClosed) return lost('it is closed already');
      isClosed = true;
      return Promise.resolve();
    },
  };
});

describe('what is wrong with an executor is told', () => {
  const tooMany = changing((reports) => [...reports, reports[0]]);
  const tooFew = changing((reports) => reports.slice(1));
  test.each<[string, string, ReturnType<typeof lawsOf>, RegExp]>([
    ['a report too many', 'order', tooMany, /^1 trials gave 2 reports$/],
    ['a report too few', 'order', tooFew, /^1 trials gave 0 reports$/],
    ['one too many beside one that throws', 'touch', tooMany, /^2 trials gave 3 reports$/],
    ['one too few beside one that throws', 'touch', tooFew, /^2 trials gave 1 reports$/],
    [
      'a batch that took less than no time',
      'order',
      lawsOf(() => executorOf({ run: (own) => Promise.resolve({ ...reportsOf(own), milliseconds: -1 }) })),
      /^a batch took -1 ms$/,
    ],
    [
      'the identity of another trial',
      'order',
      changingEach((report) => ({ ...report, id: 'id 9' })),
      /^the report of seed \d was of another trial$/,
    ],
    [
      'a failure of its own',
      'twice',
      changingEach(({ id }) => ({ id, row: null, failure: 'no room' })),
      /^seed \d failed: no room$/,
    ],
    [
      'the row of another trial',
      'closing',
      changingEach((report) => (isRight(report) ? { id: report.id, row: 'row 9', failure: null } : report)),
      /^seed (\d) gave row 9, not row \1$/,
    ],
    [
      'a trial that throws and has a row',
      'touch',
      changingEach((report) => (isRight(report) ? report : { id: report.id, row: 'row 13', failure: null })),
      /^a trial that throws was reported without a reason$/,
    ],
    [
      'a trial that throws without a word',
      'touch',
      changingEach((report) => (isRight(report) ? report : { id: report.id, row: null, failure: '' })),
      /^a trial that throws was reported without a reason$/,
    ],
    [
      'one beside it that fails, too',
      'touch',
      changing((reports) =>
        reports.every(isRight) ? reports : reports.map(({ id }) => ({ id, row: null, failure: 'it threw' })),
      ),
      /^seed \d failed: it threw$/,
    ],
    [
      'other rows where there was little time',
      'time is over',
      changingEach((report, limit) => (limit < 10 ? { id: report.id, row: 'cut', failure: null } : report)),
      /^seed (\d) gave cut, not row \1$/,
    ],
    [
      'other rows where there was time enough',
      'time is over',
      changingEach((report, limit) => (limit < 10 ? report : { id: report.id, row: 'more', failure: null })),
      /^seed (\d) gave more, not row \1$/,
    ],
    [
      'reports out of order',
      'order',
      changing((reports) => reports.toReversed()),
      /^the report of seed \d was of another trial$/,
    ],
    ['batches that share their reports', 'order', sharing, /^the report of seed|^\d trials gave \d reports$/],
    [
      'a trial that is run once of two',
      'a trial that is run twice',
      working(() => ({ run: (own) => Promise.resolve(reportsOf([...new Set(own)])) })),
      /^2 trials gave 1 reports$/,
    ],
    [
      'a batch that one trial takes with it',
      'touch',
      working(() => ({ run: (own) => (own.includes(throwing) ? lost('no batch') : Promise.resolve(reportsOf(own))) })),
      /^no batch$/,
    ],
    ['a late batch that breaks it', 'time is over', brittle, /^a batch was late$/],
    ['an end that can be had once', 'closing', closedOnce, /^it is closed already$/],
  ])('%s', (_, says, laws, words) => breaks(laws, says, 60, words));
});

test('laws say what they are about', () => {
  expect(working(() => ({})).map(({ name }) => name)).toEqual([
    'ours: reports have the order of their trials, of several batches at once too',
    'ours: a trial that is run twice has one row',
    'ours: a trial that throws does not touch the others',
    'ours: a batch whose time is over is given up or right, and the executor goes on',
    'ours: closing it twice does no harm',
  ]);
});

test('a batch that is given up in time breaks no law', async () => {
  const laws = lawsOf(() =>
    executorOf({
      run: (own, limit) =>
        limit < 10 ? Promise.reject(new Error('it did not answer')) : Promise.resolve(reportsOf(own)),
    }),
  );
  for (const law of laws) await expect(law.check({ numRuns: 20, seed: 1 })).resolves.toBeUndefined();
});

test('up to twice as many batches as it can work on are given at once, and no more', async () => {
  let running = 0;
  let most = 0;
  const one = executorOf({
    concurrency: 1,
    async run(own) {
      most = Math.max(most, ++running);
      await Promise.resolve();
      running -= 1;
      return reportsOf(own);
    },
  });
  await lawsOf(() => one)[0].check({ numRuns: 40, seed: 1 });
  expect(most).toBe(2);
});

test('every executor is closed, also of a law that is broken, and each trial of the reference is run once', async () => {
  let open = 0;
  const asked: number[] = [];
  const make = (changes: Partial<Executor> = {}) => {
    open += 1;
    return Promise.resolve(executorOf({ close: () => Promise.resolve(void (open -= 1)), ...changes }));
  };
  const reference = (own: readonly Trial[]) => {
    asked.push(...own.map(({ seed }) => seed));
    return Promise.resolve(reportsOf(own));
  };
  const [order, twice, touch, late] = lawsOf(() => make(), reference);
  for (const law of [order, twice, touch, late]) await law.check({ numRuns: 20, seed: 1 });
  expect([open, asked.toSorted()]).toEqual([0, [1, 2, 3, 4]]);
  const [failing] = lawsOf(() => make({ run: () => Promise.reject(new Error('lost')) }));
  await expect(failing.check({ numRuns: 1, seed: 1 })).rejects.toThrow();
  expect(open).toBe(0);
});
