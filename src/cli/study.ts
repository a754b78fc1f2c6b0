import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { outcomes } from '../analysis/outcome.js';
import { csvWriter } from '../report/csv.js';
import { formatSummary, type SummaryRow } from '../report/summary-table.js';
import { trialCount, type StudyDescription } from '../study/description.js';
import { workerThreadExecutor } from '../study/executor.js';
import { openJournal } from '../study/journal.js';
import { trialColumns, type TrialRow } from '../study/rows.js';
import { runStudy } from '../study/run-study.js';
import { summarise, summaryColumns, summaryRow, type GroupSummary } from '../study/summary.js';
import type { Trial } from '../study/trial.js';
import type { Recipe } from '../training/recipe.js';
import { InputError, quoted } from '../training/input-error.js';
import { Interrupted } from './exit.js';
import {
  backendOption,
  backendOptions,
  integerOption,
  recipeOption,
  rngNamed,
  rngOption,
  seedsOption,
} from './options.js';
import { writeOutput } from './output-file.js';
import { duration, progressLine } from './progress.js';
import { writeTrajectories } from './write-trajectories.js';
import { writeEnvironment } from './write-environment.js';
import { writeReport, type WrittenReport } from './write-report.js';

interface StudyOptions {
  readonly recipe: readonly string[];
  readonly seeds: string;
  readonly rng: string;
  readonly backend: string;
  readonly precision?: string;
  readonly out: string;
  readonly workers: string;
  readonly resume?: boolean;
  readonly json?: boolean;
}

/** `warizan study`: recipes × seeds, with tables, intervals and figures. */
export function studyCommand(): Command {
  const [backend, precision] = backendOptions();
  return new Command('study')
    .description('train recipes over many seeds and say how often they learn')
    .requiredOption('--recipe <name|file>', 'a shipped recipe, or a JSON file; may be given again', collect, [])
    .requiredOption('--seeds <a..b>', 'first and last seed')
    .addOption(rngOption())
    .addOption(backend)
    .addOption(precision)
    .requiredOption('--out <dir>', 'a new folder for tables and figures')
    .option('--workers <n>', 'worker threads', String(availableParallelism()))
    .option('--resume', 'continue the study that the folder holds')
    .option('--json', 'print one JSON value and nothing else')
    .addHelpText(
      'after',
      `
Examples:
  warizan study --recipe clipped --recipe exact --seeds 1..100 --out study-1
  warizan study --recipe my-recipe.json --seeds 1..1000 --out study-2 --workers 4
  warizan study --recipe clipped --recipe exact --seeds 1..100 --out study-1 --resume`,
    )
    .action((options: StudyOptions) => run(options));
}

function collect(value: string, previous: readonly string[]): string[] {
  return [...previous, value];
}

async function run(options: StudyOptions): Promise<void> {
  const rng = rngNamed(options.rng);
  const description: StudyDescription = {
    recipes: distinct(options.recipe.map(recipeOption)),
    seeds: seedsOption(options.seeds, rng),
    rng,
    backend: backendOption(options.backend, options.precision),
  };
  const workers = integerOption('--workers', options.workers, 1, 256);
  const journal = openJournal(options.out, description, options.resume === true);
  const executor = workerThreadExecutor(workers);
  const progress = progressLine('runs', process.stderr);
  const started = performance.now();
  try {
    const rows = await withInterrupts(
      (signal) =>
        runStudy(description, executor, journal, (finished, total) => progress.update(finished, total), signal),
      () => {
        const { size } = journal.finished;
        return `interrupted: ${size} of ${trialCount(description)} runs are kept in ${options.out}; add --resume to go on`;
      },
    );
    progress.clear();
    const groups = summarise(rows);
    writeTables(options.out, description, rows, groups);
    await writeTrajectories(options.out, chosenTrials(description, rows));
    writeEnvironment(options.out);
    report(options, groups, await writeReport(options.out), performance.now() - started);
  } finally {
    progress.clear();
    journal.close();
    await executor.close();
  }
}

/** Runs work that SIGINT and SIGTERM abort. */
async function withInterrupts<R>(work: (signal: AbortSignal) => Promise<R>, message: () => string): Promise<R> {
  const controller = new AbortController();
  const stop = () => {
    controller.abort(new Interrupted(message()));
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    return await work(controller.signal);
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
  }
}

/** Two recipes of one name could not be told apart in the tables. */
function distinct(recipes: readonly Recipe[]): readonly Recipe[] {
  const repeated = recipes.find((recipe, k) => recipes.findIndex(({ name }) => name === recipe.name) !== k);
  if (recipes.length === 0) throw new InputError('--recipe: missing: name at least one');
  if (repeated !== undefined)
    throw new InputError(`--recipe: two are called ${quoted(repeated.name)}: give one another name`);
  return recipes;
}

function writeTables(
  folder: string,
  description: StudyDescription,
  rows: readonly TrialRow[],
  groups: readonly GroupSummary[],
): void {
  const write = (name: string, columns: readonly string[], lines: readonly TrialRow[]) => {
    const writer = csvWriter(columns);
    const text = lines.map((line) => writer.row(columns.map((column) => line.get(column) ?? null)));
    writeOutput('--out', join(folder, name), writer.header + text.join(''));
  };
  write('trials.csv', trialColumns(description), rows);
  write('summary.csv', summaryColumns, groups.map(summaryRow));
}

/** One run of each recipe, to be drawn: the first that converged, or else the first. */
function chosenTrials(description: StudyDescription, rows: readonly TrialRow[]): Trial[] {
  return description.recipes.map((recipe) => {
    const own = rows.filter((row) => row.get('recipe') === recipe.name);
    const chosen = own.find((row) => row.get('outcome') === 'converged') ?? own[0];
    return { ...description, recipe, seed: Number(chosen.get('seed')) };
  });
}

function report(options: StudyOptions, groups: readonly GroupSummary[], written: WrittenReport, took: number): void {
  const files = ['trials.csv', 'summary.csv', 'trajectories.csv', ...written.files];
  if (options.json === true) {
    process.stdout.write(`${JSON.stringify({ out: options.out, files, summary: groups.map(summaryJson) })}\n`);
    return;
  }
  const colour = process.stdout.isTTY && process.env['NO_COLOR'] === undefined;
  process.stdout.write(`${formatSummary(groups.map(terminalRow), colour)}\n`);
  process.stdout.write(`${written.answer}\n${files.length} files in ${options.out}; open ${written.page}\n`);
  process.stderr.write(`${duration(took)}\n`);
}

function terminalRow(group: GroupSummary): SummaryRow {
  return {
    recipe: group.recipe,
    trials: group.trials,
    converged: group.counts.converged,
    success: { rate: group.successRate, ...group.success },
    others: outcomes.filter((outcome) => outcome !== 'converged').map((outcome) => [outcome, group.counts[outcome]]),
  };
}

function summaryJson(group: GroupSummary): object {
  return Object.fromEntries(summaryRow(group));
}
