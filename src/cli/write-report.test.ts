import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { writeSyntheticMeasurements, writeSyntheticStudy } from '../../bench/synthetic-study.js';
import { InputError } from '../base/input-error.js';
import { takeUndelivered } from './streams.js';
import { writeReport } from './write-report.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'warizan-report-'));
  vi.stubEnv('GITHUB_STEP_SUMMARY', '');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  vi.unstubAllEnvs();
});

const bytesOf = (name: string) => readFileSync(join(folder, name), 'utf8');

describe('the report of a folder', () => {
  test('is the same bytes for the same tables', async () => {
    writeSyntheticStudy(folder, { recipes: ['naive', 'clipped'], seeds: 20, title: 'Twice' });
    const markdown = join(folder, 'summary.md');
    const { files } = await writeReport(folder, { markdown });
    expect(readdirSync(folder)).toEqual(expect.arrayContaining([...files, 'summary.md']));
    const first = [...files, 'summary.md'].map(bytesOf);
    await writeReport(folder, { markdown });
    expect([...files, 'summary.md'].map(bytesOf)).toStrictEqual(first);
  });

  test('says on the page, in Markdown and in the terminal what the table says', async () => {
    writeFileSync(
      join(folder, 'trials.csv'),
      'recipe,seed,outcome,converged_at\r\na,1,converged,10\r\na,2,converged,20\r\nb,1,dead-phase,\r\nb,2,converged,5\r\n',
    );
    const markdown = join(folder, 'summary.md');
    const { answer } = await writeReport(folder, { markdown });
    const sentence = 'a converged in 2 of 2 runs';
    expect(answer).toContain(sentence);
    for (const name of ['report.html', 'summary.md']) {
      expect(bytesOf(name)).toContain(sentence);
      expect(bytesOf(name)).toContain('dead-phase 1 (50.0');
    }
    expect(bytesOf('summary.md')).toMatch(/^\| a \| 2 \| 2 \| 100\.0 % &#91;34\.2, 100\.0&#93; \|/m);
  });

  test('is possible from two columns, in any order, among columns nobody knows', async () => {
    writeFileSync(join(folder, 'trials.csv'), 'later,outcome,recipe\n1,unfinished,3\n2,converged,3\n');
    const { files } = await writeReport(folder);
    expect(files).toContain('outcomes.svg');
    expect(files).not.toContain('endings.svg');
    expect(bytesOf('report.html')).toContain('unfinished 1 (50.0 %)');
  });

  test('shows what other tables the folder has, and only those', async () => {
    writeSyntheticMeasurements(folder, ['clipped', 'exact']);
    const { files, answer } = await writeReport(folder);
    expect(files).toEqual([
      'report.html',
      'digits.svg',
      'digits.png',
      'digits.pdf',
      'cost.svg',
      'cost.png',
      'cost.pdf',
    ]);
    expect(answer.replace(/\s+/g, ' ')).toContain(
      'The gradient holds: it agrees with differences of the loss in all of 1 entry',
    );
    const page = bytesOf('report.html');
    expect(page).toContain('<title>Gradient check: exact gradient of clipped, float64</title>');
    expect(page).toContain('float64 loses all its digits in 15 of 30 runs; rounding errors grow exponentially in 10');
    expect(page).toMatch(
      /<figure id="figure-digits">[^]*aria-label="Digits agreed against the step\. float64: at the end/,
    );
    expect(page).toMatch(
      /<figure id="figure-cost">[^]*aria-label="Cost against digits\. forward: float64 100 ns, mpfr at/,
    );
    for (const name of ['precision-summary.csv', 'bench.csv']) expect(page).toContain(`${name}, to copy`);
    for (const name of ['gradcheck', 'precision', 'precision-summary']) rmSync(join(folder, `${name}.csv`));
    expect((await writeReport(folder)).files).toEqual(['report.html', 'cost.svg', 'cost.png', 'cost.pdf']);
    expect(bytesOf('report.html')).toContain('<title>What precision costs</title>');
  });

  test('says of a wrong gradient that it is wrong', async () => {
    writeFileSync(join(folder, 'gradcheck.csv'), 'holds,digits\ntrue,14\nfalse,0\n');
    expect((await writeReport(folder)).answer.replace(/\s+/g, ' ')).toContain(
      'is not that of the loss: it disagrees with differences of the loss in 1 entry of 2 entries',
    );
  });

  test('takes the comparisons of the study where it has some', async () => {
    writeSyntheticStudy(folder, { recipes: ['a', 'b'], seeds: 20, title: null });
    writeFileSync(
      join(folder, 'comparisons.csv'),
      'recipe,backend,precision,baseline_recipe,baseline_backend,baseline_precision,pairs,difference,difference_low,difference_high,p_corrected\n' +
        'b,float64,,a,float64,,20,0.123,0.01,0.2,0.04\nb,float64,,gone,float64,,20,1,1,1,0\n',
    );
    await writeReport(folder);
    expect(bytesOf('report.html')).toContain('12.3 [1.0, 20.0]');
    expect(bytesOf('report.html')).toContain('12.3 percentage points ahead');
  });

  test('is appended to the summary of a GitHub job', async () => {
    const summary = join(folder, 'job.md');
    writeFileSync(summary, 'before\n');
    vi.stubEnv('GITHUB_STEP_SUMMARY', summary);
    writeSyntheticStudy(folder, { recipes: ['a'], seeds: 5, title: 'T' });
    await writeReport(folder);
    expect(bytesOf('job.md')).toMatch(/^before\n## T\n/);
    vi.stubEnv('GITHUB_STEP_SUMMARY', join(folder, 'no', 'folder', 'job.md'));
    await writeReport(folder);
    expect(takeUndelivered()).toEqual([expect.stringMatching(/^GITHUB_STEP_SUMMARY: cannot write .*: ENOENT/)]);
    expect(takeUndelivered()).toEqual([]);
  });

  test('of a thousand recipes draws the first and tables two hundred', async () => {
    const rows = Array.from({ length: 1000 }, (_, k) => `recipe ${k},${k % 2 === 0 ? 'converged' : 'diverged'},7\n`);
    writeFileSync(join(folder, 'trials.csv'), `recipe,outcome,seed\n${rows.join('')}`);
    await writeReport(folder);
    expect(bytesOf('report.html')).toContain('The first 24 of 1,000 recipes are drawn');
    expect(statSync(join(folder, 'report.html')).size).toBeLessThan(1e6);
  });
});

describe('what cannot be reported', () => {
  const cases: readonly (readonly [what: string, files: Readonly<Record<string, string>>, message: RegExp])[] = [
    ['an empty folder', {}, /^DIR: .*: no trials\.csv with rows/],
    ['a table without rows', { 'trials.csv': 'recipe,outcome\n' }, /no trials\.csv with rows/],
    ['an empty file', { 'trials.csv': '' }, /trials\.csv": the header row is missing/],
    ['a table of something else', { 'trials.csv': 'a,b\n1,2\n' }, /trials\.csv": no column recipe/],
    ['digits without steps', { 'precision.csv': 'seed,digits_agreed\n1,2\n' }, /precision\.csv": no column step/],
    ['a gradient without verdict', { 'gradcheck.csv': 'entry\n1\n' }, /gradcheck\.csv": no column holds/],
    [
      'a row without outcome',
      { 'trials.csv': 'recipe,outcome\na,\n' },
      /row 2, outcome: is empty: one of diverged, converged, .* is right$/,
    ],
    [
      'an outcome nobody knows',
      { 'trials.csv': 'recipe,outcome\na,abandoned\n' },
      /row 2, outcome: "abandoned": one of /,
    ],
    [
      'a torn row',
      { 'trials.csv': 'recipe,outcome\na,converged\nb\n' },
      /trials\.csv": row 3: has 1 cell where the header has 2/,
    ],
    [
      'an open quote',
      { 'trials.csv': 'recipe,outcome\n"a,converged\n' },
      /trials\.csv": row 2: a quoted cell has no end/,
    ],
    [
      'a study that is not JSON',
      { 'trials.csv': 'recipe,outcome\na,converged\n', 'study.json': '{' },
      /study\.json": /,
    ],
  ];
  test.each(cases)('%s', async (_, files, message) => {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const attempt = writeReport(folder);
    await expect(attempt).rejects.toThrow(InputError);
    await expect(attempt).rejects.toThrow(message);
    expect(readdirSync(folder)).not.toContain('report.html');
  });

  test('no folder', async () => {
    await expect(writeReport(join(folder, 'nowhere'))).rejects.toThrow(/not a folder/);
  });

  test('a folder where a file should be', async () => {
    mkdirSync(join(folder, 'trials.csv'));
    await expect(writeReport(folder)).rejects.toThrow(InputError);
  });
});

describe('names that want to be more than names', () => {
  const benign = ['a', 'b', 'c', 'd', 'e'];
  const hostile = [
    '<script>alert(1)</script>',
    '"><img onerror=alert(1) src=x> [x](http://x) `x` **x** @x #1 $x$ :tada: | x\n# x\n---',
    '=HYPERLINK("http://x")',
    'x'.repeat(10_000),
    'שלום مرحبا \u202Eabc\u0000\uD800',
  ];

  test('change nothing but the text of the Markdown summary', async () => {
    const signs = async (recipes: readonly string[], title: string) => {
      writeSyntheticStudy(folder, { recipes, seeds: 20, title });
      writeSyntheticMeasurements(folder, recipes);
      await writeReport(folder, { markdown: join(folder, 'summary.md') });
      const text = bytesOf('summary.md').replace(/&#\d+;/g, '');
      expect(text).not.toMatch(/www\.|:\/\//);
      return text.split('\n').map((line) => line.replace(/[^<>`*_[\]|~\\#@!$]/g, ''));
    };
    expect(await signs(hostile, hostile.join(' '))).toStrictEqual(await signs(benign, 'f'));
  });

  test('leave an SVG an SVG without anything that acts', async () => {
    writeSyntheticStudy(folder, { recipes: hostile, seeds: 20, title: hostile.join(' ') });
    writeSyntheticMeasurements(folder, hostile);
    const { files } = await writeReport(folder);
    expect(files).toEqual(expect.arrayContaining(['digits.svg', 'cost.svg', 'step-size.svg']));
    for (const svg of files.filter((name) => name.endsWith('.svg')).map(bytesOf)) {
      const tags = svg.match(/<[^>]*>/g) ?? [];
      expect(tags.map((tag) => /^<\/?([\w-]+)/.exec(tag)?.[1])).not.toContain('script');
      expect(tags.filter((tag) => / on\w+=| href=|javascript:/.test(tag.replace(/="[^"]*"/g, '=')))).toStrictEqual([]);
      expect(svg).not.toMatch(/[\u0000-\u0008\u202A-\u202E\uD800-\uDFFF](?![\uDC00-\uDFFF])/);
    }
  });

  test('never reach the shell command', async () => {
    writeSyntheticStudy(folder, { recipes: ['$(rm -rf ~)'], seeds: 5, title: 'T' });
    await writeReport(folder, { markdown: join(folder, 'summary.md') });
    expect(bytesOf('summary.md')).toMatch(/again: `npx warizan study study\.json --out DIR`/);
  });
});

describe('the report of 100,000 runs', () => {
  // What it costs is printed by `npm run bench:report`.
  test('is under 3 MB', { timeout: 120_000 }, async () => {
    writeSyntheticStudy(folder, { recipes: ['naive', 'clipped', 'exact', 'robust'], seeds: 25_000, title: 'Large' });
    await writeReport(folder);
    const megabytes = statSync(join(folder, 'report.html')).size / 1e6;
    expect(megabytes).toBeLessThan(3);
  });
});
