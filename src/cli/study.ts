import { availableParallelism } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { criterionNote } from '../study/criteria/read-criterion.js';
import { Command, Option } from 'commander';
import { describeStudy, type StudyRequest } from '../experiments/training/describe-study.js';
import { trialCount, type StudyDescription } from '../study/description.js';
import { openJournal, type Journal } from '../study/journal/journal.js';
import { planStudy } from '../experiments/training/plan.js';
import { describedStudy } from '../experiments/training/read-study.js';
import type { TrialRow } from '../study/tables/cell.js';
import { cutStudy, decisionOf, isComplete, runToDecision, type Decision } from '../study/run-to-decision.js';
import { readSeeds, seedCount } from '../study/seeds.js';
import { studyStatistics, type StudyStatistics } from '../study/statistics.js';
import { shippedStudies, studyRequestWithPlugins } from '../experiments/training/study-file.js';
import { studyText } from '../experiments/training/study-text.js';
import type { TrainingSetting } from '../experiments/training/trial.js';
import { catalogue as shipped } from '../catalogue.js';
import { largestSeed } from '../random/streams.js';
import { InputError } from '../base/input-error.js';
import { withBaselineRuns } from './baseline.js';
import { Interrupted } from './exit.js';
import { listenForInterrupts } from './interruption.js';
import {
  backendOption,
  backendOptions,
  catalogueOption,
  integerOption,
  pluginOption,
  pluginsOf,
  recipeOption,
  rngNamed,
  rngOption,
} from './options.js';
import { openingOf, resumeOptions } from './opening.js';
import { writeOutput } from './output-file.js';
import { duration, progressLine } from './progress.js';
import { describePlan, planJson } from './study-plan.js';
import { describeResults, resultsJson } from './study-results.js';
import { criterionJson, criterionTable, requireMet, writeCriterion } from './study-criterion.js';
import { typicalTrials } from './study-figures.js';
import { writeTables, type RowSource } from './study-tables.js';
import { terminalWidth } from './terminal-width.js';
import { engineChange, thisEnvironment, writeEnvironment } from './write-environment.js';
import { withWorkers } from './with-workers.js';
import { writeReport } from './write-report.js';
import { writeTrajectories } from './write-trajectories.js';

interface StudyOptions {
  readonly recipe: readonly string[];
  readonly seeds?: string;
  readonly rng: string;
  readonly backend: string;
  readonly precision?: string;
  readonly out?: string;
  readonly workers: string;
  readonly plugin?: readonly string[];
  readonly resume?: boolean;
  readonly acceptCode?: boolean;
  readonly printPlan?: boolean;
  readonly json?: boolean;
}

/** `warizan study`: a study file, or recipes × seeds, with tables, intervals and figures. */
export function studyCommand(): Command {
  const [backend, precision] = backendOptions();
  const [resume, acceptCode] = resumeOptions('study');
  return new Command()
    .argument('[study]', `a study file (JSON or YAML), or a study that ships: ${shippedStudies().join(', ')}`)
    .option('--recipe <name|file>', 'in place of a study: a recipe by name or file; may be given again', collect, [])
    .option('--seeds <a..b>', "first and last seed; in place of the study file's where both are given")
    .addOption(rngOption())
    .addOption(backend)
    .addOption(precision)
    .option('--out <dir>', 'a new folder for tables and figures')
    .addOption(new Option('--workers <n>', 'worker threads').default(String(availableParallelism()), 'one a core'))
    .addOption(resume)
    .addOption(acceptCode)
    .addOption(pluginOption())
    .option('--print-plan', 'say which trials would run and how long they would take, and run none')
    .option('--json', 'print one JSON value and nothing else')
    .addHelpText(
      'after',
      `
Examples:
  warizan study essay-claim --out essay-claim
  warizan study my-study.yaml --print-plan
  warizan study my-study.yaml --out study-1 --workers 4
  warizan study --recipe clipped --recipe exact --seeds 1..100 --out study-2
  warizan study --recipe clipped --recipe exact --seeds 1..100 --out study-2 --resume

A study file may have a criterion, \`criterion: { setting: exact, successRate: { atLeast: 0.95 } }\` or
\`criterion: { setting: exact, noWorseThan: { baseline: DIR, margin: 0.02 } }\`. Exit status 0 then says that it was met, and 1 that
it was missed or that the runs are too few to tell.`,
    )
    .action(async (study: string | undefined, options: StudyOptions, command: Command) => {
      const given = (name: string) => command.getOptionValueSource(name) === 'cli';
      const asked = study === undefined ? await fromFlags(options) : await fromFile(study, options, given);
      const workers = integerOption('--workers', options.workers, 1, 256);
      if (options.printPlan === true) return printPlan(asked, workers, options.json === true);
      if (options.out === undefined) throw new InputError('--out: missing: name a folder for tables and figures');
      return run(asked, workers, { ...options, out: options.out });
    });
}

function collect(value: string, previous: readonly string[]): string[] {
  return [...previous, value];
}

/** A study as it was asked for, and laid out. */
interface AskedStudy {
  readonly request: StudyRequest;
  readonly description: StudyDescription<TrainingSetting>;
}

async function fromFile(study: string, options: StudyOptions, given: (option: string) => boolean): Promise<AskedStudy> {
  const misplaced = ['recipe', 'rng', 'backend', 'precision'].find(given);
  if (misplaced !== undefined) throw new InputError(`--${misplaced}: a study file says this itself: change it there`);
  const request = await withBaselineRuns(
    await studyRequestWithPlugins(study, { seeds: options.seeds }, options.plugin),
  );
  return { request, description: describedStudy(request) };
}

/** The same description as from a file with these recipes and seeds. */
async function fromFlags(options: StudyOptions): Promise<AskedStudy> {
  if (options.recipe.length === 0) throw new InputError('--recipe: missing: name at least one, or a study file');
  if (options.seeds === undefined) throw new InputError('--seeds: missing: give first and last seed as A..B');
  const plugins = pluginsOf(options.plugin, options.recipe);
  const catalogue = await catalogueOption(options.plugin, options.recipe);
  const rng = rngNamed(options.rng, catalogue);
  const request = {
    recipes: options.recipe.map((recipe) => recipeOption(recipe, catalogue)),
    seeds: readSeeds('--seeds', options.seeds, largestSeed(rng, catalogue.generators)),
    rng,
    backend: backendOption(options.backend, options.precision, catalogue),
    ...(plugins.length === 0 ? {} : { catalogue, plugins }),
  };
  return { request, description: describeStudy(request) };
}

async function printPlan({ request, description }: AskedStudy, workers: number, json: boolean): Promise<void> {
  const plan = await planStudy(description, request.catalogue);
  process.stdout.write(
    json ? `${JSON.stringify(planJson(description, plan, workers))}\n` : describePlan(description, plan, workers),
  );
}

async function run(
  { request, description }: AskedStudy,
  workers: number,
  options: StudyOptions & { out: string },
): Promise<void> {
  const { out } = options;
  const started = performance.now();
  const decision = decisionOf(description);
  // Where a criterion may end the study, what it came to is known at its end only, and the rows are read once
  // more.
  const live = description.criterion === undefined ? studyStatistics(description) : null;
  const observe = (index: number, row: TrialRow) => {
    decision.observe(index, row);
    live?.observe(index, row);
  };
  // Before anything is on disk, so that a folder with a journal is one whose program keeps what it finished.
  const interrupts = listenForInterrupts();
  const journal = openJournal(out, description, openingOf(options), observe);
  const note = description.criterion === undefined ? null : criterionNote(description.criterion, description.seeds);
  if (note !== null) process.stderr.write(`warizan: note: ${note}\n`);
  const progress = progressLine('runs', process.stderr);
  try {
    // At once, so that the folder of a study that is stopped says what it is a part of.
    writeOutput('--out', join(out, 'study.json'), studyText(besideFolder(request, out), description));
    const here = thisEnvironment();
    const change = engineChange(writeEnvironment(out, here), here);
    if (change !== null) process.stderr.write(`warizan: note: ${change}\n`);
    const total = trialCount(description);
    await withWorkers(
      isComplete(description, journal, decision) ? 0 : Math.min(workers, total),
      pluginPaths(request),
      (executor) =>
        runToDecision(description, executor, journal, decision, {
          onRow: (index, row) => live?.observe(index, row),
          onProgress: (finished) => progress.update(finished, total),
          signal: interrupts.signal,
        }),
    );
    // What is left takes a moment and can be done again: a signal now ends the program as it ends any other.
    interrupts.ignore();
    progress.clear();
    const { description: ran, statistics, rows } = finishedStudy(description, journal, decision, live);
    const criterion = criterionTable(description, decision);
    const tables = [...writeTables(out, ran, rows, statistics), ...writeCriterion(out, criterion)];
    await writeTrajectories(out, typicalTrials(ran, statistics), request.catalogue ?? shipped);
    const report = await writeReport(out, { width: terminalWidth() });
    for (const sentence of report.undrawn) process.stderr.write(`${sentence}\n`);
    const files = [...tables, 'trajectories.csv', 'study.json', ...report.files];
    if (options.json === true) {
      process.stdout.write(
        `${JSON.stringify({ out, files, ...resultsJson(ran, statistics), ...criterionJson(criterion) })}\n`,
      );
    } else {
      const colour = process.stdout.isTTY && process.env['NO_COLOR'] === undefined;
      process.stdout.write(describeResults(ran, statistics, { colour, width: terminalWidth() }));
      process.stdout.write(`\n${report.answer}\n${files.length} files in ${out}; open ${report.page}\n`);
      process.stderr.write(`${duration(performance.now() - started)}\n`);
    }
    requireMet(criterion);
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    // What was on its way to the disk arrives there first, so that the count is true.
    await journal.close();
    const kept = `${journal.finished} of ${trialCount(description)} runs are kept in ${out}`;
    throw new Interrupted(`interrupted: ${kept}; add --resume to go on`);
  } finally {
    progress.clear();
    interrupts.ignore();
    await journal.close();
  }
}

/** A study with its plugins as a file in that folder names them. */
function besideFolder({ plugins, ...request }: StudyRequest, folder: string): StudyRequest {
  return plugins === undefined ? request : { ...request, plugins: plugins.map((file) => relative(folder, file)) };
}

/** The study's plugins, wherever a thread is started. */
function pluginPaths({ plugins = [] }: StudyRequest): readonly string[] {
  return plugins.map((file) => resolve(file));
}

/** The study that was run, up to the seed that decided its criterion, and what its rows say. */
function finishedStudy(
  whole: StudyDescription<TrainingSetting>,
  journal: Journal,
  { seeds }: Decision,
  live: StudyStatistics | null,
): {
  readonly description: StudyDescription<TrainingSetting>;
  readonly statistics: StudyStatistics;
  readonly rows: RowSource;
} {
  if (live !== null) return { description: whole, statistics: live, rows: journal };
  const { description, indexInWhole } = cutStudy(whole, seeds ?? seedCount(whole.seeds));
  const rows = { row: (index: number) => journal.row(indexInWhole(index)) };
  const statistics = studyStatistics(description);
  for (let index = 0; index < trialCount(description); index++) statistics.observe(index, rows.row(index));
  return { description, statistics, rows };
}
