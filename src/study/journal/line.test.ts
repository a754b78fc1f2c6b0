import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { crc32 } from 'node:zlib';
import { property } from '../../../properties/property.js';
import { plainToss, studyOfTosses, toss, tossWorkshop } from '../../../properties/toss-study.js';
import { trialAt, type StudyDescription } from '../description.js';
import { runBatch } from '../run-batch.js';
import { encodeRow } from '../row-text.js';
import { failedRow, rowColumns } from '../tables/trial-table.js';
import { trialIdentity } from '../trial-identity.js';
import { journalLines, type JournalEntry } from './line.js';

const study: StudyDescription = {
  ...studyOfTosses({ tosses: [3, 0], seeds: 1 }),
  seeds: [
    { from: 5, to: 7 },
    { from: 2, to: 2 },
  ],
};
const own = journalLines(study);

/** The entry of a trial as it is run. */
async function entryOf(index: number): Promise<JournalEntry> {
  const [report] = (await runBatch(tossWorkshop(), [trialAt(study, index)])).reports;
  if (report.row === null) throw new Error(report.failure);
  return { index, id: report.id, row: report.row, series: report.series ?? null };
}
const entries = await Promise.all(Array.from({ length: 8 }, (_, index) => entryOf(index)));
/** A line with these parts, whose checksum is right. */
const lineOf = (rest: string) => `["${crc32(rest).toString(16).padStart(8, '0')}",${rest}`;
const without = (line: string) => line.slice(12);

test('a line is read as it was written, at its place', () => {
  for (const entry of entries) {
    const line = own.write(entry);
    expect(line).toMatch(/^\["[0-9a-f]{8}",[01],[2567],"[0-9a-f]{64}",\[.*\],\{"curve":.*\}\]\n$/);
    expect(line).toBe(`${lineOf(without(line.trimEnd()))}\n`);
    for (const read of [own.read(line.trimEnd()), own.readAgain(line.trimEnd())]) {
      expect(read?.index).toBe(entry.index);
      expect(encodeRow(read?.row ?? new Map(), rowColumns(toss, trialAt(study, entry.index).setting))).toBe(entry.row);
      expect(read?.series['curve']).toHaveLength(entry.index < 4 ? 3 : 0);
    }
  }
});

property([fc.nat(7), fc.nat(), fc.integer({ min: 1, max: 255 })])('a damaged line is none', (index, at, flip) => {
  const bytes = Buffer.from(own.write(entries[index]).trimEnd());
  bytes[at % bytes.length] ^= flip;
  expect(own.read(bytes.toString())).toBeNull();
  expect(own.readAgain(bytes.toString())).toBeNull();
});

describe('what is no line of a trial of this study', () => {
  const { id, row, series } = entries[1];
  const [setup, seed] = [0, 6];
  const others: readonly [string, string][] = [
    ['of a setting that it lacks', `2,${seed},"${id}",${row},${series}]`],
    ['of a seed that it lacks', `${setup},3,"${id}",${row},${series}]`],
    ['of more parts', `${setup},${seed},"${id}",${row},${series},0]`],
    ['that ends in no bracket', `${setup},${seed},"${id}",${row},${series}] `],
    ['of no JSON', `${setup},${seed},"${id}",[1,],${series}]`],
    ['of a number that JSON does not have', `0${setup},${seed},"${id}",${row},${series}]`],
    ['of a short identity', `${setup},${seed},"${id.slice(1)}",${row},${series}]`],
    ['of a short row', `${setup},${seed},"${id}",[1],${series}]`],
    ['of no series', `${setup},${seed},"${id}",${row}]`],
    ['of another series', `${setup},${seed},"${id}",${row},{"x":[]}]`],
    ['of a row that is none', `${setup},${seed},"${id}",{"a":[]},${series}]`],
  ];
  test.each(others)('a line %s', (_, rest) => {
    expect(own.read(lineOf(rest))).toBeNull();
    expect(own.readAgain(lineOf(rest))).toBeNull();
    expect(own.readAgain(lineOf(`${setup},${seed},"${id}",${row},${series}]`))).not.toBeNull();
  });

  test('a line of another trial, where whose it is has not been seen', () => {
    const line = lineOf(`${setup},${seed},"${entries[0].id}",${row},${series}]`);
    expect([own.read(line), own.readAgain(line)?.index]).toEqual([null, 1]);
  });
});

test('a trial that failed has no series, nor has one of an experiment without', () => {
  const trial = trialAt(study, 2);
  const failed = encodeRow(failedRow(toss, trial, 'no luck'), rowColumns(toss, trial.setting));
  const line = own.write({ index: 2, id: trialIdentity(trial), row: failed, series: null });
  expect(line.endsWith(`,${failed}]\n`)).toBe(true);
  const read = own.read(line.trimEnd());
  expect([read?.index, read?.series, read?.row.get('failure')]).toEqual([2, {}, 'no luck']);

  const lines = journalLines({ ...study, experiment: plainToss });
  const [{ id, row, index }] = entries;
  const written = lines.write({ id, row, index, series: null });
  expect(lines.read(written.trimEnd())).toMatchObject({ index: 0, series: {} });
});
