/**
 * `npm run mutation [ROOM…]`: mutation testing of the pure rooms, one after another, and their scores. A
 * room's results are kept in reports/mutation/ROOM.json and reused where neither the code nor the tests that
 * judged it have changed. Exit status 1 where a room's score is below 90 %, or where a mutant survives that
 * docs/mutation-survivors.md does not explain. `npm run mutation none` measures nothing and prints what is
 * known.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { isSurvivor, readReport, type MutationReport } from './mutation/report.js';
import { countsOf, heading, lineOf, scoreOf } from './mutation/score.js';
import { byName, explainedCounts, survivorsOf } from './mutation/survivors.js';

const rooms = ['base', 'numeric', 'random', 'units', 'training', 'kernel', 'statistics', 'gradcheck'];
const least = 90;
/**
 * Rooms that are declared as much as computed: recipes and the texts of their schema exist when the module
 * has loaded; mutants of those are left out.
 */
const declared = ['training'];
const folder = 'reports/mutation';

const wanted = process.argv.slice(2);
const unknown = wanted.find((room) => room !== 'none' && !rooms.includes(room));
if (unknown !== undefined) {
  console.error(`mutation: ${JSON.stringify(unknown)} is not a room; rooms are ${rooms.join(', ')}`);
  process.exit(2);
}

mkdirSync(folder, { recursive: true });
for (const room of wanted.length > 0 ? wanted.filter((name) => name !== 'none') : rooms) measure(room);
const reports = new Map(
  rooms
    .filter((room) => existsSync(`${folder}/${room}.json`))
    .map((room) => [room, readReport(`${folder}/${room}.json`)]),
);
const poor = printScores(reports);
const unexplained = printSurvivors(reports);
if (poor.length > 0) console.error(`mutation: below ${least} %: ${poor.join(', ')}`);
if (unexplained > 0) console.error(`mutation: ${unexplained} survive without an explanation`);
if (poor.length > 0 || unexplained > 0) process.exit(1);

function measure(room: string): void {
  const mutate = `src/${room}/**/*.ts,!src/**/*.test.ts,!src/statistics/reference/**`;
  const known = `${folder}/${room}.incremental.json`;
  forgetSurvivors(known);
  const options = ['--mutate', mutate, '--incrementalFile', known];
  const run = spawnSync('npx', ['stryker', 'run', ...options, ...(declared.includes(room) ? ['--ignoreStatic'] : [])], {
    env: { ...process.env, MUTATION_ROOM: room },
    stdio: 'inherit',
  });
  if (run.status !== 0) process.exit(run.status ?? 1);
  copyFileSync(`${folder}/report.json`, `${folder}/${room}.json`);
  copyFileSync(`${folder}/report.html`, `${folder}/${room}.html`);
}

/**
 * A survivor is always tried again: Stryker would keep one that runs when its module loads, whatever tests
 * have come since.
 */
function forgetSurvivors(file: string): void {
  if (!existsSync(file)) return;
  const report = readReport(file);
  const files = Object.fromEntries(
    Object.entries(report.files).map(([name, found]) => [
      name,
      { ...found, mutants: found.mutants.filter((mutant) => !isSurvivor(mutant)) },
    ]),
  );
  writeFileSync(file, JSON.stringify({ ...report, files }));
}

/** Prints a line a room; the rooms whose score is too low. */
function printScores(measured: ReadonlyMap<string, MutationReport>): string[] {
  console.log(`\n${heading}`);
  for (const [room, report] of measured) console.log(lineOf(room, countsOf([report])));
  if (measured.size > 0) console.log(lineOf('all', countsOf([...measured.values()])));
  return [...measured].filter(([, report]) => scoreOf(countsOf([report])) < least).map(([room]) => room);
}

/**
 * Prints the survivors that the list does not explain, and what it explains that is not there; how many of
 * the former.
 */
function printSurvivors(measured: ReadonlyMap<string, MutationReport>): number {
  const survivors = [...measured.values()].flatMap(survivorsOf);
  const groups = byName(survivors);
  const explained = explainedCounts();
  // More of a name than are explained: which of them is new cannot be told.
  const unexplained = [...groups].flatMap(([name, found]) => (found.length > (explained.get(name) ?? 0) ? found : []));
  for (const { place, status, name } of unexplained) console.log(`${status} ${place}\n${name}`);
  const known = survivors.length - unexplained.length;
  console.log(`${survivors.length} mutants survive, ${known} of them explained in docs/mutation-survivors.md`);
  for (const [name, count] of explained) {
    const found = groups.get(name)?.length ?? 0;
    if (found < count && [...measured.keys()].some((room) => name.startsWith(`src/${room}/`))) {
      console.log(`${count} explained, ${found} survive: ${name}`);
    }
  }
  return unexplained.length;
}
