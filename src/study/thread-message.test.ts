import fc from 'fast-check';
import { expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import type { BatchReport, TrialReport } from './executor.js';
import { packReport, packTrials, unpackReport, unpackTrials } from './thread-message.js';
import { isSameKind, type Trial } from './trial.js';

const settings = [{ rate: 1 }, { rate: 1 }];
const trial = fc.record({
  experiment: fc.constantFrom('a', 'b'),
  version: fc.constantFrom(1, 2),
  setting: fc.constantFrom(...settings),
  rng: fc.constantFrom('x', 'y'),
  seed: fc.nat(),
});
const alike = fc.tuple(trial, fc.array(fc.nat())).map(([one, seeds]) => seeds.map((seed) => ({ ...one, seed })));

property([fc.oneof(alike, fc.array(trial))])('trials come as they were sent', (trials) => {
  const sent = packTrials(trials);
  expect(unpackTrials(sent)).toEqual(trials);
  const areAlike = trials.length > 0 && trials.every((one) => isSameKind(one, trials[0]));
  expect('seeds' in sent).toBe(areAlike);
});

test('trials are of one kind where all but their seeds is the same', () => {
  const one: Trial = { experiment: 'a', version: 1, setting: settings[0], rng: 'x', seed: 1 };
  expect(isSameKind(one, { ...one, seed: 2 })).toBe(true);
  const others = [{ experiment: 'b' }, { version: 2 }, { setting: settings[1] }, { rng: 'y' }];
  for (const other of others) expect(isSameKind(one, { ...one, ...other })).toBe(false);
});

const id = fc.constantFrom('0', '1', 'f').map((digit) => digit.repeat(64));
const row = fc.string().map((text) => JSON.stringify([text]));
const plain = fc.record({ id, row, failure: fc.constant(null) });
const report: fc.Arbitrary<TrialReport> = fc.oneof(
  { weight: 4, arbitrary: plain },
  fc.record({ id: fc.constantFrom('short', 'f'.repeat(65)), row, failure: fc.constant(null) }),
  fc.record({ id, row: fc.constant('[1,\n2]'), failure: fc.constant(null) }),
  fc.record({ id, row, series: fc.constant('{}'), failure: fc.constant(null) }),
  fc.record({ id, row: fc.constant(null), failure: fc.string() }),
);
const batch = (reports: fc.Arbitrary<TrialReport>): fc.Arbitrary<BatchReport> =>
  fc.record({ reports: fc.array(reports), milliseconds: fc.nat() });

property([batch(report)])('a report comes as it was sent', (whole) => {
  expect(unpackReport(packReport(whole))).toEqual(whole);
});

property([batch(plain)])('rows without series are sent as one text, a line each', (whole) => {
  const { reports, milliseconds } = whole;
  const rows = reports.map((one) => one.row).join('\n');
  const together = { ids: reports.map((one) => one.id).join(''), rows, milliseconds };
  expect(packReport(whole)).toEqual(reports.length === 0 ? { report: whole } : together);
});
