import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { moduleWith } from '../../properties/own-modules.js';
import { programFolder } from '../../properties/program-in-process.js';
import { parseCsv } from '../report/csv.js';

const user = programFolder();
afterEach(() => {
  vi.unstubAllEnvs();
});
const elsewhere = programFolder();
const at = (...path: readonly string[]) => join(user.path, ...path);
const study = (line: string) => user.run('study', ...line.split(' '));
const table = (name: string) => parseCsv(readFileSync(at(name), 'utf8'));
const column = (name: string, of: string) => {
  const { columns, rows } = table(name);
  return rows.map((row) => row[columns.indexOf(of)]);
};

/** Good in one of `in` runs; of seed 13 it throws, where it is told to. */
writeFileSync(
  at('luck.ts'),
  moduleWith({
    name: `'luck'`,
    setting: `z.strictObject({ in: z.number().default(2), breaks: z.boolean().optional() })`,
    run: `({ in: of, breaks }, { seed }) => {
      if (breaks && seed === 13) throw new Error('thirteen');
      if (of === 5 && seed === 7 && globalThis.stopsAtSeven === true) process.emit('SIGINT', 'SIGINT');
      return { outcome: seed % of === 0 ? 'ok' : 'bad', row: { x: seed } };
    }`,
  }),
);
const write = (name: string, text: string) => writeFileSync(at(name), `experiment: ./luck.ts\n${text}`);
const criterion = (rate: number, margin: number) =>
  `criterion: { setting: in=1, successRate: { atLeast: ${rate}, margin: ${margin} } }\n`;
write('met.yaml', `settings: [{ in: 1 }]\nseeds: 1..400\n${criterion(0.9, 0.3)}`);
write('missed.yaml', `settings: [{ in: 2 }]\nseeds: 1..400\n${criterion(0.95, 0.1).replace('in=1', 'in=2')}`);
write('open.yaml', `settings: [{ in: 2 }]\nseeds: 1..60\n${criterion(0.5, 0.1).replace('in=1', 'in=2')}`);
write('few.yaml', `settings: [{ in: 1 }]\nseeds: 1..3\n${criterion(0.9, 0.05)}`);
write('pair.yaml', 'title: Two kinds of luck\nsettings: [{ in: 1 }, { in: 3 }]\nseeds: 1..30\ncomparisons: all\n');

const verdict = z.looseObject({ criterion: z.looseObject({ verdict: z.string(), runs: z.number() }) });

describe('the exit status is the verdict', () => {
  test.each([
    ['met', 0, ''],
    ['missed', 1, 'warizan: Criterion missed: in=2 is to succeed in at least 95 % of runs; '],
    ['open', 1, 'warizan: Criterion undecided: in=2 is to succeed in at least 50 % of runs; 30 of its 60 runs did.'],
  ])('%s: %i', async (name, status, says) => {
    const result = await study(`${name}.yaml --out ${name} --json`);
    const { criterion: found } = verdict.parse(JSON.parse(result.stdout));
    expect([result.status, found.verdict]).toEqual([status, name === 'open' ? 'undecided' : name]);
    expect(result.stderr).toContain(says);
    expect(column(`${name}/criterion.csv`, 'verdict')).toEqual([found.verdict]);
    // A study ends at the seed that decides it, and its tables with it.
    expect(table(`${name}/trials.csv`).rows).toHaveLength(found.runs);
    if (name !== 'open') expect(found.runs).toBeLessThan(400);
    // The same again from the same journal.
    const again = await study(`${name}.yaml --out ${name} --json --resume`);
    expect([again.status, again.stdout]).toEqual([status, result.stdout]);
  });

  test('which too few seeds cannot have', async () => {
    const { status, stderr } = await study('few.yaml --out few');
    expect([status, existsSync(at('few'))]).toEqual([2, false]);
    expect(stderr).toMatch(
      /^warizan: criterion: the study's seeds are too few to decide it: the fewest that can meet it are \d+, /,
    );
  });

  test('of which a plan says what it does', async () => {
    const { stdout } = await study('met.yaml --print-plan');
    expect(stdout).toMatch(
      /^400 trials: 1 setups × seeds 1\.\.400 [^]*\ncriterion about in=1: the study ends where it is decided/,
    );
    expect(existsSync(at('plan'))).toBe(false);
  });
});

describe('what a study found', () => {
  test('is told by setting, with how runs ended and how settings compare', async () => {
    const { status, stdout, stderr } = await study('pair.yaml --out pair');
    expect([status, stderr]).toEqual([0, expect.stringMatching(/^\d+ s\n$/)]);
    expect(stdout).toMatch(/^Two kinds of luck\n\n/);
    expect(stdout).toMatch(/\n {2}in=3: bad 66\.7% \[\d+\.\d, \d+\.\d\]\n/);
    expect(stdout).toMatch(
      /\n {2}in=3 − in=1: −66\.7 percentage points \[−\d+\.\d, −\d+\.\d\], p = \d\.\de-\d+ \(in: 3\s+against 1\)\n/,
    );
    expect(stdout).toMatch(/\n\d+ files in pair; open pair\/report\.html\n$/);
    expect(readdirSync(at('pair'))).toEqual(
      expect.arrayContaining(['experiment.json', 'study.json', 'runs.csv', 'trials.csv', 'environment.json']),
    );
  });

  test('is told as JSON by the rows of its tables', async () => {
    const { stdout } = await study('pair.yaml --out pair-json --json');
    const rows = z.array(z.looseObject({}));
    const found = z
      .looseObject({ files: z.array(z.string()), summary: rows, comparisons: rows })
      .parse(JSON.parse(stdout));
    const { columns, rows: own } = table('pair-json/summary.csv');
    expect(found.summary.map((row) => Object.keys(row))).toEqual(own.map(() => columns));
    expect(found.summary.map((row) => row['setting'])).toEqual(['in=1', 'in=3']);
    expect(found.comparisons).toHaveLength(1);
    expect(found.files).toEqual(
      expect.arrayContaining(['trials.csv', 'runs.csv', 'study.json', 'experiment.json', 'report.html']),
    );
    for (const file of found.files) expect(existsSync(at('pair-json', file))).toBe(true);
  });

  test('can be made again elsewhere by its study.json', async () => {
    mkdirSync(join(elsewhere.path, 'pair'));
    for (const name of ['study.json', 'luck.ts']) {
      const from = name === 'luck.ts' ? at(name) : at('pair', name);
      writeFileSync(join(elsewhere.path, name === 'luck.ts' ? name : `pair/${name}`), readFileSync(from));
    }
    const again = await elsewhere.run('study', 'pair/study.json', '--allow-outside', '--out', 'again');
    expect(again.status).toBe(0);
    for (const name of ['trials.csv', 'runs.csv', 'comparisons.csv']) {
      expect(readFileSync(join(elsewhere.path, 'again', name), 'utf8')).toBe(readFileSync(at('pair', name), 'utf8'));
    }
  });
});

describe('a module is studied with seeds and a setting of options', () => {
  test('which stand in its study.json', async () => {
    expect((await study('luck.ts --set in=4 --seeds 5..9 --rng pcg64 --out own')).status).toBe(0);
    expect(column('own/trials.csv', 'seed')).toEqual([5, 6, 7, 8, 9]);
    expect(JSON.parse(readFileSync(at('own', 'study.json'), 'utf8'))).toMatchObject({
      ...{ experiment: '../luck.ts', settings: [{ in: 4 }], rng: 'pcg64' },
    });
  });

  test('of which a plan is data too', async () => {
    const { stdout } = await study('luck.ts --seeds 1..4 --print-plan --json --workers 3');
    expect(JSON.parse(stdout)).toMatchObject({
      ...{ title: null, trials: 4, workers: 3, milliseconds: null, rng: 'xoroshiro128plus' },
      setups: [{ setting: { in: 2 }, trials: 4, millisecondsEach: null }],
    });
  });

  test('of which one that throws is a row, and is mentioned', async () => {
    const { status, stderr } = await study('luck.ts --set breaks=true --seeds 12..14 --out broken');
    expect(status).toBe(0);
    expect(stderr).toMatch(
      /^warizan: note: 1 run failed; the first, seed 13 of [^\n]*breaks=true[^\n]*: thirteen\n\d+ s\n$/,
    );
    expect(column('broken/trials.csv', 'outcome')).toEqual(['ok', 'failed', 'ok']);
  });

  test('in a folder of its own, which goes on where it was', async () => {
    const refused = await study('luck.ts --seeds 1..3 --out own');
    expect([refused.status, refused.stderr]).toEqual([2, expect.stringContaining('"own" already holds a study')]);
    const longer = await study('luck.ts --set in=4 --seeds 5..12 --rng pcg64 --out own --resume');
    expect(longer.status).toBe(0);
    expect(column('own/trials.csv', 'seed')).toEqual([5, 6, 7, 8, 9, 10, 11, 12]);
  });

  test('that is stopped keeps what was finished, and goes on', async () => {
    const line = 'luck.ts --set in=5 --seeds 1..12 --workers 1 --out stopped';
    Reflect.set(globalThis, 'stopsAtSeven', true);
    const { status, stdout, stderr } = await study(line);
    Reflect.set(globalThis, 'stopsAtSeven', false);
    expect([status, stdout]).toEqual([130, '']);
    expect(stderr).toMatch(/^warizan: interrupted: \d+ of 12 runs are kept in stopped; add --resume to go on\n$/);
    expect(readdirSync(at('stopped'))).not.toContain('trials.csv');
    expect((await study(`${line} --resume`)).status).toBe(0);
    expect(column('stopped/trials.csv', 'seed')).toHaveLength(12);
  });
});

describe('a note', () => {
  const noted = (stderr: string) => stderr.split('\n').filter((line) => line.startsWith('warizan: note: '));

  test('says that a study goes on under another engine', async () => {
    const line = 'luck.ts --set in=3 --seeds 1..2 --shard 1/2 --out engines';
    expect(noted((await study(line)).stderr)).toEqual([]);
    const file = at('engines', 'environment.json');
    const [here] = z.array(z.looseObject({})).parse(JSON.parse(readFileSync(file, 'utf8')));
    writeFileSync(file, JSON.stringify([{ ...here, arch: 'other' }]));
    const [said, ...more] = noted((await study(`${line} --resume`)).stderr);
    expect(said).toMatch(/^warizan: note: begun under Node \S+ \(V8 \S+\) on other, this is Node /);
    expect(more).toEqual([]);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual([{ ...here, arch: 'other' }, here]);
  });

  test('says that seeds may be too few for a verdict, as the plan does', async () => {
    write('short.yaml', `settings: [{ in: 2 }]\nseeds: 1..20\n${criterion(0.95, 0.1).replace('in=1', 'in=2')}`);
    const [said] = noted((await study('short.yaml --shard 1/2 --out noted')).stderr);
    const { stdout } = await study('short.yaml --print-plan');
    expect(said).toMatch(/^warizan: note: \w/);
    expect(stdout).toContain(`; ${said.slice('warizan: note: '.length)}\n`);
  });
});

test('a shard that is done is not run again', async () => {
  const line = 'pair.yaml --out shard --shard 2/3';
  const { stdout } = await study(line);
  expect(stdout).toMatch(/^shard 2 of 3 is done: 20 of 60 runs are in shard; /);
  const journal = readFileSync(at('shard', 'journal.jsonl'), 'utf8');
  expect((await study(`${line} --resume`)).stdout).toBe(stdout);
  expect(readFileSync(at('shard', 'journal.jsonl'), 'utf8')).toBe(journal);
});

describe('results on a terminal', () => {
  /** What a study says on a terminal of 60 columns, without colours where that is asked for. */
  const toldOn = async (out: string, noColour?: string) => {
    vi.stubEnv('NO_COLOR', noColour);
    vi.stubEnv('COLUMNS', undefined);
    writeFileSync(
      at('terminal.ts'),
      moduleWith({
        run: `(setting, { seed }) => {
          Object.assign(process.stdout, { isTTY: true, columns: 60 });
          return { outcome: 'ok', row: { x: seed } };
        }`,
      }),
    );
    return (await study(`terminal.ts --seeds 1..8 --out ${out}`)).stdout;
  };
  const colours = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g');

  test('have colours there, unless NO_COLOR is set, and no line is wider than it', async () => {
    const [coloured, plain] = [await toldOn('coloured'), await toldOn('plain', '1')];
    expect(coloured).toMatch(colours);
    expect(plain).not.toMatch(colours);
    expect(coloured.replaceAll(colours, '').replaceAll('coloured', 'plain')).toBe(plain);
    const widths = plain.split('\n').map((line) => line.length);
    expect(Math.max(...widths)).toBeLessThanOrEqual(60);
    expect(Math.max(...widths)).toBeGreaterThan(40);
  });
});
