import { existsSync } from 'node:fs';
import { Command, Option } from 'commander';
import { catalogueFrom } from '../plugins/load-plugin.js';
import { InputError, messageOf } from '../base/input-error.js';
import { readAtOnce } from '../base/standard-schema.js';
import { describeDefinedStudy } from '../experiments/defined/describe-study.js';
import { definedRequest } from '../experiments/defined/read-study.js';
import { generators as shippedGenerators, standardGenerator } from '../random/generators.js';
import type { Generator } from '../random/generator.js';
import { showUserText } from '../report/user-text.js';
import { settingName } from '../study/comparison-plan.js';
import { successOf, type Experiment, type Run } from '../study/experiment.js';
import { keepStdoutForResults } from '../study/keep-stdout.js';
import type { SeriesRows } from '../study/row-text.js';
import { anywhere } from '../study/reach.js';
import { contextOf } from '../study/run-context.js';
import { untilAborted } from '../study/until-aborted.js';
import { settledOrIdle } from '../study/settled-or-idle.js';
import { textOfCell } from '../study/tables/cell-value.js';
import type { Cell } from '../study/tables/cell.js';
import { cellIn } from '../study/tables/trial-table.js';
import { isFileName } from '../experiments/training/read-study.js';
import { loadStudyFile } from '../experiments/training/study-file.js';
import { isModuleName } from '../plugins/module-graph.js';
import { foundExperiment, isDefinedStudy, openedStudy } from './defined-study.js';
import { CheckFailed, Interrupted } from './exit.js';
import { listenForInterrupts } from './interruption.js';
import { integerOption, pluginOption } from './options.js';
import { setOption, settingOf } from './set-option.js';
import { sayIfEnded } from './supervisor.js';
import { jsonNumber } from './train-json.js';
import { outsideOption } from './outside-option.js';
import { say, sayJson } from './say.js';

interface RunOptions {
  readonly set: readonly string[];
  readonly setting?: string;
  readonly seed?: string;
  readonly rng?: string;
  readonly plugin?: readonly string[];
  readonly allowOutside?: boolean;
  readonly json?: boolean;
}

/** `warizan run`: one trial of any experiment, in this process. */
export function runCommand(): Command {
  return new Command()
    .argument('<experiment>', 'a module that exports an experiment, or the study file of one')
    .addOption(setOption())
    .option('--setting <k>', "of a study file: the setting's place in the study, from 1")
    .option('--seed <n>', 'the seed of the trial')
    .addOption(
      new Option('--rng <name>', `random generator: ${shippedGenerators.names.join(', ')}, or a plugin's`).default(
        undefined,
        `the study's, or ${standardGenerator.name}`,
      ),
    )
    .addOption(pluginOption())
    .addOption(outsideOption())
    .option('--json', 'print one JSON value and nothing else')
    .addHelpText(
      'after',
      `
Examples:
  warizan run my-experiment.ts --set rate=0.1 --seed 17
  warizan run my-experiment.ts --set layers.width=8 --set optimiser=adam --seed 17 --json
  warizan run my-study.yaml --setting 3 --seed 17
  node --inspect-brk node_modules/.bin/warizan run my-experiment.ts --seed 17

The trial is the one that a study has of this setting, generator and seed. Exit status 1 says that it threw; --debug shows
where.`,
    )
    .action(run);
}

/** What is said of a trial that was stopped. */
const stopped = 'interrupted: nothing was written';

/** What is to be run. */
interface AskedTrial {
  readonly experiment: Experiment;
  readonly setting: unknown;
  readonly generator: Generator;
  readonly seed: number;
}

async function run(file: string, options: RunOptions): Promise<void> {
  const trial = await askedTrial(file, options);
  const { experiment, generator, seed } = trial;
  const interrupts = listenForInterrupts();
  sayIfEnded(stopped);
  const free = keepStdoutForResults();
  try {
    const { context, recorded } = contextOf(experiment, generator, seed, interrupts.signal);
    const ended = await untilAborted(
      Promise.resolve(settledOrIdle(() => experiment.run(trial.setting, context))),
      interrupts.signal,
    );
    free();
    tell(trial, ended, recorded(), options);
  } catch (error) {
    if (error instanceof Interrupted) throw new Interrupted(stopped);
    if (error instanceof InputError) throw error;
    throw new CheckFailed(`${nameOf(trial)} failed: ${messageOf(error)}`, { cause: error });
  } finally {
    free();
    interrupts.ignore();
  }
}

/** @throws InputError */
async function askedTrial(file: string, options: RunOptions): Promise<AskedTrial> {
  if (options.seed === undefined) throw new InputError('--seed: missing: name the seed of the trial');
  const { plugin: plugins = [], set } = options;
  if (isModuleName(file)) {
    if (options.setting !== undefined) throw new InputError('--setting: goes with a study file: use --set');
    const catalogue = await catalogueFrom(plugins);
    const { experiment } = await foundExperiment(file, '.', { catalogue, plugins, reach: anywhere });
    const generator = catalogue.generators.get(options.rng ?? standardGenerator.name);
    const setting = readAtOnce(experiment.setting, settingOf(set), 'setting');
    return { experiment, setting, generator, seed: seedOption(options.seed, generator) };
  }
  if (!isDefinedStudy(file)) {
    // What is wrong with it, where it is a file that cannot be read.
    if (isFileName(file) && existsSync(file)) loadStudyFile(file, options);
    throw new InputError(
      `experiment: ${JSON.stringify(file)}: must be a module (.ts, .js, .mjs) or a study file that names an experiment`,
    );
  }
  const { read, found, catalogue } = await openedStudy(file, { plugins, allowOutside: options.allowOutside });
  const { experiment, code } = found;
  const generator = catalogue.generators.get(options.rng ?? read.rng ?? standardGenerator.name);
  const seed = seedOption(options.seed, generator);
  const { generators } = catalogue;
  const laidOut = () => describeDefinedStudy(definedRequest(read, { experiment, code, generators })).setups;
  return { experiment, setting: studySetting(experiment, laidOut, options), generator, seed };
}

function seedOption(text: string, { largestSeed }: Generator): number {
  return integerOption('--seed', text, 0, largestSeed);
}

/** The setting of a study that options name. */
function studySetting(
  { setting: schema }: Experiment,
  laidOut: () => readonly { readonly setting: unknown }[],
  { set, setting: place }: RunOptions,
): unknown {
  if (place === undefined && set.length > 0) return readAtOnce(schema, settingOf(set), 'setting');
  const setups = laidOut();
  if (place === undefined && setups.length > 1) {
    throw new InputError(
      `--setting: missing: name one of the ${setups.length} of the study by its place, or use --set`,
    );
  }
  const { setting } = setups[place === undefined ? 0 : integerOption('--setting', place, 1, setups.length) - 1];
  return set.length === 0 ? setting : readAtOnce(schema, settingOf(set, setting), 'setting');
}

function nameOf({ experiment, setting, seed }: AskedTrial): string {
  return `seed ${seed} of ${showUserText(settingName(experiment, { setting, grid: {} }), 200)}`;
}

function tell(trial: AskedTrial, { outcome, row }: Run<unknown>, series: SeriesRows, options: RunOptions): void {
  const { experiment, setting, generator, seed } = trial;
  const { name, version } = experiment;
  const columns = [...experiment.costs, ...experiment.columns, ...(experiment.details?.([setting]) ?? [])];
  const cells = columns.map((column): [typeof column, Cell] => [column, cellIn(column, row)]);
  if (options.json === true) {
    const json = {
      experiment: name,
      version,
      setting,
      rng: generator.name,
      seed,
      outcome,
      row: Object.fromEntries(cells.map(([column, cell]) => [column.name, jsonCell(cell)])),
      series: Object.fromEntries(
        Object.entries(series).map(([own, rows]) => [own, rows.map((each) => each.map(jsonCell))]),
      ),
    };
    sayJson(json);
    return;
  }
  const isSuccess = experiment.outcomes.some((own) => own.name === outcome && own.isSuccess === true);
  const lines = [
    `${showUserText(name, 60)}, ${nameOf(trial)} (${generator.name}): ${outcome}${isSuccess ? ` (${successOf(experiment).past})` : ''}`,
    ...cells.map(([{ name: own, unit }, cell]) => `  ${own} = ${cellText(cell)}${unit === null ? '' : ` ${unit}`}`),
    ...Object.entries(series).map(([own, rows]) => seriesLine(experiment, own, rows)),
  ];
  say(`${lines.join('\n')}\n`);
}

function seriesLine({ series = [] }: Experiment, name: string, rows: SeriesRows[string]): string {
  const last = rows.at(-1);
  if (last === undefined) return `  ${name}: nothing recorded`;
  const columns = series.find((own) => own.name === name)?.columns ?? [];
  const cells = columns.map((column, k) => `${column.name} ${cellText(last[k])}`).join(', ');
  return `  ${name}: ${rows.length} row${rows.length === 1 ? '' : 's'} kept, the last: ${cells}`;
}

function cellText(cell: Cell): string {
  return cell === null ? 'none' : showUserText(textOfCell(cell), 200);
}

function jsonCell(cell: Cell): unknown {
  return typeof cell === 'number' ? jsonNumber(cell) : cell !== null && typeof cell === 'object' ? cell.digits : cell;
}
