import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { InputError } from '../base/input-error.js';
import { shippedStudies, studyRequestWithPlugins } from '../experiments/training/study-file.js';
import { largestSeed } from '../random/streams.js';
import { criterionNote } from '../study/criteria/read-criterion.js';
import { trialCount } from '../study/description.js';
import { openJournal, type Journal } from '../study/journal/journal.js';
import type { RanStudy } from '../study/ran-study.js';
import { cutStudy, decisionOf, isComplete, runToDecision, type Decision } from '../study/run-to-decision.js';
import { readSeeds, seedCount } from '../study/seeds.js';
import { studyStatistics, type StudyStatistics } from '../study/statistics.js';
import type { TrialRow } from '../study/tables/cell.js';
import type { AskedStudy } from './asked-study.js';
import { withBaselineRuns } from './baseline.js';
import { definedStudyFrom, isDefinedStudy, isModule, moduleStudy } from './defined-study.js';
import { Interrupted } from './exit.js';
import { failedNote } from './failed-note.js';
import { listenForInterrupts } from './interruption.js';
import { openingOf, resumeOptions, type OpeningOptions } from './opening.js';
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
import { writeOutput } from './output-file.js';
import { duration, progressLine } from './progress.js';
import { setOption, settingOf } from './set-option.js';
import { criterionJson, criterionTable, requireMet, writeCriterion } from './study-criterion.js';
import { onQueue, redisOption } from './queued-study.js';
import { describePlan, planJson } from './study-plan.js';
import { describeResults, resultsJson } from './study-results.js';
import { writeTables } from './study-tables.js';
import { terminalWidth } from './terminal-width.js';
import { trainingStudyFromFile, trainingStudyOf } from './training-study.js';
import { withWorkers } from './with-workers.js';
import { engineChange, thisEnvironment, writeEnvironment } from './write-environment.js';
import { writeReport } from './write-report.js';

interface StudyOptions extends OpeningOptions {
  readonly recipe: readonly string[];
  readonly seeds?: string;
  readonly rng: string;
  readonly backend: string;
  readonly precision?: string;
  readonly out?: string;
  readonly workers: string;
  readonly plugin?: readonly string[];
  readonly set: readonly string[];
  readonly redis?: string;
  readonly printPlan?: boolean;
  readonly json?: boolean;
}

/** `warizan study`: a study file, or recipes × seeds, with tables, intervals and figures. */
export function studyCommand(): Command {
  const [backend, precision] = backendOptions();
  const [resume, acceptCode] = resumeOptions('study');
  return new Command()
    .argument(
      '[study]',
      `a study file (JSON or YAML), a module that exports an experiment, or a study that ships: ${shippedStudies().join(', ')}`,
    )
    .option('--recipe <name|file>', 'in place of a study: a recipe by name or file; may be given again', collect, [])
    .option('--seeds <a..b>', "first and last seed; in place of the study file's where both are given")
    .addOption(setOption())
    .addOption(rngOption())
    .addOption(backend)
    .addOption(precision)
    .option('--out <dir>', 'a new folder for tables and figures')
    .addOption(new Option('--workers <n>', 'worker threads').default(String(availableParallelism()), 'one a core'))
    .addOption(redisOption('trials are run by the workers of this queue: see warizan worker'))
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
  warizan study my-experiment.ts --set rate=0.1 --seeds 1..1000 --out study-1
  warizan study my-study.yaml --out study-1 --workers 4
  warizan study --recipe clipped --recipe exact --seeds 1..100 --out study-2
  warizan study --recipe clipped --recipe exact --seeds 1..100 --out study-2 --resume

A study file may have a criterion, \`criterion: { setting: exact, successRate: { atLeast: 0.95 } }\` or
\`criterion: { setting: exact, noWorseThan: { baseline: DIR, margin: 0.02 } }\`. Exit status 0 then says that it was met, and 1 that
it was missed or that the runs are too few to tell.`,
    )
    .action(async (study: string | undefined, options: StudyOptions, command: Command) => {
      const given = (name: string) => command.getOptionValueSource(name) === 'cli';
      const asked = study === undefined ? await fromFlags(options) : await fromNamed(study, options, given);
      const workers = integerOption('--workers', options.workers, 1, 256);
      if (options.printPlan === true) return printPlan(asked, workers, options.json === true);
      if (options.out === undefined) throw new InputError('--out: missing: name a folder for tables and figures');
      const placed = options.redis === undefined ? asked : await onQueue(asked, options.redis, given('workers'));
      return run(placed, workers, { ...options, out: options.out });
    });
}

function collect(value: string, previous: readonly string[]): string[] {
  return [...previous, value];
}

/** The study that a name, a file or a module stands for. */
async function fromNamed(
  study: string,
  options: StudyOptions,
  given: (option: string) => boolean,
): Promise<AskedStudy> {
  const { seeds, plugin: plugins = [] } = options;
  const isOfModule = isModule(study);
  const misplaced = ['recipe', 'backend', 'precision', ...(isOfModule ? [] : ['rng', 'set'])].find(given);
  if (misplaced !== undefined) {
    const why = isOfModule ? 'goes with recipes' : 'a study file says this itself: change it there';
    throw new InputError(`--${misplaced}: ${why}`);
  }
  if (isOfModule) {
    return moduleStudy(study, { seeds, plugins, rng: options.rng, settings: [settingOf(options.set)] });
  }
  if (isDefinedStudy(study)) return definedStudyFrom(study, { seeds, plugins });
  return trainingStudyFromFile(await withBaselineRuns(await studyRequestWithPlugins(study, { seeds }, plugins)));
}

/** The same as from a file with these recipes and seeds. */
async function fromFlags(options: StudyOptions): Promise<AskedStudy> {
  if (options.recipe.length === 0) throw new InputError('--recipe: missing: name at least one, or a study file');
  if (options.seeds === undefined) throw new InputError('--seeds: missing: give first and last seed as A..B');
  const plugins = pluginsOf(options.plugin, options.recipe);
  const catalogue = await catalogueOption(options.plugin, options.recipe);
  const rng = rngNamed(options.rng, catalogue);
  return trainingStudyOf({
    recipes: options.recipe.map((recipe) => recipeOption(recipe, catalogue)),
    seeds: readSeeds('--seeds', options.seeds, largestSeed(rng, catalogue.generators)),
    rng,
    backend: backendOption(options.backend, options.precision, catalogue),
    ...(plugins.length === 0 ? {} : { catalogue, plugins }),
  });
}

async function printPlan(asked: AskedStudy, workers: number, json: boolean): Promise<void> {
  const { description } = asked;
  const planned = await asked.plan();
  process.stdout.write(
    json ? `${JSON.stringify(planJson(description, planned, workers))}\n` : describePlan(description, planned, workers),
  );
}

async function run(asked: AskedStudy, workers: number, options: StudyOptions & { out: string }): Promise<void> {
  const { description } = asked;
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
  const early = description.criterion === undefined ? null : criterionNote(description.criterion, description.seeds);
  if (early !== null) process.stderr.write(`warizan: note: ${early}\n`);
  const progress = progressLine('runs', process.stderr);
  try {
    // At once, so that the folder of a study that is stopped says what it is a part of.
    writeOutput('--out', join(out, 'study.json'), asked.text(out));
    const begun = ['study.json', ...asked.begin(out)];
    const here = thisEnvironment();
    const change = engineChange(writeEnvironment(out, here), here);
    if (change !== null) process.stderr.write(`warizan: note: ${change}\n`);
    const total = trialCount(description);
    await withWorkers(
      isComplete(description, journal, decision) ? 0 : Math.min(workers, total),
      (threads) => asked.executor(threads),
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
    const ran = finishedStudy(asked, journal, decision, live);
    const criterion = criterionTable(description, decision);
    const tables = [...writeTables(out, ran), ...writeCriterion(out, criterion), ...(await asked.addTables(out, ran))];
    const note = failedNote(ran);
    if (note !== null) process.stderr.write(`warizan: note: ${note}\n`);
    const report = await writeReport(out, { width: terminalWidth() });
    for (const sentence of report.undrawn) process.stderr.write(`${sentence}\n`);
    const files = [...tables, ...begun, ...report.files];
    if (options.json === true) {
      process.stdout.write(
        `${JSON.stringify({ out, files, ...resultsJson(ran.description, ran.statistics), ...criterionJson(criterion) })}\n`,
      );
    } else {
      const colour = process.stdout.isTTY && process.env['NO_COLOR'] === undefined;
      process.stdout.write(describeResults(ran.description, ran.statistics, { colour, width: terminalWidth() }));
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

/** The study that was run, up to the seed that decided its criterion, and what its rows say. */
function finishedStudy(
  { description: whole }: AskedStudy,
  journal: Journal,
  { seeds }: Decision,
  live: StudyStatistics | null,
): RanStudy {
  if (live !== null) return { description: whole, statistics: live, rows: journal };
  const { description, indexInWhole } = cutStudy(whole, seeds ?? seedCount(whole.seeds));
  const rows = {
    row: (index: number) => journal.row(indexInWhole(index)),
    series: (index: number) => journal.series(indexInWhole(index)),
  };
  const statistics = studyStatistics(description);
  for (let index = 0; index < trialCount(description); index++) statistics.observe(index, rows.row(index));
  return { description, statistics, rows };
}
