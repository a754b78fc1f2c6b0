import { cpSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { programFolder } from '../../properties/program-in-process.js';
import { parseCsv } from '../report/csv.js';

/** What commands print and write, run in this process. */
const user = programFolder();
/** Where the recipe files that a study named are not. */
const elsewhere = programFolder();
const folder = user.path;
const inFolder = (name: string) => join(folder, name);
const warizan = (...args: readonly string[]) => user.run(...args);

writeFileSync(
  inFolder('short.json'),
  '{"extends":"exact","name":"short","steps":300,"evaluation":{"interval":100,"samples":50}}',
);

const changedStudy = `title: '-0 and "quotes"'
recipes: [./short.json, { extends: exact, name: wide, steps: 200, task: { range: [-0.0, 10] } }]
evaluation: { interval: 50, samples: 20 }
grid: { learningRate: [0.05, 0.1], stepRule.mantissa: [false] }
seeds: [7, 1..2]
comparisons: first
figures: []
`;

const trainOutput = z.strictObject({
  recipe: z.string(),
  backend: z.string(),
  precision: z.number().nullable(),
  rng: z.string(),
  seed: z.number(),
  steps: z.number(),
  initial: z.strictObject({ w0: z.array(z.array(z.number())), w1: z.array(z.array(z.number())) }),
  final: z.strictObject({ w0: z.array(z.array(z.number())), w1: z.array(z.array(z.number())) }),
  outcome: z.string(),
  convergedAt: z.number().nullable(),
  interpolationMse: z.number(),
  extrapolationMse: z.number(),
  solution: z.strictObject({ permutation: z.array(z.number()), scale: z.number(), residual: z.number() }).nullable(),
});

describe('train', () => {
  test('--json prints one value of the agreed form; kernel and reference print the same', async () => {
    const args = ['train', '--recipe', 'clipped', '--rng', 'mt19937', '--seed', '101', '--steps', '2000', '--json'];
    const { stdout, stderr, status } = await warizan(...args);
    expect([status, stderr]).toEqual([0, '']);
    expect(trainOutput.parse(JSON.parse(stdout)).seed).toBe(101);
    expect((await warizan(...args, '--kernel', 'reference')).stdout).toBe(stdout);
  });

  test('other backends give their weights as text with all digits', async () => {
    const { stdout } = await warizan(
      'train',
      '--recipe',
      'clipped',
      '--steps',
      '3',
      '--backend',
      'mpfr',
      '--precision',
      '40',
      '--json',
    );
    expect(stdout).toMatch(/"precision":40/);
    expect(stdout).toMatch(/"final":\{"w0":\[\["-?0\.\d{39,}/);
  });

  test('a decimal string enters at full precision and comes back', async () => {
    const digits = '0.1234567890123456789012345678901234567890123456';
    const initial = JSON.stringify({
      w0: [
        [digits, 1],
        [1, 2],
      ],
      w1: [[0, 0]],
    });
    for (const backend of ['decimal', 'mpfr']) {
      const { stdout } = await warizan(
        'train',
        '--recipe',
        'clipped',
        '--steps',
        '0',
        '--backend',
        backend,
        '--initial',
        initial,
        '--json',
      );
      // mpfr is binary: it shows 52 digits, of which the 50 it was opened with are those of the text, up to
      // one unit.
      expect(stdout).toContain(backend === 'decimal' ? digits : digits.slice(0, -2));
    }
  });

  test('writes the trajectory and the figure it was asked for', async () => {
    const { status, stdout } = await warizan(
      ...[
        'train',
        '--recipe',
        'exact',
        '--steps',
        '2500',
        '--trajectory',
        't.csv',
        '--every',
        '700',
        '--plot',
        'f.svg',
      ],
    );
    expect(status).toBe(0);
    expect(stdout).toContain('wrote t.csv');
    const { columns, rows } = parseCsv(readFileSync(inFolder('t.csv'), 'utf8'));
    expect(columns).toEqual(['step', 'w0_0_0', 'w0_0_1', 'w0_1_0', 'w0_1_1', 'w1_0_0', 'w1_0_1', 'loss']);
    expect(rows.map(([step]) => step)).toEqual([0, 700, 1400, 2100, 2500]);
    expect(rows[0].at(-1)).toBeNull();
    expect(readFileSync(inFolder('f.svg'), 'utf8')).toMatch(/^<svg/);
  });

  test('no step at all is a run too, and says what it is', async () => {
    const { status, stdout, stderr } = await warizan('train', '--recipe', 'clipped', '--steps', '0');
    expect([status, stderr]).toEqual([
      0,
      'warizan: note: 0 steps: nothing is trained, and the weights are the initial ones\n',
    ]);
    expect(stdout).toContain('extrapolation not evaluated before the first step');
    expect(stdout).not.toContain('NaN');
  });

  test.each([
    ['train', ['--recipe', 'clipped', '--steps', '5'], '--trajectory', 't.csv'],
    ['train', ['--recipe', 'clipped', '--steps', '5'], '--plot', 'f.svg'],
    ['gradcheck', ['--network', 'log-square', '--gradient', 'exact', '--runs', '2'], '--csv', 'g.csv'],
  ])('%s %j makes the folder that %s names, and says so', async (command, args, option, name) => {
    const made = `made-by${option}`;
    const { status, stderr } = await warizan(command, ...args, option, `${made}/inner/${name}`);
    expect([status, stderr]).toEqual([0, `warizan: note: ${option}: made the folder "${made}/inner"\n`]);
    expect(readdirSync(inFolder(`${made}/inner`))).toEqual([name]);
    expect((await warizan(command, ...args, option, `${made}/inner/${name}`)).stderr).toBe('');
  });
});

describe('study', () => {
  const study = (out: string, ...more: string[]) =>
    warizan('study', '--recipe', './short.json', '--recipe', 'naive', '--seeds', '1..8', '--out', out, ...more);

  test('a used folder is refused, and continued with --resume', async () => {
    expect((await study('three', '--workers', '1')).status).toBe(0);
    const before = readFileSync(inFolder('three/trials.csv'), 'utf8');
    const refused = await study('three');
    expect([refused.status, refused.stderr.trimEnd().split('\n').length]).toEqual([2, 1]);
    expect(refused.stderr).toMatch(/--resume/);
    expect((await study('three', '--resume')).status).toBe(0);
    expect(readFileSync(inFolder('three/trials.csv'), 'utf8')).toBe(before);
  });

  test.each([
    ['options', ['--recipe', './short.json', '--recipe', 'naive', '--rng', 'mt19937', '--seeds', '3..9']],
    ['a file with a grid and options', ['./changed.yaml', '--seeds', '4..6']],
  ])('of %s leaves a file that makes the same tables elsewhere, and its page says so', async (name, args) => {
    writeFileSync(inFolder('changed.yaml'), changedStudy);
    const [first, second] = [`asked-${name}`, `again-${name}`];
    expect((await warizan('study', ...args, '--out', first, '--json')).stdout).toContain('"study.json"');
    expect(readFileSync(inFolder(`${first}/report.html`), 'utf8')).toMatch(/study study\.json <\/span><span>--out DIR/);
    // Elsewhere: where the recipe files that the study named are not.
    cpSync(inFolder(`${first}/study.json`), join(elsewhere.path, 'study.json'));
    const { status, stderr } = await elsewhere.run('study', './study.json', '--out', second);
    expect([status, stderr.replace(/^\d+ s\n$/, '')]).toEqual([0, '']);
    const files = readdirSync(inFolder(first)).filter((file) => !file.startsWith('journal'));
    expect(readdirSync(join(elsewhere.path, second)).filter((file) => !file.startsWith('journal'))).toEqual(files);
    expect(files).toEqual(expect.arrayContaining(['study.json', 'trials.csv', 'report.html']));
    for (const file of files) {
      expect(
        readFileSync(join(elsewhere.path, second, file)).equals(readFileSync(inFolder(`${first}/${file}`))),
        file,
      ).toBe(true);
    }
  });
});

describe('gradcheck', () => {
  const gradcheck = (gradient: string, ...more: string[]) =>
    warizan('gradcheck', '--network', 'complex-log', '--gradient', gradient, ...more);

  test('the exact gradient holds, in float64 and with 30 of 50 digits', async () => {
    const { status, stdout, stderr } = await gradcheck('exact', '--json');
    expect([status, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toMatchObject({ holds: true, cases: 100, counterexample: null });
    const precise = await gradcheck('exact', '--backend', 'mpfr', '--precision', '50', '--runs', '30');
    expect(precise.stdout).toMatch(/holds in 30 cases[^]*worst [34]\d\.\d/);
  });

  test('--out leaves the errors at every step size, their figure and a page, which report draws again', async () => {
    const { status, stdout } = await gradcheck('exact', '--runs', '5', '--out', 'checked');
    expect(status).toBe(0);
    expect(stdout).toMatch(
      /\n8 files in checked: gradcheck\.csv, gradcheck-steps\.csv, environment\.json, command\.json, report\.html, step-size\.svg, step-size\.png, step-size\.pdf\n$/,
    );
    const { columns, rows } = parseCsv(readFileSync(inFolder('checked/gradcheck-steps.csv'), 'utf8'));
    expect(columns.join()).toBe('network,gradient,backend,precision,order,step,error');
    const kinds = [2, 4, 6, 8].map((order) => JSON.stringify(['complex-log', 'exact', 'float64', null, order]));
    expect(new Set(rows.map((row) => JSON.stringify(row.slice(0, 5))))).toEqual(new Set(kinds));
    const drawn = ['report.html', 'step-size.svg', 'step-size.png'];
    const bytes = drawn.map((name) => readFileSync(inFolder(`checked/${name}`), 'latin1'));
    expect(bytes[1]).toContain('float64, order 8');
    for (const name of drawn) rmSync(inFolder(`checked/${name}`));
    expect((await warizan('report', 'checked')).stdout).toContain('The gradient holds');
    expect(drawn.map((name) => readFileSync(inFolder(`checked/${name}`), 'latin1'))).toEqual(bytes);
    expect((await gradcheck('exact', '--out', 'checked')).stderr).toMatch(
      /^warizan: --out: "checked" is not empty[^\n]*\n$/,
    );
  });

  test('a gradient that fails leaves its folder too, and both tables where both are asked for', async () => {
    const { status, stdout } = await gradcheck('projected', '--json', '--out', 'failed', '--csv', 'same.csv');
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ holds: false, out: 'failed' });
    expect(readFileSync(inFolder('same.csv'), 'utf8')).toBe(readFileSync(inFolder('failed/gradcheck.csv'), 'utf8'));
    expect(readFileSync(inFolder('failed/report.html'), 'utf8')).toContain('The gradient is not that of the loss');
  });

  test('the projected gradient fails at the smallest network, in numbers one can check by hand', async () => {
    const { status, stdout, stderr } = await gradcheck('projected', '--seed', '2', '--csv', 'gradcheck.csv');
    expect(status).toBe(1);
    expect(stderr.trimEnd()).toBe('warizan: the projected gradient of complex-log is not that of its loss');
    expect(stdout).toMatch(/W0 +\[\[-1\]\]\n +W1 +\[\[0\.5\]\]\n +x +\[1\]\n/);
    const { columns, rows } = parseCsv(readFileSync(inFolder('gradcheck.csv'), 'utf8'));
    expect(columns.join()).toBe(
      'network,gradient,backend,precision,weights,inputs,entry,analytic,numeric,error,tolerance,digits,holds',
    );
    expect(rows.at(-1)?.slice(4)).toEqual([
      '{"w0":[[-1]],"w1":[[0.5]]}',
      ...(rows.at(-1)?.slice(5, -1) ?? []),
      'false',
    ]);
  });
});

test('precision leaves a page, which report draws again', async () => {
  const args = ['--recipe', 'clipped', '--seeds', '1..2', '--steps', '30', '--precision', '20,30'];
  const { status, stdout } = await warizan('precision', ...args, '--out', 'digits', '--json');
  expect(status).toBe(0);
  const names = ['report.html', 'digits.svg', 'digits.png', 'digits.pdf'];
  expect(JSON.parse(stdout)).toMatchObject({
    files: ['precision.csv', 'precision-summary.csv', 'environment.json', 'command.json', ...names],
  });
  const bytes = names.map((name) => readFileSync(inFolder(`digits/${name}`), 'latin1'));
  for (const name of names) rmSync(inFolder(`digits/${name}`));
  expect((await warizan('report', 'digits')).status).toBe(0);
  expect(names.map((name) => readFileSync(inFolder(`digits/${name}`), 'latin1'))).toEqual(bytes);
});

describe('the page of a folder that is no study says how to make its tables again', () => {
  const again = (folder: string): string[] => {
    const [, line] =
      /<pre class="wrapped">(.*?)<\/pre>/s.exec(readFileSync(inFolder(`${folder}/report.html`), 'utf8')) ?? [];
    const [program, ...args] = line.replaceAll(/<\/?span>/g, '').split(' ');
    expect([program, args[0]]).toEqual(['npx', 'warizan']);
    expect(args.slice(-2)).toEqual(['--out', 'DIR']);
    return args.slice(1, -1);
  };
  const table = (folder: string, name: string) => readFileSync(inFolder(`${folder}/${name}`), 'utf8');

  test('gradcheck', async () => {
    const args = [
      '--network',
      'log-square',
      '--gradient',
      'exact',
      '--backend',
      'decimal',
      '--runs',
      '3',
      '--seed',
      '5',
    ];
    expect((await warizan('gradcheck', ...args, '--out', 'checked-once')).status).toBe(0);
    expect((await warizan(...again('checked-once'), 'checked-again')).status).toBe(0);
    for (const name of ['gradcheck.csv', 'gradcheck-steps.csv']) {
      expect(table('checked-again', name)).toBe(table('checked-once', name));
    }
  });

  test('precision, with a recipe of the user’s', async () => {
    writeFileSync(inFolder('mine.json'), '{"extends": "clipped", "name": "mine; rm", "learningRate": 0.05}');
    const args = ['--recipe', './mine.json', '--seeds', '3', '--steps', '20', '--precision', '+30, 20'];
    expect((await warizan('precision', ...args, '--out', 'digits-once')).status).toBe(0);
    const [command, , recipe, ...rest] = again('digits-once');
    expect(recipe).toBe('recipe.json');
    expect((await warizan(command, '--recipe', 'digits-once/recipe.json', ...rest, 'digits-again')).status).toBe(0);
    for (const name of ['precision.csv', 'precision-summary.csv']) {
      expect(table('digits-again', name)).toBe(table('digits-once', name));
    }
  });
});

test('help of every command shows examples', async () => {
  for (const command of [[], ['train'], ['study'], ['gradcheck']]) {
    const { status, stdout } = await warizan(...command, '--help');
    expect(status).toBe(0);
    expect(stdout).toContain('Examples:');
  }
});
