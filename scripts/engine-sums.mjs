/**
 * The same bytes on every engine: `train --json` of every recipe that ships, and all tables of the frozen
 * studies (properties/golden/frozen-runs.json) and of examples/experiment, by this tree's dist on each
 * engine. Prints a SHA-256 each and whether all engines agree on it; where they do not, the lines that differ
 * are counted.
 */
import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cache, install, root, versionOf } from './engines.mjs';

const execute = promisify(execFile);
const main = join(root, 'dist', 'cli', 'main.js');
const seed = '3';

/** All that is compared, by name, as one engine makes it. */
async function resultsOf(engine, recipes, { studies, commands }) {
  const started = performance.now();
  const program = install(engine);
  const cwd = join(cache, `sums-${engine.name}`);
  rmSync(cwd, { recursive: true, force: true });
  mkdirSync(cwd, { recursive: true });
  const run = (args) => execute(program, [...engine.run, main, ...args], { cwd, maxBuffer: 1 << 28 });
  const results = new Map();
  for (const recipe of recipes) {
    const { stdout } = await run(['train', '--recipe', recipe, '--seed', seed, '--json']);
    results.set(`train/${recipe}`, stdout);
  }
  for (const [name, study] of Object.entries(studies)) {
    writeFileSync(join(cwd, `${name}.json`), JSON.stringify(study));
    await run(['study', `${name}.json`, '--out', name]);
  }
  for (const line of Object.values(commands)) await run(line.split(' '));
  const example = join(root, 'examples', 'experiment');
  cpSync(example, cwd, { recursive: true, filter: (path) => !path.includes('node_modules', example.length) });
  await run(['study', 'study.yaml', '--out', 'spirals']);
  for (const folder of [...Object.keys(studies), ...Object.keys(commands), 'spirals']) {
    const tables = readdirSync(join(cwd, folder)).filter((file) => file.endsWith('.csv'));
    for (const file of tables.sort()) results.set(`${folder}/${file}`, readFileSync(join(cwd, folder, file), 'utf8'));
  }
  const seconds = Math.round((performance.now() - started) / 1000);
  process.stderr.write(`${engine.name} ${versionOf(program)}: ${results.size} results, ${seconds} s\n`);
  return { engine, results };
}

const sumOf = (text) => createHash('sha256').update(text).digest('hex').slice(0, 16);

/** How many lines are others. */
function linesApart(text, other) {
  const [own, others] = [text, other].map((whole) => whole.split('\n'));
  const differ = own.filter((line, k) => line !== others[k]).length;
  return `${differ} of ${own.length} lines`;
}

function tellAbout(name, made) {
  const [first, ...rest] = made;
  const text = first.results.get(name);
  const apart = rest.filter(({ results }) => results.get(name) !== text);
  console.log(`${name.padEnd(34)} ${sumOf(text)}  ${apart.length === 0 ? `on all ${made.length}` : 'DIFFERS'}`);
  for (const { engine, results } of apart) {
    const other = results.get(name);
    const told = other === undefined ? 'is missing' : `${sumOf(other)}  ${linesApart(text, other)} differ`;
    console.log(`${`  ${engine.name}`.padEnd(34)} ${told}`);
  }
  return apart.length === 0;
}

/** @returns whether all engines made the same */
export async function compareSums(engines) {
  execFileSync('npm', ['run', '-s', 'build'], { cwd: root });
  const { namedRecipes } = await import(join(root, 'dist', 'index.js'));
  const runs = JSON.parse(readFileSync(join(root, 'properties', 'golden', 'frozen-runs.json'), 'utf8'));
  const waiting = [...engines];
  const made = [];
  const work = async () => {
    for (let engine = waiting.shift(); engine !== undefined; engine = waiting.shift()) {
      made.push(await resultsOf(engine, [...namedRecipes.keys()], runs));
    }
  };
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, work));
  made.sort((a, b) => engines.indexOf(a.engine) - engines.indexOf(b.engine));
  const names = new Set(made.flatMap(({ results }) => [...results.keys()]));
  const same = [...names].filter((name) => tellAbout(name, made)).length;
  console.log(`${same} of ${names.size} results are the same on ${engines.map(({ name }) => name).join(', ')}`);
  return same === names.size;
}
