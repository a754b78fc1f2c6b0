import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { property, propertyOfRecord } from '../../properties/property.js';
import { runs } from '../../properties/run-count.js';
import { studyOfTosses, tossWorkshop } from '../../properties/toss-study.js';
import { trialAt, type StudyDescription } from './description.js';
import type { Executor } from './executor.js';
import { openJournal } from './journal/journal.js';
import { runBatch } from './run-batch.js';
import { cutStudy, decisionOf, isComplete, runToDecision } from './run-to-decision.js';

const root = mkdtempSync(join(tmpdir(), 'warizan-decision-'));
afterAll(() => rmSync(root, { recursive: true }));
let folders = 0;

const executor: Executor = {
  concurrency: 1,
  run: (trials) => runBatch(tossWorkshop(), trials),
  close: () => Promise.resolve(),
};
const claim = { atLeast: 0.5, margin: 0.3, falsePass: 0.05, falseAlarm: 0.01 };
/** Of no toss none shows heads, and of one toss half the runs do. */
const open = studyOfTosses({ tosses: [1, 0], seeds: 60 });
const decided: StudyDescription = { ...open, criterion: { setup: 1, claim } };

const rowOf = (outcome: string) => new Map([['outcome', outcome]]);

test('a study without a criterion is decided from the start, and wants all', () => {
  const decision = decisionOf(open);
  decision.observe(0, rowOf('other'));
  expect([decision.seeds, decision.runs, decision.wanted(0), decision.wanted(119)]).toEqual([60, null, true, true]);
});

test('a criterion wants the runs it is about, and then of the others as many', () => {
  const decision = decisionOf(decided);
  const wanted = () => [...Array(120).keys()].filter((index) => decision.wanted(index));
  const own = Array.from({ length: 60 }, (_, k) => 60 + k);
  expect([decision.seeds, wanted()]).toEqual([null, own]);
  // Runs of other settings say nothing of it.
  for (let index = 0; index < 60; index++) decision.observe(index, rowOf('other'));
  expect([decision.seeds, wanted()]).toEqual([null, own]);
  let index = 60;
  while (decision.seeds === null) decision.observe(index++, rowOf('other'));
  const seeds = index - 60;
  expect(seeds).toBeLessThan(60);
  expect([decision.seeds, decision.runs?.verdict().verdict]).toEqual([seeds, 'missed']);
  expect(wanted()).toEqual([...Array(seeds).keys()].flatMap((k) => [k, 60 + k]).sort((a, b) => a - b));
});

test('runs that succeed are counted as such', () => {
  const decision = decisionOf(decided);
  let index = 60;
  while (decision.seeds === null) decision.observe(index++, rowOf('most-heads'));
  expect(decision.runs?.verdict().verdict).toBe('met');
});

test('a study runs to the seed that decides it, and is complete then', async () => {
  const journal = openJournal(join(root, String(folders++)), decided, 'new');
  const decision = decisionOf(decided);
  const seen: number[] = [];
  expect(isComplete(decided, journal, decision)).toBe(false);
  await runToDecision(decided, executor, journal, decision, { onRow: (index) => seen.push(index) });
  const seeds = decision.seeds ?? 0;
  expect(seeds).toBeGreaterThan(1);
  expect(seeds).toBeLessThan(60);
  expect(isComplete(decided, journal, decision)).toBe(true);
  for (let k = 0; k < seeds; k++) expect([journal.isFinished(k), journal.isFinished(60 + k)]).toEqual([true, true]);
  expect(journal.isFinished(seeds)).toBe(false);
  expect(journal.finished).toBe(seen.length);
  await journal.close();
});

test('without a criterion it runs to its end, once', async () => {
  const study = studyOfTosses({ tosses: [1], seeds: 7 });
  const journal = openJournal(join(root, String(folders++)), study, 'new');
  const seen: number[] = [];
  await runToDecision(study, executor, journal, decisionOf(study), { onRow: (index) => seen.push(index) });
  expect(seen.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(isComplete(study, journal, decisionOf(study))).toBe(true);
  await journal.close();
});

propertyOfRecord(
  { finished: fc.uniqueArray(fc.nat(9), { maxLength: 10 }), seeds: fc.integer({ min: 0, max: 5 }) },
  {
    numRuns: runs(20),
    examples: [
      { finished: [0, 1, 5, 6], seeds: 2 },
      { finished: [0, 1, 5], seeds: 2 },
      { finished: [0, 5, 6], seeds: 2 },
      { finished: [...Array(10).keys()], seeds: 5 },
    ],
  },
)('a study is complete where every setting has the seeds of its decision', async ({ finished, seeds }) => {
  const study = studyOfTosses({ tosses: [1, 2], seeds: 5 });
  const folder = join(root, String(folders++));
  const journal = openJournal(folder, study, 'new');
  const { reports } = await runBatch(
    tossWorkshop(),
    finished.map((index) => trialAt(study, index)),
  );
  const entries = reports.map(({ id, row, ...rest }, k) => ({
    index: finished[k],
    id,
    row: row ?? '',
    series: 'series' in rest ? (rest.series ?? null) : null,
  }));
  await journal.append(entries);
  const isFinished = (index: number) => finished.includes(index);
  const all = [...Array(seeds).keys()].every((k) => isFinished(k) && isFinished(5 + k));
  expect(isComplete(study, journal, { ...decisionOf(study), seeds })).toBe(all);
  expect(isComplete(study, journal, { ...decisionOf(study), seeds: null })).toBe(false);
  await journal.close();
  rmSync(folder, { recursive: true });
});

property([fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 })])(
  'a study that is cut has its first seeds, where they were',
  (seeds, more) => {
    const study = studyOfTosses({ tosses: [1, 2, 3], seeds: seeds + more });
    const { description, indexInWhole } = cutStudy(study, seeds);
    expect(description.seeds).toEqual([{ from: 1, to: seeds }]);
    for (let index = 0; index < 3 * seeds; index++) {
      expect(trialAt(study, indexInWhole(index))).toEqual(trialAt(description, index));
    }
  },
);
