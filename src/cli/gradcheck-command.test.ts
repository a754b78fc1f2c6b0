import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { programFolder } from '../../properties/program-in-process.js';
import { units } from '../units/units.js';
import { textOfCell } from '../report/cell.js';
import { parseCsv } from '../report/csv.js';
import type { Cell } from '../study/tables/cell.js';

const user = programFolder();
const gradcheck = (...args: readonly string[]) => user.run('gradcheck', ...args);
const complexLog = (gradient: string) => ['--unit', 'complex-log', '--gradient', gradient];
const table = (name: string) => parseCsv(readFileSync(join(user.path, name), 'utf8'));

describe('a gradient that holds', () => {
  test('is told in two lines, with the number system where it is not the usual one', async () => {
    const { status, stdout } = await gradcheck(...complexLog('exact'), '--runs', '3');
    expect(status).toBe(0);
    expect(stdout).toMatch(
      /^complex-log, exact gradient, float64: holds in 3 cases \(\d+ entries\)\n {2}digits agreed: worst \d+\.\d, median \d+\.\d\n$/,
    );
    const precise = await gradcheck(...complexLog('exact'), '--runs', '1', '--backend', 'decimal', '--precision', '20');
    expect(precise.stdout).toMatch(/^complex-log, exact gradient, decimal with 20 digits: holds in 1 cases /);
  });

  test('is counted alike in words, as JSON and in its table', async () => {
    const args = [...complexLog('exact'), '--runs', '4', '--seed', '3'];
    const { stdout } = await gradcheck(...args);
    const json: unknown = JSON.parse((await gradcheck(...args, '--json', '--csv', 'holds.csv')).stdout);
    const { columns, rows } = table('holds.csv');
    const cells = (name: string) => rows.map((row) => row[columns.indexOf(name)]);
    const digits = cells('digits')
      .map(Number)
      .toSorted((a, b) => a - b);
    const [worst, median] = [digits[0], digits[Math.floor(digits.length / 2)]];
    const entries = rows.length;
    expect(json).toEqual({
      ...{ network: 'complex-log', gradient: 'exact', backend: 'float64', precision: null, seed: 3 },
      ...{ holds: true, cases: 4, entries, digits: { worst, median }, counterexample: null },
    });
    expect(stdout).toContain(
      `(${entries} entries)\n  digits agreed: worst ${worst.toFixed(1)}, median ${median.toFixed(1)}\n`,
    );
    expect(new Set(cells('holds'))).toEqual(new Set(['true']));
    expect(new Set(rows.map((row) => JSON.stringify(row.slice(4, 6)))).size).toBe(4);
  });

  test('of a unit without two layers is compared with dual numbers', async () => {
    const { status, stdout } = await gradcheck(
      '--unit',
      'nmru-plain',
      '--gradient',
      'exact',
      '--runs',
      '5',
      '--csv',
      'n.csv',
    );
    expect([status, stdout.split(':')[0]]).toEqual([0, 'nmru-plain, exact gradient, float64']);
    const { columns, rows } = table('n.csv');
    const text = (row: readonly Cell[], name: string) => textOfCell(row[columns.indexOf(name)]);
    for (const row of rows) {
      const weights = z.record(z.string(), z.unknown()).parse(JSON.parse(text(row, 'weights')));
      const array = text(row, 'entry').replace(/(_\d+)+$/, '');
      expect(Object.keys(weights)).toContain(array);
      const inputs = z.record(z.string(), z.array(z.number())).parse(JSON.parse(text(row, 'inputs')));
      expect(Object.keys(inputs)).toEqual(['x', 'byOutput']);
    }
  });
});

describe('a gradient that fails', () => {
  const failure = z.looseObject({ counterexample: z.looseObject({ entries: z.array(z.looseObject({})) }) });
  const failing = [...complexLog('projected'), '--seed', '2'];

  test('is told by the smallest case, entry by entry', async () => {
    const { status, stdout } = await gradcheck(...failing);
    expect(status).toBe(1);
    const [title, ...lines] = stdout.split('\n');
    expect(title).toMatch(/^complex-log, projected gradient, float64: fails in case 1, shrunk \d+ times$/);
    expect(lines).toEqual([
      '  W0       [[-1]]',
      '  W1       [[0.5]]',
      '  x        [1]',
      '  t        [0.5]',
      '  u = W0·x [-1]',
      '  ∂L/∂w1_0_0: the gradient says     0',
      expect.stringMatching(/^ {14}differences say {7}1\.5708 ± \d(\.\d+)?e-1\d$/),
      '',
    ]);
  });

  test('is told as JSON, with what holds and what does not', async () => {
    const { stdout } = await gradcheck(...failing, '--json', '--csv', 'fails.csv');
    const { counterexample, ...rest } = failure.parse(JSON.parse(stdout));
    expect(rest).toMatchObject({ holds: false, cases: 1, seed: 2 });
    expect(counterexample).toMatchObject({
      weights: { w0: [[-1]], w1: [[0.5]] },
      inputs: { x: [1], target: [0.5] },
      entries: [
        { entry: 'w0_0_0', holds: true },
        { entry: 'w1_0_0', analytic: '-0', holds: false },
      ],
    });
    // The case that failed, and the one it was shrunk to: no step between.
    const { columns, rows } = table('fails.csv');
    const own = rows.slice(-counterexample.entries.length);
    expect(own.map((row) => row[columns.indexOf('entry')])).toEqual(['w0_0_0', 'w1_0_0']);
    expect(new Set(rows.map((row) => row[columns.indexOf('weights')])).size).toBe(2);
    expect(own.map((row) => row[columns.indexOf('holds')])).toEqual(['true', 'false']);
  });
});

test('the errors of differences are drawn for units whose scale is known', async () => {
  const { status, stderr } = await gradcheck('--unit', 'nmru-plain', '--gradient', 'exact', '--out', 'drawn');
  expect([status, stderr]).toEqual([
    2,
    'warizan: --out: draws the errors of differences, which it can for log-square, complex-log, not nmru-plain: use --csv\n',
  ]);
});

test.each([
  [['--gradient', 'exact'], "required option '--unit <name>' not specified"],
  [['--unit', 'none', '--gradient', 'exact'], `--unit: "none": known are ${units.names.join(', ')}`],
  [['--network', 'none', '--gradient', 'exact'], `--network: "none": known are ${units.names.join(', ')}`],
  [['--unit', 'nmru-plain', '--gradient', 'x'], '--gradient: "x": nmru-plain has only the gradients: exact'],
])('%j is refused', async (args, message) => {
  expect(await gradcheck(...args)).toEqual({ status: 2, stdout: '', stderr: `warizan: ${message}\n` });
});

/** A plugin that adds nothing. */
const parts = `import { definePlugin } from 'warizan';\nexport default definePlugin({});\n`;

describe('a folder of its own', () => {
  const line = ['--runs', '2', '--seed', '5'];

  test('has its tables, what makes them again, and the page', async () => {
    const { status, stdout } = await gradcheck(...complexLog('exact'), ...line, '--out', 'whole');
    const files = ['gradcheck.csv', 'gradcheck-steps.csv', 'environment.json', 'command.json', 'report.html'];
    const figures = ['step-size.svg', 'step-size.png', 'step-size.pdf'];
    expect(status).toBe(0);
    expect(stdout).toMatch(/^complex-log, exact gradient, float64: holds in 2 cases /);
    expect(stdout).toMatch(new RegExp(`\n8 files in whole: ${[...files, ...figures].join(', ')}\n$`));
    expect(readdirSync(join(user.path, 'whole')).sort()).toEqual([...files, ...figures].sort());
    expect(JSON.parse(readFileSync(join(user.path, 'whole', 'command.json'), 'utf8'))).toEqual([
      ...['gradcheck', '--unit', 'complex-log', '--gradient', 'exact', '--backend', 'float64'],
      ...['--runs', '2', '--seed', '5'],
    ]);
  });

  test('is told as JSON, and is of the number system and the unit that were asked for', async () => {
    writeFileSync(join(user.path, 'parts.ts'), parts);
    const precise = ['--backend', 'decimal', '--precision', '20', '--out', 'precise', '--plugin', 'parts.ts', '--json'];
    const { stdout } = await gradcheck('--network', 'log-square', '--gradient', 'exact', ...line, ...precise);
    const { out, files, ...verdict } = z
      .looseObject({ out: z.string(), files: z.array(z.string()) })
      .parse(JSON.parse(stdout));
    expect(verdict).toMatchObject({ network: 'log-square', backend: 'decimal', precision: 20, seed: 5, cases: 2 });
    expect(out).toBe('precise');
    for (const name of files) expect(existsSync(join(user.path, 'precise', name))).toBe(true);
    expect(JSON.parse(readFileSync(join(user.path, 'precise', 'command.json'), 'utf8'))).toEqual([
      ...['gradcheck', '--unit', 'log-square', '--gradient', 'exact', '--backend', 'decimal', '--precision', '20'],
      ...['--runs', '2', '--seed', '5', '--plugin', 'parts.ts'],
    ]);
    const { columns, rows } = table('precise/gradcheck-steps.csv');
    const of = (name: string) => [...new Set(rows.map((row) => row[columns.indexOf(name)]))];
    expect(columns).toEqual(['network', 'gradient', 'backend', 'precision', 'order', 'step', 'error']);
    expect(['network', 'gradient', 'backend', 'precision'].map(of)).toEqual([
      ...[['log-square'], ['exact'], ['decimal'], [20]],
    ]);
    expect(of('order').length).toBeGreaterThan(1);
    expect(of('step').length).toBeGreaterThan(3);
  });

  test('that holds something is refused before the work', async () => {
    const { status, stderr } = await gradcheck(...complexLog('exact'), ...line, '--out', 'whole');
    expect([status, stderr]).toEqual([2, 'warizan: --out: "whole" is not empty: name a new folder\n']);
  });
});

test('the cases are those of the seed', async () => {
  const rowsOf = async (name: string, ...args: readonly string[]) => {
    await gradcheck(...complexLog('exact'), '--runs', '3', ...args, '--csv', name);
    return table(name).rows;
  };
  const first = await rowsOf('1.csv');
  expect(await rowsOf('2.csv', '--seed', '1')).toEqual(first);
  expect(await rowsOf('3.csv', '--seed', '2')).not.toEqual(first);
});

test('a table is not written over a plugin that is read', async () => {
  writeFileSync(join(user.path, 'parts.ts'), parts);
  const { status, stderr } = await gradcheck(...complexLog('exact'), '--plugin', 'parts.ts', '--csv', './parts.ts');
  expect(status).toBe(2);
  expect(stderr).toMatch(/^warizan: --csv: "\.\/parts\.ts" is the file that --plugin names: name another one\n$/);
});
