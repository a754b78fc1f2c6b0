import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { programFolder } from '../../properties/program-in-process.js';
import { parseCsv } from '../report/csv.js';

const user = programFolder();
const train = (line: string, ...more: readonly string[]) => user.run('train', ...line.split(' '), ...more);
const read = (name: string) => readFileSync(join(user.path, name), 'utf8');
const steps = (name: string) => parseCsv(read(name)).rows.map(([step]) => step);
writeFileSync(
  join(user.path, 'seldom.json'),
  '{"extends":"exact","name":"seldom","steps":4200,"evaluation":{"interval":2100,"samples":20}}',
);

const weights =
  /^ {2}W0 = \[\[-?\d\.\d{8,}, -?\d\.\d{8,}\], \[-?\d\.\d{8,}, -?\d\.\d{8,}\]\]\n {2}W1 = \[\[-?\d\.\d{8,}, -?\d\.\d{8,}\]\]$/;

describe('a run is told', () => {
  test('with its outcome and what of the weights is a solution', async () => {
    const { status, stdout, stderr } = await train('--recipe exact --seed 1 --steps 20000');
    expect([status, stderr]).toEqual([0, '']);
    const [title, w0, w1, error, solution, ...rest] = stdout.split('\n');
    expect(title).toBe('exact, seed 1 (xoroshiro128plus), 20000 steps: converged at step 20000');
    expect(`${w0}\n${w1}`).toMatch(weights);
    expect(error).toMatch(
      /^ {2}mean squared error: interpolation \d\.\d{3,}(e-\d+)?, extrapolation \d\.\d{3,}(e-\d+)?$/,
    );
    expect(solution).toBe('  not a permuted solution');
    expect(rest).toEqual(['']);
  });

  test('with its solution, from weights that are one', async () => {
    const initial = '{"w0":[[2,0],[0,2]],"w1":[[1,-1]]}';
    const { stdout } = await train('--recipe exact --steps 1 --initial', initial);
    expect(stdout).toMatch(
      /\n {2}a permuted solution: row j sees input \[0, 1\], scale \d\.\d{5}, residual \d\.\d(e-\d+)?\n$/,
    );
  });

  test('with the number system, where it is not float64', async () => {
    const { stdout } = await train('--recipe clipped --steps 5 --backend decimal --precision 30');
    expect(stdout).toMatch(/^clipped, seed 1 \(xoroshiro128plus\), decimal at 30 digits, 5 steps: unfinished\n/);
  });

  test('with the files that were written, in the order of the options', async () => {
    const { stdout } = await train('--recipe clipped --steps 5 --plot w.svg --trajectory w.csv');
    expect(stdout).toMatch(/\nwrote w\.csv\nwrote w\.svg\n$/);
  });
});

describe('the trajectory has every n-th step, and the last', () => {
  test.each([
    ['--steps 10 --every 3', [0, 3, 6, 9, 10]],
    ['--steps 9 --every 3', [0, 3, 6, 9]],
    ['--steps 2 --every 5', [0, 2]],
    ['--steps 2500 --every 700', [0, 700, 1400, 2100, 2500]],
    ['--steps 4000 --every 1500', [0, 1500, 3000, 4000]],
  ])('clipped %s', async (line, wanted) => {
    await train(`--recipe clipped ${line} --trajectory t.csv`);
    expect(steps('t.csv')).toEqual(wanted);
  });

  test('whatever the recipe evaluates, and the same with a figure', async () => {
    await train('--recipe ./seldom.json --every 1400 --trajectory a.csv');
    expect(steps('a.csv')).toEqual([0, 1400, 2800, 4200]);
    await train('--recipe ./seldom.json --every 1400 --trajectory b.csv --plot b.svg');
    expect(read('b.csv')).toBe(read('a.csv'));
  });

  test('with the loss of each step but the first', async () => {
    await train('--recipe clipped --steps 3 --trajectory l.csv');
    const { columns, rows } = parseCsv(read('l.csv'));
    expect(rows.map((row) => typeof row[columns.indexOf('loss')])).toEqual(['object', 'number', 'number', 'number']);
  });
});

test('a file that is read is not written', async () => {
  const before = read('seldom.json');
  const { status, stderr } = await train('--recipe ./seldom.json --trajectory seldom.json');
  expect(status).toBe(2);
  expect(stderr).toBe('warizan: --trajectory: "seldom.json" is the file that --recipe names: name another one\n');
  expect(read('seldom.json')).toBe(before);
});
