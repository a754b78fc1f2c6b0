import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isSurvivor, readReport, type MutationReport } from './report.js';
import { filesOf, type Room } from './rooms.js';
import { drawBlocks, type Block } from './sample.js';

/** Where results are kept. */
export const folder = 'reports/mutation';

/** Measures a room whole. Results of an earlier run are kept where neither code nor tests have changed. */
export function measureRoom(room: Room): void {
  const known = `${folder}/${room.name}.incremental.json`;
  forgetSurvivors(known);
  stryker(room, filesOf(room), ['--incrementalFile', known]);
  copyFileSync(`${folder}/last.json`, `${folder}/${room.name}.json`);
  copyFileSync(`${folder}/last.html`, `${folder}/${room.name}.html`);
}

/** The blocks of a sample, and what became of the mutants that lie in one of them. */
export interface SampleReport {
  readonly blocks: readonly Block[];
  readonly report: MutationReport;
}

/**
 * Measures blocks of a room, drawn at random. A mutant that reaches beyond its block, the body of a long
 * function say, is not tried: they are the ones that most tests see, so that the score is rather too low.
 */
export function measureSample(room: Room, count: number, seed: number): SampleReport {
  const blocks = drawBlocks(new Map(filesOf(room).map((file) => [file, lineCount(file)])), count, seed);
  // What is known of an earlier sample says nothing here, and would stand in the report.
  const known = `${folder}/${room.name}.sample.incremental.json`;
  rmSync(known, { force: true });
  stryker(
    room,
    blocks.map(({ file, from, to }) => `${file}:${from}-${to}`),
    ['--incrementalFile', known],
  );
  const report = readReport(`${folder}/last.json`);
  writeFileSync(`${folder}/${room.name}.sample.json`, JSON.stringify({ seed, blocks, report }));
  return { blocks, report };
}

/** Runs Stryker, and ends this program where it fails. */
function stryker({ name, isDeclared }: Room, mutate: readonly string[], options: readonly string[]): void {
  const run = spawnSync(
    'npx',
    ['stryker', 'run', '--mutate', mutate.join(','), ...options, ...(isDeclared ? ['--ignoreStatic'] : [])],
    { env: { ...process.env, MUTATION_ROOM: name }, stdio: 'inherit' },
  );
  if (run.status !== 0) process.exit(run.status ?? 1);
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

function lineCount(file: string): number {
  return readFileSync(file, 'utf8').split('\n').length - 1;
}
