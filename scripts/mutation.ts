/**
 * `npm run mutation [ROOM…]`: mutation testing of the rooms, one after another, and their scores. A room's
 * results are kept in reports/mutation/ROOM.json and reused where neither the code nor the tests that judged
 * it have changed. Exit status 1 where a room's score is below its least, or where a mutant survives that
 * docs/mutation-survivors.md does not explain. `npm run mutation none` measures nothing and prints what is
 * known.
 *
 * `npm run mutation -- ROOM --sample N [--seed S]`: N blocks of 8 lines of one room, drawn at random with
 * that seed (1), for rooms that take too long whole: the score with its 95 % interval, and the survivors that
 * are not explained. Results are kept in reports/mutation/ROOM.sample.json.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { folder, measureRoom, measureSample } from './mutation/measure.js';
import { readReport, type MutationReport } from './mutation/report.js';
import { roomNamed, rooms, type Room } from './mutation/rooms.js';
import { scoreOfSample, talliesOf } from './mutation/sample.js';
import { countsOf, heading, lineOf, scoreOf } from './mutation/score.js';
import { byName, explainedCounts, survivorsOf } from './mutation/survivors.js';

const asked = readArguments(process.argv.slice(2));
mkdirSync(folder, { recursive: true });
if (asked.sample === null) {
  for (const room of asked.rooms) measureRoom(room);
  process.exit(judged());
}
const [sampled] = asked.rooms;
printSample(sampled, asked.sample);

interface Asked {
  readonly rooms: readonly Room[];
  readonly sample: { readonly count: number; readonly seed: number } | null;
}

/** What is asked for; ends the program with status 2 where that cannot be told. */
function readArguments(args: string[]): Asked {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { sample: { type: 'string' }, seed: { type: 'string', default: '1' } },
      allowPositionals: true,
    });
    const named = positionals.filter((name) => name !== 'none').map(roomNamed);
    if (values.sample === undefined) return { rooms: positionals.length === 0 ? rooms : named, sample: null };
    if (named.length !== 1) throw new RangeError('--sample: name one room');
    const [count, seed] = [Number(values.sample), Number(values.seed)];
    if (!(Number.isSafeInteger(count) && count > 0)) throw new RangeError('--sample: a whole number from 1');
    if (!(Number.isSafeInteger(seed) && seed >= 0)) throw new RangeError('--seed: a whole number from 0');
    return { rooms: named, sample: { count, seed } };
  } catch (error) {
    console.error(`mutation: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(2);
  }
}

/** Measures a sample, and prints its score and its survivors. */
function printSample(room: Room, { count, seed }: { readonly count: number; readonly seed: number }): void {
  const { blocks, report } = measureSample(room, count, seed);
  console.log(`\n${heading}\n${lineOf(room.name, countsOf([report]))}`);
  printSurvivors(new Map([[room.name, report]]));
  const { share, interval, effective } = scoreOfSample(talliesOf(report, blocks));
  const percent = (value: number) => (100 * value).toFixed(1);
  console.log(
    `${room.name}: ${percent(share)} % [${percent(interval.low)}, ${percent(interval.high)}] of the mutants in ` +
      `${blocks.length} blocks drawn with seed ${seed}, worth ${effective} independent ones; least ${room.least} %`,
  );
}

/** Prints what is known of all rooms; the status to exit with. */
function judged(): number {
  const reports = new Map(
    rooms
      .map(({ name }) => ({ name, file: `${folder}/${name}.json` }))
      .filter(({ file }) => existsSync(file))
      .map(({ name, file }) => [name, readReport(file)]),
  );
  const poor = printScores(reports);
  const unexplained = printSurvivors(reports);
  if (poor.length > 0) console.error(`mutation: too low: ${poor.join(', ')}`);
  if (unexplained > 0) console.error(`mutation: ${unexplained} survive without an explanation`);
  return poor.length > 0 || unexplained > 0 ? 1 : 0;
}

/** Prints a line a room; the rooms whose score is too low. */
function printScores(measured: ReadonlyMap<string, MutationReport>): string[] {
  console.log(`\n${heading}`);
  for (const [room, report] of measured) console.log(lineOf(room, countsOf([report])));
  if (measured.size > 0) console.log(lineOf('all', countsOf([...measured.values()])));
  return [...measured].flatMap(([name, report]) => {
    const { least } = roomNamed(name);
    return scoreOf(countsOf([report])) < least ? [`${name} (least ${least} %)`] : [];
  });
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
  if (asked.sample !== null) return unexplained.length;
  for (const [name, count] of explained) {
    const found = groups.get(name)?.length ?? 0;
    if (found < count && [...measured.keys()].some((room) => name.startsWith(`src/${room}/`))) {
      console.log(`${count} explained, ${found} survive: ${name}`);
    }
  }
  return unexplained.length;
}
