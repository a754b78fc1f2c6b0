import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readStudyTables } from '../src/cli/study-part.js';
import { writeReport } from '../src/cli/write-report.js';
import { InputError } from '../src/base/input-error.js';

/** Tables that a report once believed: ten runs of clipped and exact, seeds 1 to 5, edited. */
const cases = join(import.meta.dirname, 'golden', 'edited-tables');
const study = JSON.stringify({ recipes: ['clipped', 'exact'], seeds: '1..5' });

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'warizan-cases-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const place = (name: string) => cpSync(join(cases, name), join(folder, 'trials.csv'));
const bytes = () =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'latin1')]));

async function refusal(): Promise<string> {
  const error: unknown = await writeReport(folder).then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(InputError);
  return error instanceof InputError ? error.message.replace(/^"[^"]*\/trials\.csv": /, '') : '';
}

describe('a table that was edited', { timeout: 60_000 }, () => {
  test.each([
    ['every-row-twice.csv', 'row 6, seed: "1": repeats row 2: a run is to be there once'],
    [
      'thousands-point.csv',
      'row 5, converged_at: "37.000": a whole number without a separator of thousands, like 37000',
    ],
    [
      'german-excel.csv',
      'row 1: its cells are separated by semicolons: commas are right, with points in decimal numbers',
    ],
  ])('%s is refused', async (name, message) => {
    place(name);
    expect(await refusal()).toBe(message);
  });

  test('only-converged.csv is refused beside its study, and without it says what it holds', async () => {
    place('only-converged.csv');
    await writeReport(folder);
    writeFileSync(join(folder, 'study.json'), study);
    expect(await refusal()).toBe(
      'has 6 of the 10 runs of study.json; the first that is missing is of "clipped", seed 1: put the rows back, or run the study to its end',
    );
  });

  test('right.csv is read, and a report that was there stays where the next table is refused', async () => {
    writeFileSync(join(folder, 'study.json'), study);
    place('right.csv');
    const { files } = await writeReport(folder);
    expect(files).toContain('report.html');
    place('only-converged.csv');
    const before = bytes();
    await refusal();
    expect(bytes()).toEqual(before);
  });

  test('tables of several folders in one, and of earlier versions, are read', async () => {
    const [header, ...rows] = readFileSync(join(cases, 'right.csv'), 'utf8').trimEnd().split('\r\n');
    const others = rows.map((row) => row.replace(/^\w+/, (name) => `my ${name}`));
    const seeds = rows.map((row) => row.replace(/,(\d),/, ',10$1,'));
    const digits = rows.map((row) => row.replace(',float64,,', ',mpfr,20,'));
    const all = [header, ...rows, ...others, ...seeds, ...digits];
    // The table of trials once ended with the extrapolation error, and had weights behind it.
    const names = header.split(',');
    const kept = names.flatMap((name, k) => (k < names.indexOf('sparsity_error') || name.startsWith('w') ? [k] : []));
    const early = all.map((row) => kept.map((k) => row.split(',')[k]).join(','));
    for (const table of [all, early]) {
      writeFileSync(join(folder, 'trials.csv'), `${table.join('\r\n')}\r\n`);
      const study = (await readStudyTables(folder)).found?.study;
      expect(study?.groups.map(({ trials }) => trials)).toEqual([10, 10, 5, 5, 5, 5]);
      expect(study?.seeds).toBe('1–5, 101–105');
    }
  });

  test('a grotesque exponent leaves the figure, which says so', async () => {
    const [header, ...rows] = readFileSync(join(cases, 'right.csv'), 'utf8').trimEnd().split('\r\n');
    const at = header.split(',').indexOf('exponent_high');
    const grotesque = rows.map((row) => row.split(',').with(at, '1e30').join(','));
    writeFileSync(join(folder, 'trials.csv'), `${[header, ...grotesque].join('\r\n')}\r\n`);
    const { undrawn } = await writeReport(folder);
    expect(undrawn).toEqual([]);
    expect(readFileSync(join(folder, 'endings.svg'), 'utf8')).toContain('5 of 5 outside or not finite');
  });
});
