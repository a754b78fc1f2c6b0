import { join } from 'node:path';
import { Command, Option } from 'commander';
import { chooseBackend, type BackendChoice } from '../numeric/backends.js';
import { csvWriter } from '../report/csv.js';
import { formatPrecision } from '../report/precision-summary.js';
import { compareSeed, type PrecisionStudy, type SeedComparison } from '../experiments/precision/compare-precision.js';
import {
  precisionColumns,
  precisionRows,
  precisionSummaryColumns,
  precisionSummaryRows,
} from '../experiments/precision/precision-rows.js';
import type { TrialRow } from '../study/tables/cell.js';
import { InputError, quoted } from '../base/input-error.js';
import { isShipped } from './again-command.js';
import { withInterruption } from './interruption.js';
import {
  catalogueOption,
  integerOption,
  pluginOption,
  pluginsOf,
  recipeOption,
  rngNamed,
  rngOption,
  seedsOption,
} from './options.js';
import { newFolder, writeOutput } from './output-file.js';
import { duration, progressLine } from './progress.js';
import { commandFile, recordCommand } from './recorded-command.js';
import { jsonNumber } from './train-json.js';
import { writeEnvironment } from './write-environment.js';
import { writeReport } from './write-report.js';

interface PrecisionOptions {
  readonly recipe: string;
  readonly seeds: string;
  readonly steps?: string;
  readonly rng: string;
  readonly backend: string;
  readonly precision: string;
  readonly out: string;
  readonly plugin?: readonly string[];
  readonly json?: boolean;
}

/** The recipe, where it is not a shipped one. */
const recipeFile = 'recipe.json';
/** A difference is kept for every step: 80 MB a seed. */
const mostSteps = 1e7;
const mostSeeds = 10_000;

/** `warizan precision`: the same runs on several backends side by side. */
export function precisionCommand(): Command {
  return new Command()
    .requiredOption('--recipe <name|file>', 'a shipped recipe, or a JSON or YAML file')
    .requiredOption('--seeds <a..b>', 'first and last seed')
    .option('--steps <n>', "length of the runs; the recipe's where not given")
    .requiredOption('--precision <d,…>', 'digits to compare float64 with; the most precise is the reference')
    .addOption(
      new Option('--backend <name>', 'what computes those digits').choices(['mpfr', 'decimal']).default('mpfr'),
    )
    .addOption(rngOption())
    .requiredOption('--out <dir>', 'a new folder for tables, figure and page')
    .addOption(pluginOption())
    .option('--json', 'print one JSON value and nothing else')
    .addHelpText(
      'after',
      `
Every run takes all its steps, so that the same step can be compared everywhere: a recipe's stop and restart rules are set aside.

Examples:
  warizan precision --recipe clipped --seeds 1..20 --steps 2000 --precision 34,50 --out precision-1
  warizan precision --recipe exact --seeds 7 --steps 20000 --precision 50,100 --out precision-2`,
    )
    .action((options: PrecisionOptions) => run(options));
}

async function run(options: PrecisionOptions): Promise<void> {
  const catalogue = await catalogueOption(options.plugin, [options.recipe]);
  const rng = rngNamed(options.rng, catalogue);
  const seeds = seedsOption(options.seeds, rng, catalogue);
  const total = seeds.to - seeds.from + 1;
  if (total > mostSeeds) throw new InputError(`--seeds: ${quoted(options.seeds)}: at most ${mostSeeds} seeds`);
  const backends = backendsOf(options.backend, options.precision);
  const recipe = recipeOption(options.recipe, catalogue);
  const steps = integerOption('--steps', options.steps ?? String(recipe.steps), 1, mostSteps);
  const study: PrecisionStudy = { recipe: { ...recipe, steps }, rng, seeds, ...backends, catalogue };
  newFolder('--out', options.out);

  const finished: SeedComparison[] = [];
  const progress = progressLine('steps', process.stderr);
  const started = performance.now();
  try {
    await withInterruption(
      async (check) => {
        for (let seed = seeds.from; seed <= seeds.to; seed++) {
          const before = (seed - seeds.from) * steps;
          finished.push(
            await compareSeed(study, seed, (step) => {
              progress.update(before + step, total * steps);
              check();
            }),
          );
        }
      },
      () => `interrupted: ${finished.length} of ${total} seeds are in the tables in ${options.out}`,
    );
  } finally {
    progress.clear();
    if (finished.length > 0) writeTables(options.out, study, finished);
  }
  writeEnvironment(options.out);
  const digits = [...study.compared, study.reference].flatMap((choice) => choice.digits ?? []);
  const ships = isShipped(recipe);
  if (!ships) writeOutput('--out', join(options.out, recipeFile), `${JSON.stringify(recipe, null, 2)}\n`);
  recordCommand(options.out, [
    ...['precision', '--recipe', ships ? recipe.name : recipeFile, '--seeds', `${seeds.from}..${seeds.to}`],
    ...['--steps', String(steps), '--precision', digits.join(',')],
    ...['--backend', options.backend, '--rng', rng],
    ...pluginsOf(options.plugin, [options.recipe]).flatMap((file) => ['--plugin', file]),
  ]);
  const report = await writeReport(options.out);

  const files = [
    ...['precision.csv', 'precision-summary.csv', 'environment.json', commandFile],
    ...(ships ? [] : [recipeFile]),
    ...report.files,
  ];
  if (options.json === true) {
    process.stdout.write(`${JSON.stringify({ out: options.out, files, summary: summaryJson(study, finished) })}\n`);
    return;
  }
  process.stdout.write(
    `${formatPrecision(study, finished)}\n${files.length} files in ${options.out}: ${files.join(', ')}\n`,
  );
  process.stderr.write(`${duration(performance.now() - started)}\n`);
}

/** float64 and every precision but the highest are compared with the highest. @throws InputError */
function backendsOf(name: string, list: string): { compared: BackendChoice[]; reference: BackendChoice } {
  const digits = list.split(',').map((text) => integerOption('--precision', text.trim(), 1, 1e9));
  const distinct = [...new Set(digits)].sort((a, b) => a - b);
  if (distinct.length > 8) throw new InputError(`--precision: ${quoted(list)}: at most 8 different precisions`);
  if (distinct[0] < 17)
    throw new InputError(`--precision: ${distinct[0]}: must be 17 or more: float64 has nearly 16 digits`);
  try {
    const choices = distinct.map((precision) => chooseBackend(name, precision));
    return {
      compared: [chooseBackend('float64', null), ...choices.slice(0, -1)],
      reference: choices[choices.length - 1],
    };
  } catch (error) {
    if (error instanceof RangeError) throw new InputError(`--${error.message}`);
    throw error;
  }
}

function writeTables(folder: string, study: PrecisionStudy, comparisons: readonly SeedComparison[]): void {
  const write = (name: string, columns: readonly string[], rows: (comparison: SeedComparison) => TrialRow[]) => {
    const writer = csvWriter(columns);
    const lines = comparisons.flatMap(rows).map((row) => writer.row(columns.map((column) => row.get(column) ?? null)));
    writeOutput('--out', join(folder, name), writer.header + lines.join(''));
  };
  write('precision.csv', precisionColumns, (comparison) => precisionRows(study, comparison));
  write('precision-summary.csv', precisionSummaryColumns, (comparison) => precisionSummaryRows(study, comparison));
}

/** The rows of `precision-summary.csv`, numbers as JSON can say them. */
function summaryJson(study: PrecisionStudy, comparisons: readonly SeedComparison[]): object[] {
  return comparisons
    .flatMap((comparison) => precisionSummaryRows(study, comparison))
    .map((row) =>
      Object.fromEntries([...row].map(([name, cell]) => [name, typeof cell === 'number' ? jsonNumber(cell) : cell])),
    );
}
