import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { column, moduleWith, series } from './own-modules.js';
import { programFolder } from './program-in-process.js';

/** What can be wrong with how a user defines an experiment: it is refused before anything runs. */
const here = programFolder();
let written = 0;

/** Writes a module of its own name: one that has been loaded is not loaded again. */
function writeModule(text: string): string {
  const name = `n${written++}-it.ts`;
  writeFileSync(join(here.path, name), text);
  return name;
}

/** Modules, and what is said of each. */
const modules: readonly (readonly [what: string, text: string, says: RegExp])[] = [
  [
    'throws on load',
    `throw new Error('no GPU\\nhere');`,
    /experiment n\d+-it\.ts: it throws when it is loaded: no GPU$/,
  ],
  ['throws text on load', `throw 'no GPU';`, /experiment n\d+-it\.ts: it throws when it is loaded: no GPU$/],
  ['is no TypeScript', `export default {\n  name: ;\n};`, /experiment n\d+-it\.ts: its syntax is wrong at 2:8: /],
  ['imports what is not there', `import './lost.js';`, /^warizan: experiment n\d+-it\.ts: .*lost\.js/],
  [
    'has no default export',
    `export const experiment = 1;`,
    /experiment n\d+-it\.ts: it has no default export: export /,
  ],
  ['exports no experiment', `export default { name: 'x' };`, /it\.ts: its default export is no experiment: export /],
  ['name', moduleWith({ name: `'a b'` }), /it\.ts: .*name: "a b": must be letters, digits/],
  ['no name', moduleWith({ name: '' }), /name: missing: must be letters, digits/],
  ['version', moduleWith({ version: '0' }), /version: 0: must be a whole number from 1$/],
  ['setting', moduleWith({ setting: '{}' }), /setting: \{\}: must be a Standard Schema/],
  ['no run', moduleWith({ run: '' }), /run: missing: must be a function/],
  ['time limit', moduleWith({ timeLimit: '-1' }), /timeLimit: -1: must be a number of seconds above 0$/],
  ['no success', moduleWith({ outcomes: `[{ name: 'ok', says: 'x' }]` }), /outcomes: none has isSuccess/],
  [
    'failed',
    moduleWith({ outcomes: `[{ name: 'failed', isSuccess: true, says: 'x' }]` }),
    /outcomes\.0\.name: "failed": every experiment has it already$/,
  ],
  ['no list', moduleWith({ columns: `{ x: 1 }` }), /columns: \{"x":1\}: must be a list$/],
  [
    'two of a name',
    moduleWith({ columns: `[${column('x')}, ${column('x')}]` }),
    /columns: two columns of the tables are called "x"$/,
  ],
  ['taken', moduleWith({ columns: `[${column('seed')}]` }), /columns: two columns of the tables are called "seed"$/],
  [
    'unit',
    moduleWith({ columns: `[{ name: 'x', unit: 5, says: 'x' }]` }),
    /columns\.0\.unit: 5: must be text, or null where there is none$/,
  ],
  ['short series', moduleWith({ series: series(`[${column('at')}]`) }), /series\.0\.columns: needs two at least/],
  [
    'estimate',
    moduleWith({ columns: `[{ name: 'x', says: 'x', estimate: 'middle' }]` }),
    /"middle" is not known; known are .*median/,
  ],
  [
    'setting that is no JSON',
    moduleWith({ setting: `z.strictObject({}).transform(() => ({ when: new Date(0) }))` }),
    /settings\.0: its schema gives a Date at when: it must be plain JSON$/,
  ],
  [
    'schema that answers later',
    moduleWith({ setting: `{ '~standard': { version: 1, vendor: 'x', validate: async (value) => ({ value }) } }` }),
    /settings\.0: its schema answers later: it must answer at once$/,
  ],
  [
    'schema that throws',
    moduleWith({ setting: `{ '~standard': { version: 1, vendor: 'x', validate() { throw new Error('oh'); } } }` }),
    /settings\.0: its schema throws: oh$/,
  ],
  [
    'identity that throws',
    moduleWith({ identity: `[{ name: 'which', says: 'which', cell() { throw new Error('oh'); } }]` }),
    /settings\.0: identity: which: its cell throws: oh$/,
  ],
];

async function refused(...args: readonly string[]): Promise<string> {
  const { status, stdout, stderr } = await here.run('study', ...args, '--out', 'out');
  expect(stdout).toBe('');
  expect(stderr).toMatch(/^warizan: [^\n]*\n$/);
  expect(status).toBe(2);
  expect(readdirSync(here.path)).not.toContain('out');
  return stderr.trimEnd();
}

describe('a module whose experiment is wrong: one line, status 2, nothing written', () => {
  test.each(modules)('%s', async (_, text, says) => {
    expect(await refused(writeModule(text), '--seeds', '1..2')).toMatch(says);
  });

  test('is not there', async () => {
    expect(await refused('lost.ts', '--seeds', '1..2')).toMatch(/experiment: cannot read "lost\.ts": no such file$/);
  });
});

describe('a study file of an experiment that is wrong', () => {
  const files: readonly (readonly [what: string, text: string, says: RegExp])[] = [
    ['two equal settings', 'settings: [{ as: a }, { as: a }]', /settings: two are "as=a": settings must differ/],
    ['equal once read', 'settings: [{}, { as: fine }]', /settings: two are "as=fine"/],
    ['unknown field', 'settings: [{ ass: a }]', /settings\.0: .*ass/],
    ['through no object', 'settings: [{ as: a }]\ngrid: { as.deep: [1] }', /grid: "(as\.)?deep": "a" has no fields$/],
    ['wrong at a point', 'grid: { as: [a, 2] }', /settings\.0, at as=2: as: 2: /],
    ['no settings', 'settings: []', /settings/],
    ['wrong field', 'setting: { as: a }', /study: unknown field "setting"/],
    ['seeds', 'seeds: 9..1', /seeds/],
  ];

  test.each(files)('%s', async (_, text, says) => {
    const module = writeModule(moduleWith({}));
    const seeds = text.startsWith('seeds') ? '' : 'seeds: 1..2\n';
    writeFileSync(join(here.path, 'study.yaml'), `experiment: ./${module}\n${text}\n${seeds}`);
    expect(await refused('study.yaml')).toMatch(says);
  });
});
