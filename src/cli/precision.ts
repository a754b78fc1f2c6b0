import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { Command, Option } from 'commander';
import { InputError, quoted } from '../base/input-error.js';
import { catalogue as shipped, type Catalogue } from '../catalogue.js';
import type { ComparedSetting } from '../experiments/precision/compare-precision.js';
import { precisionExperiment } from '../experiments/precision/precision.js';
import { precisionColumns, precisionSummaryColumns, toldSeed } from '../experiments/precision/precision-rows.js';
import { codeOf } from '../plugins/code-file.js';
import { chooseBackend, standardBackend, type BackendChoice } from '../numeric/backends.js';
import { mpfrBackend } from '../numeric/backends/mpfr.js';
import { csvWriter } from '../report/csv.js';
import { formatPrecision } from '../experiments/precision/report/precision-summary.js';
import { trialAt, trialCount, type StudyDescription } from '../study/description.js';
import { failed } from '../study/experiment.js';
import { openJournal, type Journal } from '../study/journal/journal.js';
import type { Executor } from '../study/executor.js';
import { runStudy } from '../study/run-study.js';
import type { Cell } from '../study/tables/cell.js';
import { textOfCell } from '../study/tables/cell-value.js';
import { namedRecipes } from '../training/named-recipes.js';
import { isShipped } from './again-command.js';
import { CheckFailed, Interrupted } from './exit.js';
import { listenForInterrupts } from './interruption.js';
import {
  backendOption,
  catalogueOption,
  integerOption,
  pluginOption,
  pluginsOf,
  recipeOption,
  rngNamed,
  rngOption,
  seedsOption,
} from './options.js';
import { openingOf, resumeOptions, type OpeningOptions } from './opening.js';
import { writeResult } from './output-file.js';
import { duration, progressLine } from './progress.js';
import { commandFile, recordCommand } from './recorded-command.js';
import { jsonNumber } from './train-json.js';
import { workerThreadExecutor, type UserModules } from '../workshop.js';
import { sayIfEnded } from './supervisor.js';
import { withWorkers } from './with-workers.js';
import { writeEnvironment } from './write-environment.js';
import { writeReport } from './write-report.js';
import { outsideOption } from './outside-option.js';
import { say, sayBeside, sayJson } from './say.js';

interface PrecisionOptions extends OpeningOptions {
  readonly recipe: string;
  readonly seeds: string;
  readonly steps?: string;
  readonly rng: string;
  readonly backend: string;
  readonly precision: string;
  readonly out: string;
  readonly workers: string;
  readonly plugin?: readonly string[];
  readonly allowOutside?: boolean;
  readonly json?: boolean;
}

/** Where trials run: so many workers, each of which loads these modules. */
export type Place = (workers: number, modules: UserModules) => Executor | Promise<Executor>;

/** A seed's rows of a table. */
type SeedRows = readonly (readonly Cell[])[];

/** The recipe, where it is not a shipped one. */
const recipeFile = 'recipe.json';
/** A difference is kept for every step: 80 MB a seed. */
const mostSteps = 1e7;
const mostSeeds = 10_000;

/**
 * `warizan precision`: the same runs on several backends side by side.
 * @param place where they run
 */
export function precisionCommand(place: Place = workerThreadExecutor): Command {
  const [resume, acceptCode] = resumeOptions('comparison');
  return new Command()
    .requiredOption('--recipe <name|file>', 'a shipped recipe, or a JSON or YAML file')
    .requiredOption('--seeds <a..b>', 'first and last seed')
    .option('--steps <n>', "length of the runs; the recipe's where not given")
    .requiredOption('--precision <d,…>', 'digits to compare float64 with; the most precise is the reference')
    .addOption(
      new Option('--backend <name>', `what computes those digits: ${preciseNames(shipped)}, or a plugin's`).default(
        mpfrBackend.name,
      ),
    )
    .addOption(rngOption())
    .requiredOption('--out <dir>', 'a new folder for tables, figure and page')
    .addOption(new Option('--workers <n>', 'worker threads').default(String(availableParallelism()), 'one a core'))
    .addOption(pluginOption())
    .addOption(outsideOption())
    .addOption(resume)
    .addOption(acceptCode)
    .option('--json', 'print one JSON value and nothing else')
    .addHelpText(
      'after',
      `
Every run takes all its steps, so that the same step can be compared everywhere: a recipe's stop and restart rules are set aside.

Examples:
  warizan precision --recipe clipped --seeds 1..20 --steps 2000 --precision 34,50 --out precision-1
  warizan precision --recipe exact --seeds 7 --steps 20000 --precision 50,100 --out precision-2`,
    )
    .action((options: PrecisionOptions) => run(options, place));
}

async function run(options: PrecisionOptions, place: Place): Promise<void> {
  const started = performance.now();
  const plugins = pluginsOf(options, [options.recipe]);
  const catalogue = await catalogueOption(options, [options.recipe]);
  const study = studyOf(options, catalogue, plugins);
  const { out } = options;
  const workers = integerOption('--workers', options.workers, 1, 256);
  const interrupts = listenForInterrupts();
  const journal = openJournal(out, study, openingOf(options));
  sayIfEnded(`interrupted: what was finished is kept in ${out}; add --resume to go on`);
  const progress = progressLine('seeds');
  const total = trialCount(study);
  try {
    writeEnvironment(out);
    const files = recordRequest(out, study, plugins);
    await withWorkers(
      journal.finished === total ? 0 : Math.min(workers, total),
      (threads) => place(threads, { plugins: plugins.map((file) => resolve(file)) }),
      (executor) =>
        runStudy(study, executor, journal, {
          onProgress: (finished) => progress.update(finished, total),
          signal: interrupts.signal,
        }),
    );
    interrupts.ignore();
    progress.clear();
    assertNoneFailed(study, journal);
    journal.assertInPlace();
    const summary = writeTables(out, study, journal);
    const report = await writeReport(out);
    tellResults(options, study, summary, [...files, ...report.files]);
    if (options.json !== true) sayBeside(duration(performance.now() - started));
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    // What was on its way to the disk arrives there first, so that the count is true.
    await journal.close();
    throw new Interrupted(
      `interrupted: ${journal.finished} of ${total} seeds are kept in ${out}; add --resume to go on`,
    );
  } finally {
    progress.clear();
    interrupts.ignore();
    await journal.close();
  }
}

/** What is asked for, as a study of one setting. @throws InputError */
function studyOf(
  options: PrecisionOptions,
  catalogue: Catalogue,
  plugins: readonly string[],
): StudyDescription<ComparedSetting> {
  const rng = rngNamed(options.rng, catalogue);
  const seeds = seedsOption(options.seeds, rng, catalogue);
  const total = seeds.to - seeds.from + 1;
  if (total > mostSeeds) throw new InputError(`--seeds: ${quoted(options.seeds)}: at most ${mostSeeds} seeds`);
  const backends = backendsOf(options.backend, options.precision, catalogue);
  const recipe = recipeOption(options.recipe, catalogue);
  const steps = integerOption('--steps', options.steps ?? String(recipe.steps), 1, mostSteps);
  return {
    experiment: precisionExperiment(catalogue),
    title: null,
    setups: [{ setting: { recipe: { ...recipe, steps }, ...backends }, grid: {} }],
    seeds: [seeds],
    rng,
    ...(plugins.length === 0 ? {} : { code: plugins.map(codeOf) }),
    comparisons: 'none',
    tables: [],
    figures: [],
  };
}

/** Writes what makes the tables again: the command, and the recipe where it is not a shipped one. */
function recordRequest(
  out: string,
  { setups, seeds, rng }: StudyDescription<ComparedSetting>,
  plugins: readonly string[],
): string[] {
  const [{ setting }] = setups;
  const { compared, reference } = setting;
  const [{ from, to }] = seeds;
  const { steps } = setting.recipe;
  const shipped = namedRecipes.get(setting.recipe.name);
  const ships = shipped !== undefined && isShipped({ ...setting.recipe, steps: shipped.steps });
  if (!ships) writeResult('--out', join(out, recipeFile), `${JSON.stringify(setting.recipe, null, 2)}\n`);
  const digits = [...compared, reference].flatMap((choice) => choice.digits ?? []);
  recordCommand(out, [
    ...['precision', '--recipe', ships ? setting.recipe.name : recipeFile, '--seeds', `${from}..${to}`],
    ...['--steps', String(steps), '--precision', digits.join(',')],
    ...['--backend', reference.name, '--rng', rng],
    ...plugins.flatMap((file) => ['--plugin', file]),
  ]);
  return ['precision.csv', 'precision-summary.csv', 'environment.json', commandFile, ...(ships ? [] : [recipeFile])];
}

/** A comparison that could not be made has no rows: tables without it would hide that. */
function assertNoneFailed(study: StudyDescription, journal: Journal): void {
  for (let index = 0; index < trialCount(study); index++) {
    const row = journal.row(index);
    if (row.get('outcome') !== failed.name) continue;
    const { seed } = trialAt(study, index);
    throw new CheckFailed(
      `seed ${seed} could not be compared: ${textOfCell(row.get('failure') ?? null)}; add --resume to try again`,
    );
  }
}

/** Writes both tables, seed by seed. @returns the rows of `precision-summary.csv`, by seed */
function writeTables(folder: string, study: StudyDescription, journal: Journal): readonly SeedRows[] {
  const series = Array.from({ length: trialCount(study) }, (_, index) => journal.series(index));
  const write = (name: string, columns: readonly string[]) => {
    const writer = csvWriter(columns);
    const rows = series.map((own) => own[name] ?? []);
    const lines = rows.flat().map((row) => writer.row(row));
    writeResult('--out', join(folder, `${name}.csv`), writer.header + lines.join(''));
    return rows;
  };
  write('precision', precisionColumns);
  return write('precision-summary', precisionSummaryColumns);
}

function tellResults(
  { json, out }: PrecisionOptions,
  { setups }: StudyDescription<ComparedSetting>,
  summary: readonly SeedRows[],
  files: readonly string[],
): void {
  if (json === true) {
    sayJson({ out, files, summary: summaryJson(summary) });
    return;
  }
  const [{ setting }] = setups;
  const text = formatPrecision(setting, summary.map(toldSeed));
  say(`${text}\n${files.length} files in ${out}: ${files.join(', ')}\n`);
}

/** The number systems that have digits to choose. */
function preciseNames({ backends }: Catalogue): string {
  const precise = backends.entries.filter(({ digits }) => digits !== null);
  return precise.map(({ name }) => name).join(', ');
}

/** float64 and every precision but the highest are compared with the highest. @throws InputError */
function backendsOf(
  name: string,
  list: string,
  catalogue: Catalogue,
): { compared: BackendChoice[]; reference: BackendChoice } {
  const { backends } = catalogue;
  if (!backends.has(name) || backends.get(name).digits === null)
    throw new InputError(`--backend: ${quoted(name)}: must be one of ${preciseNames(catalogue)}`);
  const digits = list.split(',').map((text) => integerOption('--precision', text.trim(), 1, 1e9));
  const distinct = [...new Set(digits)].sort((a, b) => a - b);
  if (distinct.length > 8) throw new InputError(`--precision: ${quoted(list)}: at most 8 different precisions`);
  if (distinct[0] < 17)
    throw new InputError(`--precision: ${distinct[0]}: must be 17 or more: float64 has nearly 16 digits`);
  const choices = distinct.map((precision) => backendOption(name, String(precision), catalogue));
  return {
    compared: [chooseBackend(standardBackend.name, null), ...choices.slice(0, -1)],
    reference: choices[choices.length - 1],
  };
}

/** The rows of `precision-summary.csv`, numbers as JSON can say them. */
function summaryJson(summary: readonly SeedRows[]): object[] {
  return summary.flat().map((row) =>
    Object.fromEntries(
      precisionSummaryColumns.map((name, k) => {
        const cell = row[k];
        return [name, typeof cell === 'number' ? jsonNumber(cell) : cell];
      }),
    ),
  );
}
