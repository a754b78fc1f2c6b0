import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { moduleWith } from '../../properties/own-modules.js';
import { programFolder } from '../../properties/program-in-process.js';
import { InputError } from '../base/input-error.js';
import { declaredIn } from './defined-part.js';
import { readReportFolder } from './report-folder.js';

const user = programFolder();
const at = (...path: readonly string[]) => join(user.path, ...path);
writeFileSync(
  at('luck.ts'),
  moduleWith({
    name: `'luck'`,
    setting: `z.strictObject({ in: z.number(), by: z.number().default(1) })`,
    run: `({ in: of }, { seed }) => ({ outcome: seed % of === 0 ? 'ok' : 'bad', row: { x: seed } })`,
  }),
);
writeFileSync(
  at('listed.yaml'),
  'experiment: ./luck.ts\nsettings: [{ in: 1 }, { in: 2 }, { in: 3 }, { in: 4 }]\nseeds: 1..6\n',
);
writeFileSync(
  at('varied.yaml'),
  'experiment: ./luck.ts\nsettings: [{ in: 1 }]\ngrid: { by: [1, 2] }\nseeds: 1..4\n' +
    'criterion: { setting: in=1 by=1, successRate: { atLeast: 0.2, margin: 0.19 } }\n',
);
beforeAll(async () => {
  for (const name of ['listed', 'varied']) {
    const { status, stderr } = await user.run('study', `${name}.yaml`, '--out', name);
    expect(stderr).toMatch(/^\d+ s\n$/);
    expect(status).toBe(0);
  }
});

/** What the folder of a study says, the files of these names changed, or gone where null. */
async function read(name: string, changes: Readonly<Record<string, string | null>> = {}) {
  const kept = new Map(Object.keys(changes).map((file) => [file, readFileSync(at(name, file), 'utf8')]));
  for (const [file, text] of Object.entries(changes)) {
    if (text === null) rmSync(at(name, file));
    else writeFileSync(at(name, file), text);
  }
  try {
    return await readReportFolder(at(name));
  } finally {
    for (const [file, text] of kept) writeFileSync(at(name, file), text);
  }
}

describe('a folder of an experiment of a user’s', () => {
  test('has one chapter, made again by its study.json', async () => {
    const { chapters, copies } = await read('listed');
    expect(chapters.map(({ title }) => title)).toEqual(['How often luck succeeds']);
    expect(chapters[0].study).toEqual({ command: 'npx warizan study study.json --out DIR', varied: [] });
    expect(chapters[0].answer[0]).toContain('in=1');
    expect(copies.map(({ name }) => name)).toEqual(expect.arrayContaining(['runs.csv']));
  });

  test('is made again by nothing where that is not there', async () => {
    const { chapters } = await read('listed', { 'study.json': null });
    expect(chapters[0].study).toEqual({ command: null, varied: [] });
  });

  test('says what its settings are where its study lists them, and what its grid varies', async () => {
    // A field that is varied alone is an axis.
    const figures = (found: Awaited<ReturnType<typeof read>>) => found.chapters[0].figures.map(({ name }) => name);
    const known = figures(await read('listed'));
    expect(figures(await read('listed', { 'study.json': null }))).not.toEqual(known);
    const told = readFileSync(at('listed', 'study.json'), 'utf8');
    const gridded = told.replace(/^\{/, '{ "grid": {},');
    expect(figures(await read('listed', { 'study.json': gridded }))).not.toEqual(known);
    const varied = await read('varied');
    expect(varied.chapters[0].study?.varied).toEqual(['by']);
  });

  test('says first whether its criterion was met', async () => {
    const { chapters } = await read('varied');
    expect(chapters[0].answer[0]).toMatch(/^Criterion met: /);
    expect(chapters[0].answer.length).toBeGreaterThan(1);
    const header = `${readFileSync(at('varied', 'trials.csv'), 'utf8').split('\r\n')[0]}\r\n`;
    const changes = { 'trials.csv': header, 'runs.csv': null, 'summary.csv': null, 'comparisons.csv': null };
    await expect(read('varied', changes)).rejects.toThrow(/name a folder that Warizan has written$/);
  });
});

describe('what the experiment of a folder declares', () => {
  test('is nothing where it is none of a user’s', () => {
    mkdirSync(at('other'));
    expect(declaredIn(at('other'))).toBeNull();
    expect(declaredIn(at('listed'))?.name).toBe('luck');
    // A link that leads to itself leads to no file.
    symlinkSync('experiment.json', at('other', 'experiment.json'));
    expect(declaredIn(at('other'))).toBeNull();
    rmSync(at('other', 'experiment.json'));
  });

  test.each<readonly [string, string, RegExp]>([
    ['no JSON', '{', /experiment\.json": not JSON/],
    ['no declaration', '{}', /^[^\n]+$/],
  ])('is refused where it is %s', (_, text, message) => {
    writeFileSync(at('other', 'experiment.json'), text);
    expect(() => declaredIn(at('other'))).toThrow(InputError);
    expect(() => declaredIn(at('other'))).toThrow(message);
    rmSync(at('other', 'experiment.json'));
  });

  test('is refused where it is no file', () => {
    mkdirSync(at('other', 'experiment.json'));
    expect(() => declaredIn(at('other'))).toThrow(InputError);
    expect(() => declaredIn(at('other'))).toThrow(/experiment\.json": it is a folder$/);
    rmSync(at('other', 'experiment.json'), { recursive: true });
  });

  test('is not read where it is larger than anybody declares', () => {
    writeFileSync(at('other', 'experiment.json'), '{');
    truncateSync(at('other', 'experiment.json'), 10_000_000);
    expect(() => declaredIn(at('other'))).toThrow(/text in UTF-16/);
    truncateSync(at('other', 'experiment.json'), 10_000_001);
    expect(() => declaredIn(at('other'))).toThrow(
      new InputError(`DIR: ${JSON.stringify(at('other', 'experiment.json'))}: is larger than 10000000 bytes`),
    );
    expect(existsSync(at('other', 'report.html'))).toBe(false);
  });
});
