import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { InputError } from '../base/input-error.js';
import { catalogue } from '../catalogue.js';
import { catalogueFrom, loadPlugin } from './load-plugin.js';
import { moduleGraphHash } from './module-graph.js';

/** Outside any node_modules of this package. */
const folder = mkdtempSync(join(tmpdir(), 'warizan-plugin-'));

function file(name: string, text: string): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

const unit = (name: string, z: string) => `{
  name: '${name}', says: 'a scaled input', source: 'a test', options: ${z}.strictObject({}), gradients: ['exact'],
  parameters: () => [{ name: 'a', shape: [1], initial: [-1, 1] }],
  on: (n, { outputs }) => ({ output: ([a], x) => Array.from({ length: outputs }, () => n.mul(a, x[0])) }),
}`;

/** Why a plugin is refused. */
async function refusal(path: string): Promise<string> {
  try {
    await catalogueFrom([path]);
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  throw new Error(`${path} was taken`);
}

describe('a plugin outside any node_modules', () => {
  test('in TypeScript, with a relative import, has the running package for `warizan`', async () => {
    file('deep/parts.ts', "export const kind: string = 'typed-unit';");
    const path = file(
      'deep/plugin.ts',
      `import { catalogue, definePlugin, z, type Unit } from 'warizan';
       import { tanh } from 'warizan/elementary';
       import { unitLaws } from 'warizan/testing';
       import { kind } from './parts.js';
       interface Held { readonly catalogue: unknown }
       const unit: Unit = { ...${unit('x', 'z')}, name: kind };
       export default Object.assign(definePlugin({ units: [unit] }), { name: typeof unitLaws });
       export const held: Held = { catalogue };
       if (tanh(0) !== 0) throw new Error('no tanh');
       if (!catalogue.units.has('complex-log')) throw new Error('another catalogue');
       Reflect.set(globalThis, 'heldByPlugin', held);`,
    );
    const more = await catalogueFrom([path]);
    expect(more.units.names).toEqual([...catalogue.units.names, 'typed-unit']);
    // The same object, not a second copy of the package.
    expect(Reflect.get(globalThis, 'heldByPlugin')).toEqual({ catalogue });
    const held: unknown = Reflect.get(globalThis, 'heldByPlugin');
    expect(typeof held === 'object' && held !== null && Reflect.get(held, 'catalogue') === catalogue).toBe(true);
  });

  test('in JavaScript that imports `warizan`', async () => {
    const path = file(
      'plugin.mjs',
      `import { definePlugin, z } from 'warizan'; export default definePlugin({ units: [${unit('plain-unit', 'z')}] });`,
    );
    expect((await catalogueFrom([path])).units.has('plain-unit')).toBe(true);
  });

  test('in JavaScript that imports nothing', async () => {
    const generator = `{ name: 'lazy', says: 'nothing', largestSeed: 1, restore: () => rng, streams: () => ({ initialisation: rng, samples: rng, task: rng }) }`;
    const path = file(
      'bare.mjs',
      `const draw = () => 0.5;
       const rng = { next: draw, uniform: draw, normal: draw, below: draw, clone: () => rng, state: draw };
       export default { generators: [${generator}] };`,
    );
    expect((await catalogueFrom([path])).generators.has('lazy')).toBe(true);
  });

  test('a file that is named twice counts once, and a catalogue is made once', async () => {
    const path = file('once.ts', `import { z } from 'warizan'; export default { units: [${unit('once', 'z')}] };`);
    expect(await catalogueFrom([path, join(folder, 'deep', '..', 'once.ts')])).toBe(await catalogueFrom([path]));
  });
});

describe('what is wrong is said in one line that names the file', () => {
  const withBackend = (member: string) => `
    import { float64, definePlugin } from 'warizan';
    const { ${member}: _, ...rest } = float64;
    const spoilt = { name: 'spoilt', says: 'x', digits: null, open: async (_d, use) => use(rest) };
    export default { backends: [spoilt] };`;
  test.each([
    ['gone.ts', null, /^plugin: cannot read ".*gone\.ts": no such file$/],
    [
      'syntax.ts',
      "import 'warizan';\nconst a: = 3;",
      /^plugin .*syntax\.ts: its syntax is wrong at 2:9: Unexpected token$/,
    ],
    ['syntax.mjs', 'const a = ;', /syntax\.mjs: (its syntax is wrong|it throws when it is loaded): /],
    ['throws.ts', "import 'warizan';\nthrow new Error('not today');", /throws\.ts: it throws when .*: not today$/],
    ['throws.mjs', "throw new Error('not today');", /throws\.mjs: it throws when it is loaded: not today$/],
    ['missing.ts', "import './not-there.js'; export default {};", /missing\.ts: it throws.*not-there/],
    ['nothing.ts', 'export const units = [];', /nothing\.ts: no plugin: write `export default definePlugin/],
    ['list.ts', 'export default [];', /list\.ts: no plugin/],
    ['field.ts', 'export default { unit: [] };', /field\.ts: unknown field "unit": a plugin has units, losses/],
    ['no-list.ts', 'export default { units: {} };', /no-list\.ts: units: must be a list of entries/],
    [
      'taken.ts',
      `import { z } from 'warizan'; export default { units: [${unit('complex-log', 'z')}] };`,
      /taken\.ts: units: "complex-log" is taken: choose another name$/,
    ],
    [
      'twice.ts',
      `import { z } from 'warizan'; const u = ${unit('twin', 'z')}; export default { units: [u, u] };`,
      /twice\.ts: units: two are called "twin"$/,
    ],
    ['add.ts', withBackend('add'), /add\.ts: backends: "spoilt": add is missing$/],
    ['pi.ts', withBackend('pi'), /pi\.ts: backends: "spoilt": pi is missing$/],
    [
      'closed.ts',
      `export default { backends: [{ name: 'shut', says: 'x', digits: null, open: async () => { throw new Error('shut'); } }] };`,
      /closed\.ts: backends: "shut": it throws when it is opened: shut$/,
    ],
  ])('%s', async (name, text, message) => {
    const path = text === null ? join(folder, name) : file(name, text);
    const said = await refusal(path);
    expect(said).toMatch(message);
    expect(said).not.toContain('\n');
    expect(said).toContain(name);
  });
});

describe('the hash of a module graph', () => {
  const graph = (name: string, value: string): string => {
    file(`${name}/inner/value.ts`, `export const value = ${value};`);
    file(`${name}/data.json`, '{}');
    file(`${name}/unrelated.ts`, `export const other = ${Math.PI};`);
    file(`${name}/inner/middle.ts`, "export * from './value.js';\nimport data from '../data.json';");
    return file(`${name}/main.ts`, "import { value } from './inner/middle.js';\nexport default { value };");
  };
  const first = moduleGraphHash(graph('one', '1'));

  test('is that of the files, wherever they lie', () => {
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    cpSync(join(folder, 'one'), join(folder, 'elsewhere', 'deep'), { recursive: true });
    expect(moduleGraphHash(join(folder, 'elsewhere', 'deep', 'main.ts'))).toBe(first);
  });

  test.each([
    ['a file two imports away', 'inner/value.ts', 'export const value = 2;', false],
    ['an imported JSON file', 'data.json', '{ "a": 1 }', false],
    ['a file that nobody imports', 'unrelated.ts', 'changed', true],
  ])('%s', (_what, name, text, same) => {
    const main = graph(`changed-${name.replaceAll(/\W/g, '-')}`, '1');
    writeFileSync(join(dirname(main), name), text);
    expect(moduleGraphHash(main) === first).toBe(same);
  });

  test('ends where files import one another', () => {
    file('round/b.ts', "import './a.js';");
    expect(moduleGraphHash(file('round/a.ts', "import './b.js';"))).toMatch(/^[0-9a-f]{64}$/);
  });
});

test('what is loaded is the default export', async () => {
  expect(await loadPlugin(file('default.ts', 'export default { units: [] } as const;'))).toEqual({ units: [] });
});
