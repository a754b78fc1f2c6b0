// `npm run mutation [ROOM…]`: mutation testing of the pure rooms, one after another, and their scores. A room's results are kept in reports/mutation/ROOM.json and
// reused where neither the code nor the tests that judged it have changed. Exit status 1 where a room's score is below 90 %, or where a mutant survives
// that docs/mutation-survivors.md does not explain. `npm run mutation none` measures nothing and prints what is known.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { byName, explainedCounts, survivorsOf } from './mutation-survivors.mjs';

const rooms = ['numeric', 'random', 'network', 'training', 'kernel', 'analysis'];
const least = 90;
/** Rooms that are declared as much as computed: recipes and the texts of their schema exist when the module has loaded, and mutants of those are left out. */
const declared = ['training'];
const folder = 'reports/mutation';
const wanted = process.argv.slice(2);
const unknown = wanted.find((room) => room !== 'none' && !rooms.includes(room));
if (unknown !== undefined) {
  console.error(`mutation: ${JSON.stringify(unknown)} is not a room; rooms are ${rooms.join(', ')}`);
  process.exit(2);
}

/** A survivor is always tried again: Stryker would keep one that runs when its module loads, whatever tests have come since. */
function forgetSurvivors(file) {
  if (!existsSync(file)) return;
  const report = JSON.parse(readFileSync(file, 'utf8'));
  const isKilled = ({ status }) => status !== 'Survived' && status !== 'NoCoverage';
  for (const found of Object.values(report.files)) found.mutants = found.mutants.filter(isKilled);
  writeFileSync(file, JSON.stringify(report));
}

mkdirSync(folder, { recursive: true });
for (const room of wanted.length > 0 ? wanted.filter((name) => name !== 'none') : rooms) {
  const mutate = `src/${room}/**/*.ts,!src/**/*.test.ts,!src/analysis/reference/**`;
  const known = `${folder}/${room}.incremental.json`;
  forgetSurvivors(known);
  const run = spawnSync(
    'npx',
    [
      ...['stryker', 'run', '--mutate', mutate, '--incrementalFile', known],
      ...(declared.includes(room) ? ['--ignoreStatic'] : []),
    ],
    {
      env: { ...process.env, MUTATION_ROOM: room },
      stdio: 'inherit',
    },
  );
  if (run.status !== 0) process.exit(run.status ?? 1);
  copyFileSync(`${folder}/report.json`, `${folder}/${room}.json`);
  copyFileSync(`${folder}/report.html`, `${folder}/${room}.html`);
}

const reports = new Map(
  rooms
    .filter((room) => existsSync(`${folder}/${room}.json`))
    .map((room) => [room, JSON.parse(readFileSync(`${folder}/${room}.json`, 'utf8'))]),
);

/** Mutants of a report by status. */
function countsOf({ files }) {
  const statuses = Object.values(files).flatMap(({ mutants }) => mutants.map(({ status }) => status));
  const count = (status) => statuses.filter((each) => each === status).length;
  return {
    ...{ killed: count('Killed'), timeout: count('Timeout'), survived: count('Survived') },
    ...{
      uncovered: count('NoCoverage'),
      ignored: count('Ignored'),
      errors: count('RuntimeError') + count('CompileError'),
    },
  };
}
const scoreOf = ({ killed, timeout, survived, uncovered }) =>
  (100 * (killed + timeout)) / (killed + timeout + survived + uncovered);
const line = (name, counts) =>
  [
    name.padEnd(9),
    ...[...Object.values(counts), scoreOf(counts).toFixed(1)].map((value) => String(value).padStart(9)),
  ].join(' ');

const measured = [...reports].map(([room, report]) => [room, countsOf(report)]);
console.log(`\n${'room'.padEnd(9)}    killed   timeout  survived uncovered   ignored    errors   score %`);
for (const [room, counts] of measured) console.log(line(room, counts));
const total = measured
  .map(([, counts]) => counts)
  .reduce((sum, counts) => Object.fromEntries(Object.entries(sum).map(([key, value]) => [key, value + counts[key]])));
console.log(line('all', total));

const survivors = [...reports.values()].flatMap(survivorsOf);
const groups = byName(survivors);
const explained = explainedCounts();
// More of a name than are explained: which of them is new cannot be told.
const unexplained = [...groups].flatMap(([name, found]) => (found.length > (explained.get(name) ?? 0) ? found : []));
for (const { place, status, name } of unexplained) console.log(`${status} ${place}\n${name}`);
console.log(
  `${survivors.length} mutants survive, ${survivors.length - unexplained.length} of them explained in docs/mutation-survivors.md`,
);
for (const [name, count] of explained) {
  const found = groups.get(name)?.length ?? 0;
  if (found < count && [...reports.keys()].some((room) => name.startsWith(`src/${room}/`))) {
    console.log(`${count} explained, ${found} survive: ${name}`);
  }
}

const poor = measured.filter(([, counts]) => scoreOf(counts) < least).map(([room]) => room);
if (poor.length > 0) console.error(`mutation: below ${least} %: ${poor.join(', ')}`);
if (unexplained.length > 0) console.error(`mutation: ${unexplained.length} survive without an explanation`);
if (poor.length > 0 || unexplained.length > 0) process.exit(1);
