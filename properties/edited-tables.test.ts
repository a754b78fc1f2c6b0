import fc from 'fast-check';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { stringify } from 'csv-stringify/sync';
import { InputError } from '../src/base/input-error.js';
import { readStudyTables, type FoundStudy } from '../src/cli/study-part.js';
import { endsReader } from '../src/experiments/training/report/run-ends.js';
import { trainingTerms } from '../src/experiments/training/report/terms.js';
import { parseCsv } from '../src/report/csv.js';
import { studyReader } from '../src/report/study-data.js';
import { rightTable, type RightTable, type Sheet } from './right-table.js';
import { edits, type Edit } from './table-edits.js';

const folder = mkdtempSync(join(tmpdir(), 'warizan-edited-'));
afterAll(() => rmSync(folder, { recursive: true }));

type Reader = (folder: string) => Promise<FoundStudy | null>;
const reader: Reader = async (from) => (await readStudyTables(from)).found;

const csvOf = ({ header, rows }: Sheet) =>
  stringify([[...header], ...rows.map((row) => [...row])], { record_delimiter: 'windows' });

/** Writes a folder with these tables and nothing else. */
function write(files: Readonly<Record<string, string | Buffer>>): void {
  for (const name of readdirSync(folder)) rmSync(join(folder, name));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
}

/** What a table says, whatever the order of its rows. */
function said(found: FoundStudy | null): unknown {
  const text = (value: unknown) =>
    JSON.stringify(value, (_, own: unknown) => (typeof own === 'number' ? String(own) : own));
  const sorted = <T>(list: readonly T[]) => list.toSorted((a, b) => (text(a) < text(b) ? -1 : 1));
  if (found === null) return null;
  const { study, ends } = found;
  const groups = study.groups.map((group, k) => ({
    ...group,
    runs: sorted(group.runs),
    ends: sorted(ends.ofGroup[k]),
  }));
  return { ...study, hasUnits: ends.hasUnits, groups: sorted(groups) };
}

/** What is wrong about how an edited table is read; null where it is refused, or read, as it is to be. */
async function trouble(edit: Edit, right: RightTable, read: Reader): Promise<string | null> {
  const beside = { 'study.json': right.study, 'summary.csv': csvOf(right.summary) };
  const files = edit.beside === undefined ? {} : { [edit.beside]: beside[edit.beside] };
  write({ ...files, 'trials.csv': csvOf(right.trials) });
  const before = said(await reader(folder));
  const { sheet, file = (csv: string) => csv, row, column } = edit.edit(right.trials);
  write({ ...files, 'trials.csv': file(csvOf(sheet)) });
  let message: string;
  try {
    const after = said(await read(folder));
    if (edit.then !== 'read') return `was read, and is to be refused`;
    return fc.stringify(after) === fc.stringify(before) ? null : 'was read as another table';
  } catch (error) {
    if (!(error instanceof InputError)) return `threw ${String(error)}`;
    message = error.message.replace(/^"[^"]*trials\.csv": /, '');
  }
  if (edit.then === 'read') return `was refused: ${message}`;
  const place = `^row ${row ?? '\\d+'}(, ${column ?? '\\w+'})?: `;
  if (!edit.then.test(message)) return `was refused in other words: ${message}`;
  if (row !== undefined && !new RegExp(place).test(message)) return `names another row: ${message}`;
  if (column !== undefined && !message.includes(`, ${column}: `)) return `names another column: ${message}`;
  return message.includes('\n') ? 'takes more than a line' : null;
}

test.each(edits.map((edit) => [edit.what, edit] as const))('a right table with %s', async (_, edit) => {
  const law = fc.asyncProperty(rightTable, async (right) => {
    expect(await trouble(edit, right, reader)).toBeNull();
  });
  await fc.assert(law, { numRuns: 15 });
});

test('the edits are forty and more, of either kind', () => {
  expect(edits.filter(({ then }) => then === 'read').length).toBeGreaterThan(15);
  expect(edits.filter(({ then }) => then !== 'read').length).toBeGreaterThan(40);
  expect(new Set(edits.map(({ what }) => what)).size).toBe(edits.length);
});

test('a right table is read, whatever stands beside it', async () => {
  const law = fc.asyncProperty(rightTable, async ({ trials, study, summary }) => {
    write({ 'trials.csv': csvOf(trials), 'study.json': study, 'summary.csv': csvOf(summary) });
    expect((await reader(folder))?.study.trials).toBe(trials.rows.length);
  });
  await fc.assert(law, { numRuns: 50 });
});

test('a reader that believes what it reads is seen', async () => {
  const believer: Reader = (from) => {
    const { columns, rows } = parseCsv(readFileSync(join(from, 'trials.csv'), 'utf8'));
    const runs = studyReader(columns, trainingTerms);
    const ends = endsReader(columns);
    for (const row of rows) ends.row(row, runs.row(row));
    const study = runs.finish();
    return Promise.resolve(study === null ? null : { study, ends: ends.finish() });
  };
  const [right] = fc.sample(rightTable, { numRuns: 1, seed: 1 });
  const seen = [];
  for (const edit of edits) if ((await trouble(edit, right, believer)) !== null) seen.push(edit.what);
  const refused = edits.filter(({ then }) => then !== 'read').map(({ what }) => what);
  expect(seen).toEqual(expect.arrayContaining(refused));
});
