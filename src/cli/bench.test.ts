import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { listened } from '../../scripts/fuzz/listened.js';
import { parseCsv } from '../report/csv.js';
import { benchCommand } from './bench.js';
import { thisMachine } from './bench/machine.js';
import { formatSuite, machineText, type Measurement } from './bench/report/bench-table.js';
import type { Suite } from './bench/suite.js';
import { suites } from './bench/suites.js';
import { commands } from './commands.js';
import { runProgram } from './program.js';

const folder = mkdtempSync(join(tmpdir(), 'warizan-bench-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string) => join(folder, name);

/** What a suite's tasks are said to take: a microsecond the first, two the second. */
const timesOf = ({ name, base, tasks }: Suite): Measurement[] =>
  tasks.map(({ task, backend, precision }, k) => ({
    ...{ suite: name, task, backend, precision, median: 1000 * (k + 1), p5: 900, p95: 9000, samples: 100 },
    ...{ relativeTo: task === base ? null : base, ratio: k + 1 },
  }));

/** Runs the command where nothing is timed; what was asked to be. */
async function bench(...args: readonly string[]) {
  const asked: (readonly [suite: string, time: number])[] = [];
  const command = benchCommand((suite, time, onTask) => {
    asked.push([suite.name, time]);
    onTask();
    if (time === 13) throw new Error('no clock');
    return Promise.resolve(timesOf(suite));
  });
  const known = commands.map((entry) =>
    entry.name === 'bench' ? { ...entry, load: () => Promise.resolve(command) } : entry,
  );
  const { result: status, stdout, stderr } = await listened(() => runProgram(['bench', ...args], known));
  return { status, stdout, stderr, asked };
}

const names = suites.map(({ name }) => name);
const [forward, gradient, training, sums] = suites;
const machine = `${machineText(thisMachine())}\n`;

describe('suites', () => {
  test('are all run where none is named', async () => {
    const { status, stdout, stderr, asked } = await bench();
    expect([status, stderr, asked]).toEqual([0, '', names.map((name) => [name, 300])]);
    const told = suites.map((suite) => {
      const lines = suite.conclude?.(timesOf(suite)) ?? [];
      return `\n${formatSuite(suite.question, timesOf(suite))}${lines.map((line) => `${line}\n`).join('')}`;
    });
    expect(stdout).toBe(machine + told.join(''));
  });

  test('are run as they are named, each once, as long as is said', async () => {
    const { stdout, asked } = await bench('training-step', 'forward', 'training-step', '--time', '7');
    expect(asked).toEqual([
      ['training-step', 7],
      ['forward', 7],
    ]);
    expect(stdout).toBe(
      `${machine}\n${formatSuite(training.question, timesOf(training))}\n${formatSuite(forward.question, timesOf(forward))}`,
    );
  });

  test.each([
    [['nothing'], `bench: "nothing" is not known; known are ${names.join(', ')}`],
    [['forward', '--time', '0'], '--time: "0": must be a whole number from 1 to 600000'],
    [['forward', '--time', '600001'], '--time: "600001": must be a whole number from 1 to 600000'],
    [['library-sums', '--plot', 'a.svg'], '--plot: needs one of the suites forward, gradient, training-step'],
    [['forward', '--plot', 'a.gif'], '--plot: "a.gif": the name must end in .svg, .png or .pdf'],
  ])('%j are refused, and nothing is timed', async (args, message) => {
    expect(await bench(...args)).toEqual({ status: 2, stdout: '', stderr: `warizan: ${message}\n`, asked: [] });
  });
});

test('a row a task is told as JSON, and nothing else', async () => {
  const { stdout, stderr } = await bench('gradient', 'library-sums', '--json');
  expect(stderr).toBe('');
  const found: unknown = JSON.parse(stdout);
  expect(found).toMatchObject({
    machine: { ...thisMachine() },
    results: [gradient, sums].flatMap(timesOf).map(({ suite, task, median }) => ({
      ...{ suite, task, ns_per_op_median: median, ops_per_s: 1e9 / median },
    })),
  });
});

describe('files', () => {
  test('are a table of all that was timed, and the cost against digits', async () => {
    const { status } = await bench('forward', 'library-sums', '--csv', at('t.csv'), '--plot', at('c.svg'));
    expect([status, readdirSync(folder).sort()]).toEqual([0, ['c.svg', 't.csv']]);
    const { columns, rows } = parseCsv(readFileSync(at('t.csv'), 'utf8'));
    const [suite, task, cores] = ['suite', 'task', 'cores'].map((name) => columns.indexOf(name));
    expect(rows.map((row) => [row[suite], row[task], row[cores]])).toEqual(
      [forward, sums].flatMap((own) => own.tasks.map((each) => [own.name, each.task, thisMachine().cores])),
    );
    const figure = readFileSync(at('c.svg'), 'utf8');
    expect(figure).toContain('microseconds');
    expect(figure).toContain('decimal digits');
    for (const name of readdirSync(folder)) rmSync(at(name));
  });

  test('are not there where something was not timed', async () => {
    const { status, stderr } = await bench('forward', '--time', '13', '--csv', at('t.csv'), '--plot', at('c.svg'));
    expect([status, stderr]).toEqual([1, 'warizan: unexpected: no clock (--debug shows where)\n']);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('of one name are refused before anything is timed', async () => {
    const { stderr, asked } = await bench('forward', '--csv', at('x.svg'), '--plot', at('x.svg'));
    expect(stderr).toContain('is the file that --csv names');
    expect([asked, existsSync(at('x.svg'))]).toEqual([[], false]);
  });
});

test('the machine is this one', () => {
  expect(thisMachine()).toMatchObject({ runtime: 'Node', version: process.versions.node, engine: 'V8' });
  expect(thisMachine().processor).toMatch(/^\S(.*\S)?$/);
  expect(thisMachine().cores).toBeGreaterThan(0);
  expect(thisMachine().system).toBe(`${process.platform} ${process.arch}`);
});
