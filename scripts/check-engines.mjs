/**
 * `npm run check:engines [-- ENGINE …]`: what a newcomer does first, on every engine there is, and a table of
 * how it went.
 *
 * - Node 20, 22, 24, 26: a copy of this tree, `npm ci`, `npm test`, `npm start`. The tables of `npm start`
 *   must be the same on all.
 * - Bun, Deno: the packed package runs a small study, is called by its own name, its tables are Node's, and a
 *   study that Node began says so when it goes on.
 *
 * `npm run check:engines -- sums [ENGINE …]`, minutes instead of hours: the results alone (engine-sums.mjs).
 * `npm run check:engines -- elementary [ENGINE …]`: elementary functions alone (engine-elementary.mjs).
 *
 * Engines come from npm into build/engines, once. Exits with 1 where something fails.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { compareElementary } from './engine-elementary.mjs';
import { compareSums } from './engine-sums.mjs';
import { cache, engines, install, root, versionOf } from './engines.mjs';

const longest = 45 * 60_000;

/** Runs a program; what it printed is kept in a log. @returns its status and output, never an exception */
function run(engine, step, program, args, { cwd, path, env = {} }) {
  const started = performance.now();
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    timeout: longest,
    maxBuffer: 1 << 28,
    env: { ...process.env, ...env, ...(path === undefined ? {} : { PATH: path + delimiter + process.env.PATH }) },
  });
  const log = join(cache, `${engine.name}-${step}.log`);
  writeFileSync(log, `${stdout ?? ''}\n${stderr ?? ''}\n${error?.message ?? ''}`);
  const seconds = Math.round((performance.now() - started) / 1000);
  process.stderr.write(`${engine.name}: ${step}: status ${status}, ${seconds} s (${log})\n`);
  return { ok: status === 0, status, stdout: stdout ?? '', stderr: stderr ?? '' };
}

/** A copy of the files that belong to the repository, as they are now. */
function copyTree(name) {
  const folder = join(cache, `tree-${name}`);
  rmSync(folder, { recursive: true, force: true });
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root });
  for (const file of listed.toString().split('\0')) {
    if (file !== '' && existsSync(join(root, file))) cpSync(join(root, file), join(folder, file));
  }
  // A repository of its own, as a clone is: the one around it ignores build/, and tests ask git for files.
  execFileSync('git', ['init', '--quiet'], { cwd: folder });
  execFileSync('git', ['add', '--all'], { cwd: folder });
  return folder;
}

/** What a study's tables are, in one short sum. */
function sumOf(folder) {
  const names = ['trials.csv', 'summary.csv', 'endings.csv', 'comparisons.csv'];
  const sum = createHash('sha256');
  for (const name of names) sum.update(existsSync(join(folder, name)) ? readFileSync(join(folder, name)) : 'missing');
  return sum.digest('hex').slice(0, 12);
}

/** How two runs of the same study differ: by rows of trials.csv, and by what became of these runs. */
function difference(folder, other) {
  const rowsOf = (name) => readFileSync(join(name, 'trials.csv'), 'utf8').trimEnd().split('\r\n').slice(1);
  const outcome = (row) => row.split(',')[7];
  const [rows, others] = [rowsOf(folder), rowsOf(other)];
  const differ = rows.filter((row, k) => row !== others[k]).length;
  const outcomes = rows.filter((row, k) => outcome(row) !== outcome(others[k] ?? '')).length;
  return `${differ} of ${rows.length} rows and ${outcomes} outcomes DIFFER from Node's`;
}

function checkNode(engine, program) {
  const folder = copyTree(engine.name);
  const at = { cwd: folder, path: dirname(program) };
  const results = join(cache, `${engine.name}-tests.json`);
  rmSync(results, { force: true });
  const ci = run(engine, 'ci', 'npm', ['ci', '--no-audit', '--no-fund'], at);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${results}`];
  const tests = ci.ok && run(engine, 'test', 'npm', ['test', '--', ...reporters], at);
  const start = ci.ok && run(engine, 'start', 'npm', ['start'], at);
  const counts = existsSync(results) ? JSON.parse(readFileSync(results, 'utf8')) : null;
  const failures = (counts?.testResults ?? [])
    .flatMap((file) => file.assertionResults)
    .filter((test) => test.status === 'failed')
    .map((test) => test.fullName);
  const row = {
    'npm ci': ci.ok ? 'ok' : 'failed',
    'npm test': counts === null ? 'failed' : `${counts.numPassedTests} passed, ${counts.numFailedTests} failed`,
    'npm start': start.ok ? 'ok' : 'failed',
    tables: start.ok ? sumOf(join(folder, 'reports', 'essay-claim')) : '–',
  };
  // A passed run without a single test would be no pass.
  const ok = ci.ok && tests.ok && start.ok && (counts?.numPassedTests ?? 0) > 0;
  if (ok) rmSync(folder, { recursive: true, force: true });
  return { ok, row, failures };
}

/** The packed package in a project of its own, made once for all who ask. */
let packed = null;
function packedProject() {
  if (packed !== null) return packed;
  packed = join(cache, 'packed');
  rmSync(packed, { recursive: true, force: true });
  mkdirSync(packed, { recursive: true });
  execFileSync('npm', ['run', '-s', 'build'], { cwd: root });
  const tarball = execFileSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', packed], {
    cwd: root,
  });
  writeFileSync(join(packed, 'package.json'), '{"private": true, "type": "module"}\n');
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--silent', `./${tarball.toString().trim()}`], {
    cwd: packed,
  });
  return packed;
}

function checkPacked(engine, program) {
  const cwd = packedProject();
  const main = join('node_modules', 'warizan', 'dist', 'cli', 'main.js');
  const small = ['study', '--recipe', 'clipped', '--recipe', 'exact', '--seeds', '1..24'];
  const failures = [];
  const claim = (holds, words) => {
    if (!holds) failures.push(words);
  };
  const fresh = (name) => {
    rmSync(join(cwd, name), { recursive: true, force: true });
    return name;
  };
  const byNode = (out) =>
    run(engine, `${out}-by-node`, process.execPath, [main, ...small, '--out', fresh(out)], { cwd });
  const byEngine = (step, args) => run(engine, step, program, [...engine.run, main, ...args], { cwd });

  const out = fresh(`study-${engine.name}`);
  const study = byEngine('study', [...small, '--out', out]);
  claim(study.ok, `the study ended with status ${study.status}: ${study.stderr.trim().split('\n').at(-1)}`);
  const [environment] = study.ok ? JSON.parse(readFileSync(join(cwd, out, 'environment.json'), 'utf8')) : [];
  const version = versionOf(program);
  const called = `${environment?.runtime} ${environment?.version}`;
  claim(
    called === `${engine.calledBy} ${version}`,
    `environment.json calls it ${called}, not ${engine.calledBy} ${version}`,
  );
  const page = study.ok ? readFileSync(join(cwd, out, 'report.html'), 'utf8') : '';
  claim(page.includes(`on ${engine.calledBy} ${version} (`), `the page does not say ${engine.calledBy} ${version}`);

  claim(byNode('study-node').ok, 'Node did not run the same study');
  const reference = fresh(`reference-${engine.name}`);
  cpSync(join(cwd, 'study-node'), join(cwd, reference), { recursive: true });
  const sums = [sumOf(join(cwd, out)), sumOf(join(cwd, reference))];
  const trials = () => readFileSync(join(cwd, reference, 'trials.csv'), 'utf8');
  const before = trials();
  // The study that Node has run goes on under the other engine.
  const resumed = byEngine('resume', [...small, '--out', reference, '--resume']);
  claim(resumed.ok, `the resume ended with status ${resumed.status}`);
  claim(
    resumed.stderr.includes(`begun under Node ${process.versions.node}`) &&
      resumed.stderr.includes(`this is ${called} (`),
    `a resume of what Node began says nothing of it: ${resumed.stderr.trim()}`,
  );
  const note = resumed.ok && readFileSync(join(cwd, reference, 'report.html'), 'utf8').includes('more than one engine');
  claim(note, 'the page of a study that two engines ran does not say so');
  claim(trials() === before, 'a resume of a finished study changed its runs');

  const train = byEngine('train', ['train', '--recipe', 'clipped', '--seed', '4', '--steps', '2000', '--json']);
  claim(train.ok && JSON.parse(train.stdout).steps === 2000, 'train --json printed something else');
  claim(sums[0] === sums[1], "its tables differ from Node's");
  const row = {
    study: study.ok ? 'ok' : 'failed',
    called: called,
    resume: resumed.ok ? 'ok' : 'failed',
    tables:
      sums[0] === sums[1]
        ? `${sums[0]}, as Node's`
        : `${sums[0]}: ${difference(join(cwd, out), join(cwd, `study-node`))}`,
  };
  return { ok: failures.length === 0, row, failures };
}

function print(results) {
  for (const { engine, version, ok, row, failures } of results) {
    const cells = Object.entries(row).map(([name, text]) => `${name}: ${text}`);
    console.log(`${ok ? 'ok    ' : 'FAILED'}  ${engine.name.padEnd(7)} ${version.padEnd(10)} ${cells.join('  |  ')}`);
    for (const failure of failures) console.log(`          ${failure}`);
  }
}

const onlySums = process.argv[2] === 'sums';
const onlyElementary = process.argv[2] === 'elementary';
const asked = process.argv.slice(onlySums || onlyElementary ? 3 : 2);
const unknown = asked.find((name) => !engines.some((engine) => engine.name === name));
if (unknown !== undefined) {
  console.error(`check-engines: "${unknown}" is not known; known are ${engines.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}
mkdirSync(cache, { recursive: true });
const chosen = engines.filter(({ name }) => asked.length === 0 || asked.includes(name));
if (onlyElementary) process.exit(compareElementary(chosen) ? 0 : 1);
const areSame = await compareSums(chosen);
const results = (onlySums ? [] : chosen).map((engine) => {
  try {
    const program = install(engine);
    const check = engine.calledBy === 'Node' ? checkNode : checkPacked;
    return { engine, version: versionOf(program), ...check(engine, program) };
  } catch (error) {
    return { engine, version: '–', ok: false, row: {}, failures: [error.message.split('\n')[0]] };
  }
});
print(results);
const sums = new Set(
  results.filter(({ row }) => 'npm start' in row && row.tables !== '–').map(({ row }) => row.tables),
);
if (sums.size > 1) console.log('FAILED  the tables of `npm start` differ between lines of Node');
process.exitCode = areSame && results.every(({ ok }) => ok) && sums.size <= 1 ? 0 : 1;
