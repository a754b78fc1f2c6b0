import { Command, Option } from 'commander';
import type { BackendChoice } from '../numeric/backends.js';
import { largestSeed } from '../random/streams.js';
import { csvWriter, type CsvWriter } from '../report/csv.js';
import { attemptFigure } from '../report/figure.js';
import { runFigure } from '../experiments/training/report/run-figure.js';
import { trajectoryRecorder, type TrajectoryRecorder } from '../experiments/training/report/trajectory-recorder.js';
import type { Catalogue } from '../catalogue.js';
import {
  kernelName,
  runTrial,
  type RecordedSnapshot,
  type Trial,
  type TrialResult,
} from '../experiments/training/trial.js';
import type { UnitSolution } from '../units/diagnosis.js';
import { columnNames, nestedByName, type Nested } from '../units/parameter.js';
import { describedRun } from './write-trajectories.js';
import { unitOf, type Recipe, type RecipeUnit } from '../training/recipe.js';
import { trainJson } from './train-json.js';
import {
  backendOption,
  backendOptions,
  integerOption,
  isRecipeFile,
  catalogueOption,
  jsonOption,
  pluginOption,
  recipeOption,
  rngNamed,
  rngOption,
} from './options.js';
import { withInterruption } from './interruption.js';
import { outputGroup } from './output-file.js';
import { plotFiles, plotFormat, writePlot } from './plot-option.js';
import { progressLine } from './progress.js';
import { outsideOption } from './outside-option.js';
import { note, say, sayJson } from './say.js';

interface TrainOptions {
  readonly recipe: string;
  readonly seed: string;
  readonly rng: string;
  readonly steps?: string;
  readonly backend: string;
  readonly precision?: string;
  readonly initial?: string;
  readonly kernel: string;
  readonly trajectory?: string;
  readonly every: string;
  readonly plot?: string;
  readonly plugin?: readonly string[];
  readonly allowOutside?: boolean;
  readonly json?: boolean;
}

/** `warizan train`: one run, told in full. */
export function trainCommand(): Command {
  const [backend, precision] = backendOptions();
  return new Command()
    .requiredOption('--recipe <name|file>', 'a shipped recipe, or a JSON or YAML file')
    .option('--seed <n>', 'seed of the run', '1')
    .addOption(rngOption())
    .option('--steps <n>', "length of the run; the recipe's where not given")
    .addOption(backend)
    .addOption(precision)
    .option('--initial <file|json>', 'initial weights {"w0":[[…],…],"w1":[[…]]} in place of drawn ones')
    .addOption(new Option('--kernel <name>', 'how float64 is computed').choices(['auto', 'reference']).default('auto'))
    .option('--trajectory <file.csv>', 'write the weights of every n-th step')
    .option('--every <n>', 'n of --trajectory', '1')
    .option(`--plot <${plotFiles}>`, 'draw the weights against the step')
    .addOption(pluginOption())
    .addOption(outsideOption())
    .option('--json', 'print one JSON value and nothing else')
    .addHelpText(
      'after',
      `
Examples:
  warizan train --recipe clipped --seed 4
  warizan train --recipe exact --seed 7 --plot exact-7.svg
  warizan train --recipe clipped --rng mt19937 --seed 101 --steps 10 --json
  warizan train --recipe clipped --initial '{"w0":[[-0.12716087,0.34977234],[0.85436489,0.65970844]],"w1":[[0,0]]}'`,
    )
    .action((options: TrainOptions) => run(options));
}

async function run(options: TrainOptions): Promise<void> {
  const catalogue = await catalogueOption(options, [options.recipe]);
  const rng = rngNamed(options.rng, catalogue);
  const seed = integerOption('--seed', options.seed, 0, largestSeed(rng, catalogue.generators));
  const recipe = withSteps(recipeOption(options.recipe, catalogue), options.steps);
  const trial: Trial = { recipe, rng, seed, backend: backendOption(options.backend, options.precision, catalogue) };
  const every = integerOption('--every', options.every, 1, 1e12);
  const initial = options.initial === undefined ? undefined : jsonOption('--initial', options.initial);
  const format = plotFormat(options.plot);
  const unit = unitOf(recipe, catalogue);
  const { parameters } = unit;
  if (recipe.steps === 0) note('0 steps: nothing is trained, and the weights are the initial ones');
  const outputs = outputGroup();
  if (isRecipeFile(options.recipe)) outputs.reads('--recipe', options.recipe);
  outputs.reads('--initial', options.initial);
  for (const file of options.plugin ?? []) outputs.reads('--plugin', file);

  const progress = progressLine('steps');
  try {
    const table = outputs.open('--trajectory', options.trajectory);
    const figure = outputs.open('--plot', options.plot);
    const recorder = figure === null ? null : trajectoryRecorder(parameters, recipe.steps);
    const writer = csvWriter(['step', ...columnNames(parameters), 'loss']);
    table?.write(writer.header);
    let done = 0;
    const result = await withInterruption(
      async (check) => {
        const run = await runTrial(trial, {
          catalogue,
          initial,
          kernel: options.kernel === 'reference' ? 'reference' : 'auto',
          every: snapshotInterval(recipe, table === null ? null : every, recorder),
          onSnapshot(snapshot) {
            const { step, last } = snapshot;
            if (table !== null && (step % every === 0 || last)) table.write(tableRow(writer, snapshot));
            recorder?.observe(step, snapshot.numbers());
            progress.update(step, recipe.steps);
            done = step;
          },
          pause: pauseFor(check),
        });
        progress.clear();
        if (figure !== null && format !== null && recorder !== null) {
          const recorded = { run: describedRun(trial, run), trajectory: recorder.trajectory() };
          await writePlot(
            figure,
            format,
            attemptFigure('weights', 'Weights against the step', () => runFigure(recorded, 0)),
          );
        }
        check();
        outputs.commit();
        return run;
      },
      () => `interrupted after ${done} of ${recipe.steps} steps: nothing was written`,
    );
    report(trial, result, unit, options, catalogue);
  } finally {
    progress.clear();
    outputs.discard();
  }
}

/**
 * A run is asked to wait this often, in milliseconds: seldom enough to cost nothing, often enough for a hand
 * on the keyboard.
 */
const betweenPauses = 50;

/** Lets signals in now and then, and sees to them. */
function pauseFor(check: () => void): () => Promise<void> | null {
  let last = performance.now();
  return () => {
    if (performance.now() - last < betweenPauses) return null;
    return new Promise<void>((resume) => setImmediate(resume)).then(() => {
      last = performance.now();
      check();
    });
  };
}

function tableRow(writer: CsvWriter, snapshot: RecordedSnapshot): string {
  const loss = snapshot.lossText();
  const cells = snapshot.text().map((digits) => ({ digits }));
  return writer.row([snapshot.step, ...cells, loss === null ? null : { digits: loss }]);
}

function report(
  trial: Trial,
  result: TrialResult,
  unit: RecipeUnit,
  options: TrainOptions,
  catalogue: Catalogue,
): void {
  if (options.json === true) {
    sayJson(trainJson(trial, result, unit.parameters, kernelName(trial, catalogue)));
    return;
  }
  say(`${describeRun(trial, result, unit).join('\n')}\n`);
  for (const path of [options.trajectory, options.plot]) {
    if (path !== undefined) say(`wrote ${path}\n`);
  }
}

/** What a run came to, in words. */
function describeRun(
  { recipe, rng, seed, backend }: Trial,
  result: TrialResult,
  { unit, parameters }: RecipeUnit,
): string[] {
  const { solution, final, convergedAt } = result;
  const digits = (entries: Nested<number>): string =>
    typeof entries === 'number' ? entries.toPrecision(9) : `[${entries.map(digits).join(', ')}]`;
  const arrays = Object.entries(nestedByName(parameters, final));
  return [
    `${recipe.name}, seed ${seed} (${rng}), ${backendText(backend)}${result.steps} steps: ${result.outcome}${convergedAt === null ? '' : ` at step ${convergedAt}`}`,
    ...arrays.map(([name, entries]) => `  ${name.toUpperCase()} = ${digits(entries)}`),
    `  mean squared error: interpolation ${result.interpolationMse.toPrecision(3)}, extrapolation ${extrapolationText(result)}`,
    ...(unit.diagnosis === undefined ? [] : [solutionText(solution)]),
  ];
}

function solutionText(solution: UnitSolution | null): string {
  if (solution === null) return '  not a permuted solution';
  const { permutation, scale, residual } = solution;
  return `  a permuted solution: row j sees input [${permutation.join(', ')}], scale ${scale.toPrecision(6)}, residual ${residual.toPrecision(2)}`;
}

/** A run without a step is not evaluated, so that it cannot count as one that converged. */
function extrapolationText({ steps, extrapolationMse }: TrialResult): string {
  return steps === 0 ? 'not evaluated before the first step' : extrapolationMse.toPrecision(3);
}

/** Nothing for float64, which needs no mention. */
function backendText({ name, digits }: BackendChoice): string {
  return digits === null ? '' : `${name} at ${digits} digits, `;
}

function withSteps(recipe: Recipe, steps: string | undefined): Recipe {
  return steps === undefined ? recipe : { ...recipe, steps: integerOption('--steps', steps, 0, 1e12) };
}

/** Steps between two snapshots, at most: a run can be interrupted at snapshots only. */
const longestInterval = 1000;

/**
 * A step between snapshots that meets every evaluation and every row of the trajectory; a figure sees every
 * step.
 */
function snapshotInterval(recipe: Recipe, every: number | null, recorder: TrajectoryRecorder | null): number {
  if (recorder !== null) return 1;
  const { interval } = recipe.evaluation;
  const common = every === null ? interval : greatestCommonDivisor(every, interval);
  let step = Math.min(common, longestInterval);
  while (common % step !== 0) step--;
  return step;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
