import { cpSync, existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { programFolder } from '../../properties/program-in-process.js';
import { parseCsv } from '../report/csv.js';
import { tableNames } from '../study/description.js';

/** What a study with a criterion promises, run in this process. */
const user = programFolder();
const folder = user.path;
const inFolder = (name: string) => join(folder, name);
const elsewhere = programFolder();
const example = (name: string) => `example/${name}`;
const inExample = programFolder(inFolder('example'));
const warizan = (args: readonly string[]) => user.run(...args);

const tables = [...tableNames.map((name) => `${name}.csv`), 'criterion.csv'];
const bytesOf = (out: string, names: readonly string[] = tables) =>
  names.map((name) => readFileSync(inFolder(`${out}/${name}`), 'latin1'));
const criterionOf = (out: string) => {
  const { columns, rows } = parseCsv(readFileSync(inFolder(`${out}/criterion.csv`), 'utf8'));
  return Object.fromEntries(columns.map((name, k) => [name, rows[0][k]]));
};

/** `mine` converges in about one run of ten, `other` in none; neither takes more than a few milliseconds. */
const recipes = `recipes:
  - { extends: clipped, name: mine, steps: 10000, evaluation: { interval: 1000, samples: 50 } }
  - { extends: clipped, name: other, steps: 100, evaluation: { interval: 100, samples: 50 } }
figures: []
`;
const study = (name: string, text: string) => writeFileSync(inFolder(name), recipes + text);
study('missed.yaml', 'seeds: 1..400\ncriterion: { setting: mine, successRate: { atLeast: 0.3 } }\n');
study('met.yaml', 'seeds: 1..400\ncriterion: { setting: mine, successRate: { atLeast: 0.05, margin: 0.04 } }\n');
study('open.yaml', 'seeds: 1..20\ncriterion: { setting: mine, successRate: { atLeast: 0.1, margin: 0.02 } }\n');
study('base.yaml', 'seeds: 1..200\n');
study('same.yaml', 'seeds: 1..220\ncriterion: { setting: mine, noWorseThan: { baseline: ./earlier, margin: 0.02 } }\n');
study(
  'worse.yaml',
  'seeds: 1..220\ncriterion: { setting: other, noWorseThan: { baseline: ./earlier, setting: mine, margin: 0.02 } }\n',
);

beforeAll(async () => {
  expect((await warizan(['study', 'base.yaml', '--out', 'earlier'])).status).toBe(0);
  expect(existsSync(inFolder('earlier/criterion.csv'))).toBe(false);
}, 120_000);

describe('the exit status is the verdict', () => {
  test.each([
    ['met.yaml', 0, 'met'],
    ['missed.yaml', 1, 'missed'],
    ['open.yaml', 1, 'undecided'],
    ['same.yaml', 0, 'met'],
    ['worse.yaml', 1, 'missed'],
  ])('%s: %i, %s', async (name, status, verdict) => {
    const out = name.replace('.yaml', '');
    const summary = inFolder(`${out}.md`);
    vi.stubEnv('GITHUB_STEP_SUMMARY', summary);
    const result = await warizan(['study', name, '--out', out, '--json']);
    vi.unstubAllEnvs();
    expect(result.status).toBe(status);
    const stderr = result.stderr.trimEnd();
    if (status === 0) expect(stderr).toBe('');
    else expect(stderr).toMatch(new RegExp(`^warizan: Criterion ${verdict}: [^\\n]*$`));
    const criterion = criterionOf(out);
    expect(JSON.parse(result.stdout)).toMatchObject({ criterion: { ...criterion, verdict }, out });
    // The same words on the page, in the job's summary and on a terminal.
    const claim = new RegExp(`Criterion ${verdict}: (mine|other) (is to converge in at least|may converge less often)`);
    const page = readFileSync(inFolder(`${out}/report.html`), 'utf8');
    for (const text of [page, readFileSync(summary, 'utf8')]) {
      expect(text).toMatch(claim);
      expect(text).toMatch(/Probability of error: a rate/);
    }
    const again = await warizan(['report', out]);
    expect(again.status).toBe(0);
    expect(again.stdout.replace(/\s+/g, ' ')).toMatch(claim);
    expect(readFileSync(inFolder(`${out}/report.html`), 'utf8')).toBe(page);
  });

  test('a terminal gets the verdict on stdout too', async () => {
    const { status, stdout } = await warizan(['study', 'missed.yaml', '--out', 'missed', '--resume']);
    expect(status).toBe(1);
    expect(stdout.replace(/\s+/g, ' ')).toMatch(
      / Criterion missed: mine is to converge in at least 30 % of runs; \d+ of its first \d+ runs did\. /,
    );
  });
});

describe('a criterion ends a study early', () => {
  test('at the seed that decides it, with the tables of a study of these seeds', async () => {
    const { runs, seeds } = criterionOf('missed');
    expect(seeds).toBe(400);
    expect(runs).toBeLessThan(200);
    study('cut.yaml', `seeds: 1..${JSON.stringify(runs)}\n`);
    expect((await warizan(['study', 'cut.yaml', '--out', 'cut'])).status).toBe(0);
    const names = tableNames.map((name) => `${name}.csv`);
    expect(bytesOf('missed', names)).toEqual(bytesOf('cut', names));
    expect(readFileSync(inFolder('missed/journal.jsonl'), 'utf8').split('\n').length).toBeLessThan(2 * 400);
  });

  test('and its study.json makes the same anywhere, without the baseline’s folder', async () => {
    for (const out of ['missed', 'same']) {
      cpSync(inFolder(`${out}/study.json`), join(elsewhere.path, 'study.json'));
      const { status } = await elsewhere.run('study', './study.json', '--out', `again-${out}`);
      expect(status).toBe(out === 'same' ? 0 : 1);
      expect(tables.map((name) => readFileSync(join(elsewhere.path, `again-${out}`, name), 'latin1'))).toEqual(
        bytesOf(out),
      );
    }
    expect(readFileSync(inFolder('missed/report.html'), 'utf8')).toContain('study study.json');
  });
});

test('its plan says that a study may end early, or that its seeds are too few', async () => {
  expect((await warizan(['study', 'missed.yaml', '--print-plan'])).stdout).toMatch(
    /\ncriterion about mine: the study ends where it is decided\n/,
  );
  study('few.yaml', 'seeds: 1..20\ncriterion: { setting: mine, successRate: { atLeast: 0.95 } }\n');
  const few = (await warizan(['study', 'few.yaml', '--print-plan'])).stdout;
  expect(few).toMatch(/too few to meet its criterion: the fewest that can are 56, if all of them converge\n/);
  expect(JSON.parse((await warizan(['study', 'few.yaml', '--print-plan', '--json'])).stdout)).toMatchObject({
    criterion: { setup: 0, claim: { atLeast: 0.95, margin: 0.05 } },
  });
});

describe('bad input: one line, status 2, and nothing is written', () => {
  const noTable = inFolder('no-table');
  const twice = inFolder('twice');
  beforeAll(() => {
    cpSync(inFolder('earlier'), noTable, { recursive: true });
    rmSync(join(noTable, 'trials.csv'));
    cpSync(inFolder('earlier'), twice, { recursive: true });
    const [header, first, ...rest] = readFileSync(join(twice, 'trials.csv'), 'utf8').split('\r\n');
    writeFileSync(join(twice, 'trials.csv'), [header, first, first, ...rest].join('\r\n'));
  });

  test.each([
    [
      'setting: nobody, successRate: { atLeast: 0.5 }',
      /setting: "nobody" is not one of the study's; known are "mine", "other"/,
    ],
    ['setting: mine, successRate: { atLeast: 95 }', /atLeast: 95: must be a share of runs above 0 and below 1/],
    ['setting: mine', /must have either successRate or noWorseThan/],
    ['setting: mine, noWorseThan: { baseline: ./nowhere, margin: 0.1 }', /"\.\/nowhere": not a folder/],
    ['setting: mine, noWorseThan: { baseline: ./no-table, margin: 0.1 }', /"\.\/no-table": has no trials\.csv/],
    [
      'setting: mine, noWorseThan: { baseline: ./twice, margin: 0.1 }',
      /trials\.csv": row 3, seed: "1": repeats row 2: a run is to be there once/,
    ],
    [
      'setting: mine, noWorseThan: { baseline: ./earlier, setting: ours, margin: 0.1 }',
      /has no runs of "ours"; it has "mine", "other"/,
    ],
    ['setting: mine, noWorseThan: { baseline: ./earlier, margin: 0.1 }', /has no seed in common/, '900..950'],
    ['setting: mine, successRate: { atLeast: 0.95 }', /seeds are too few to decide it/, '1..5'],
  ])('%s', async (criterion, message, seeds = '1..60') => {
    study('bad.yaml', `seeds: ${seeds}\ncriterion: { ${criterion} }\n`);
    const { status, stdout, stderr } = await warizan(['study', 'bad.yaml', '--out', 'bad']);
    expect(stderr).toMatch(message);
    expect([status, stdout, stderr.trimEnd().includes('\n')]).toEqual([2, '', false]);
    expect(readdirSync(folder)).not.toContain('bad');
  });
});

test('a study that goes on under another engine says so, once, and its page too', async () => {
  const other = [
    {
      warizan: '0.1.0',
      runtime: 'Bun',
      version: '1.4.5',
      engine: 'JavaScriptCore',
      engineVersion: 'd6375c72aa',
      platform: 'linux',
      arch: process.arch,
    },
  ];
  writeFileSync(inFolder('earlier/environment.json'), JSON.stringify(other));
  const { status, stderr } = await warizan(['study', 'base.yaml', '--out', 'earlier', '--resume', '--json']);
  expect(status).toBe(0);
  expect(stderr).toMatch(
    /^warizan: note: begun under Bun 1\.4\.5 \(JavaScriptCore d6375c72aa\) on \w+, this is [^\n]*\n$/,
  );
  const page = readFileSync(inFolder('earlier/report.html'), 'utf8');
  expect(page).toContain('on Bun 1.4.5 (JavaScriptCore d6375c72aa), linux');
  expect(page).toContain('Runs were made by more than one engine.');
});

test('the example asks twice, and is told when the training gets worse', async () => {
  cpSync(join(import.meta.dirname, '..', '..', 'examples', 'criterion'), inFolder('example'), { recursive: true });
  expect((await warizan(['study', example('learns.yaml'), '--out', example('main')])).status).toBe(0);
  expect(criterionOf(example('main'))).toMatchObject({ verdict: 'met', runs: 56, converged: 56, seeds: 400 });
  expect((await warizan(['study', example('did-it-get-worse.yaml'), '--out', example('change')])).status).toBe(0);
  expect(criterionOf(example('change'))).toMatchObject({
    verdict: 'met',
    pairs: 56,
    difference: 0,
    baseline: './main',
  });
  // The same from wherever it is run: a resume in the folder itself finds the same study.
  const inside = await inExample.run('study', './did-it-get-worse.yaml', '--out', 'change', '--resume');
  expect([inside.status, inside.stderr.replace(/^\d+ s\n$/, '')]).toEqual([0, '']);
  const spoilt = { extends: 'frugal', name: 'my-training', steps: 30 };
  writeFileSync(inFolder(example('my-training.json')), JSON.stringify(spoilt));
  const { status, stderr } = await warizan(['study', example('did-it-get-worse.yaml'), '--out', example('spoilt')]);
  expect(status).toBe(1);
  expect(stderr).toMatch(/^warizan: Criterion missed: my-training may converge less often than in \.\/main by 5/m);
});
