import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { commands } from '../src/cli/commands.js';

/**
 * What is read from the disk before the first line of a program runs: the seconds are in bench/start-up.ts.
 */
const dist = join(import.meta.dirname, '..', 'dist');

/** A loader that tells every module it loads. */
const teller = `data:text/javascript,${encodeURIComponent(`
  import { register } from 'node:module';
  register('data:text/javascript,' + encodeURIComponent(\`
    export async function load(url, context, next) { process._rawDebug('loaded ' + url); return next(url, context); }
  \`));
`)}`;

/** Packages and modules of ours that a program loads. */
function loadedBy(...args: readonly string[]) {
  const { stderr, status } = spawnSync(process.execPath, ['--import', teller, ...args], { encoding: 'utf8' });
  expect(status, stderr).toBe(0);
  const urls = [...stderr.matchAll(/^loaded (\S+)$/gm)].map(([, url]) => url);
  const packages = urls.flatMap((url) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.slice(1) ?? []);
  const own = urls.flatMap((url) => /\/dist\/(.*)$/.exec(url)?.slice(1) ?? []);
  return { packages: [...new Set(packages)].sort(), own };
}

const imports = (module: string) => ['--input-type=module', '-e', `import ${JSON.stringify(join(dist, module))}`];

const commandModules = commands.map(({ name }) => `cli/${name}.js`);

test.each([['--version'], ['--help'], ['help']])('warizan %s loads no command', (option) => {
  const { packages, own } = loadedBy(join(dist, 'cli', 'main.js'), option);
  expect(packages).toEqual(['commander']);
  // The list of commands, what is printed and how: no room that computes, and no command.
  expect(own.filter((name) => !/^(?:cli|base)\//.test(name))).toEqual([]);
  expect(own.filter((name) => commandModules.includes(name))).toEqual([]);
  expect(own.length).toBeLessThan(12);
});

test('a command is loaded without the others', () => {
  const { own } = loadedBy(join(dist, 'cli', 'main.js'), 'train', '--help');
  expect(own).toContain('cli/train.js');
  expect(own).not.toContain('cli/study.js');
});

test('warizan/testing loads what properties need', () => {
  const { packages, own } = loadedBy(...imports('testing/index.js'));
  expect(packages).toEqual(['fast-check', 'pure-rand']);
  expect(own.filter((name) => /^(cli|report|bundled)/.test(name))).toEqual([]);
  // Laws of experiments are over the contract, what a run is given and the cells of a row: no engine.
  const engine = own.filter((name) =>
    /^study\/(?!experiment\.|row-text\.|run-context\.|run-stream\.|series-recorder\.|tables\/)/.test(name),
  );
  expect(engine).toEqual([]);
});

test('warizan loads neither number systems nor threads nor figures before they are used', () => {
  const { packages, own } = loadedBy(...imports('index.js'));
  expect(packages).toEqual(['decimal.js', 'pure-rand']);
  expect(own.filter((name) => /^(cli|report|testing)/.test(name))).toEqual([]);
});
