import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { programFolder } from '../../properties/program-in-process.js';
import { parseCsv } from '../report/csv.js';

const user = programFolder();
const precision = (line: string) => user.run('precision', ...line.split(' '));
const table = (name: string) => parseCsv(readFileSync(join(user.path, name), 'utf8'));
const command = (folder: string): unknown => JSON.parse(readFileSync(join(user.path, folder, 'command.json'), 'utf8'));
writeFileSync(join(user.path, 'mine.json'), '{"extends":"clipped","name":"clipped","learningRate":0.05}');

const told = z.looseObject({ out: z.string(), summary: z.array(z.looseObject({})) });

test('is told in words, with the files that it left', async () => {
  const { status, stdout, stderr } = await precision(
    '--recipe clipped --seeds 1..2 --steps 20 --precision 30,20,30 --out told',
  );
  expect(status).toBe(0);
  expect(stderr).toMatch(/^\d+ s\n$/);
  expect(stdout).toMatch(/^float64 against mpfr at 30 digits: clipped, 20 steps, 2 seeds\.\n/);
  expect(stdout).toMatch(
    /\n8 files in told: precision\.csv, precision-summary\.csv, environment\.json, command\.json, report\.html, digits\.svg, digits\.png, digits\.pdf\n$/,
  );
});

test('its tables have every seed and number system but the reference, its JSON the rows of the summary', async () => {
  const { stdout, stderr } = await precision(
    '--recipe clipped --seeds 4..6 --steps 10 --precision 20,25,30 --backend decimal --rng mt19937 --out data --json',
  );
  expect(stderr).toBe('');
  const { out, summary } = told.parse(JSON.parse(stdout));
  const { columns, rows } = table('data/precision-summary.csv');
  expect(out).toBe('data');
  expect(summary).toEqual(rows.map((row) => Object.fromEntries(columns.map((name, k) => [name, row[k]]))));
  const of = (name: string) => rows.map((row) => row[columns.indexOf(name)]);
  expect(of('seed')).toEqual([4, 4, 4, 5, 5, 5, 6, 6, 6]);
  expect(of('backend').slice(0, 3)).toEqual(['float64', 'decimal', 'decimal']);
  expect(of('precision').slice(0, 3)).toEqual([null, 20, 25]);
  expect(new Set(of('reference_precision'))).toEqual(new Set([30]));
  expect(table('data/precision.csv').rows.length).toBeGreaterThan(rows.length);
});

describe('what makes it again', () => {
  test('is a command, with the recipe beside it where it is not as shipped', async () => {
    await precision('--recipe mine.json --seeds 7 --steps 10 --precision 20 --out changed');
    const file = join(user.path, 'changed', 'recipe.json');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ name: 'clipped', learningRate: 0.05, steps: 10 });
    expect(JSON.stringify(command('changed'))).toContain('"--recipe","recipe.json","--seeds","7..7","--steps","10"');
  });
});

test('what was interrupted is continued, what is finished is not run again', async () => {
  const line = '--recipe clipped --seeds 1..2 --steps 10 --precision 20 --out again';
  await precision(line);
  const before = table('again/precision-summary.csv');
  expect((await precision(line)).stderr).toMatch(/^warizan: out: "again" already holds a study: /);
  expect((await precision(`${line} --resume`)).status).toBe(0);
  expect(table('again/precision-summary.csv')).toEqual(before);
});

test('what is stopped keeps the seeds that are finished, and goes on', async () => {
  const line = '--recipe clipped --seeds 1..200 --steps 20 --precision 20 --out stopped';
  const stopping = setInterval(() => {
    // A folder with a journal is one whose program hears signals.
    if (existsSync(join(user.path, 'stopped', 'journal.jsonl'))) process.emit('SIGINT', 'SIGINT');
  }, 5);
  const { status, stdout, stderr } = await precision(line);
  clearInterval(stopping);
  expect([status, stdout]).toEqual([130, '']);
  expect(stderr).toMatch(/^warizan: interrupted: \d+ of 200 seeds are kept in stopped; add --resume to go on\n$/);
});

describe('is refused', () => {
  test.each([
    ['--precision 16', /^warizan: --precision: 16: must be 17 or more: float64 has nearly 16 digits$/],
    ['--precision 17,18,19,20,21,22,23,24,25', /^warizan: --precision: "17,18,[^"]*": at most 8 different precisions$/],
    ['--precision 20 --backend x', /^warizan: --backend: "x": must be one of decimal, mpfr$/],
    ['--precision 20,1000000000', /^warizan: --precision: 1000000000 is not an integer from 16 to 10000/],
    ['--precision 20 --workers 257', /^warizan: --workers: "257": must be a whole number from 1 to 256$/],
    ['--precision 20 --rng dice', /^warizan: --rng: "dice": known are /],
  ])('%s', async (options, message) => {
    const { status, stdout, stderr } = await precision(`--recipe clipped --seeds 1 ${options} --out refused`);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr.trimEnd()).toMatch(message);
  });
});

test('a plugin is part of what makes it, and of what makes it again', async () => {
  writeFileSync(
    join(user.path, 'parts.ts'),
    `import { definePlugin } from 'warizan';\nexport default definePlugin({});\n`,
  );
  const header = z.object({
    code: z.array(z.looseObject({ file: z.string() })),
    description: z.looseObject({ title: z.null(), comparisons: z.string(), tables: z.tuple([]), figures: z.tuple([]) }),
  });
  const headerOf = (folder: string) => {
    const [line] = readFileSync(join(user.path, folder, 'journal.jsonl'), 'utf8').split('\n', 1);
    return header.parse(JSON.parse(line));
  };
  const line = '--recipe clipped --seeds 3 --steps 2 --precision 20';
  await precision(`${line} --plugin parts.ts --out plugged`);
  expect(headerOf('told')).toMatchObject({ code: [], description: { comparisons: 'none' } });
  expect(headerOf('plugged').code.map(({ file }) => file)).toEqual(['parts.ts']);
  const words = ['precision', '--recipe', 'clipped', '--seeds', '3..3', '--steps', '2', '--precision', '20'];
  const more = ['--backend', 'mpfr', '--rng', 'xoroshiro128plus'];
  expect(command('plugged')).toEqual([...words, ...more, '--plugin', 'parts.ts']);
});
