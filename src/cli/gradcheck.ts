import { join } from 'node:path';
import { Command, Option } from 'commander';
import fc from 'fast-check';
import { withBackend, type BackendChoice } from '../numeric/backends.js';
import type { Numeric } from '../numeric/numeric.js';
import { twoLayerNetwork, twoLayerNetworks, type TwoLayerNetwork } from '../testing/two-layer-network.js';
import { flattenWeights, weightNames } from '../units/two-layers/layers.js';
import { xoroshiro128plus } from '../random/generators/xoroshiro128plus.js';
import { csvWriter, formatCsv, type CsvWriter } from '../report/csv.js';
import { arbitraryGradientSample } from '../testing/arbitrary-gradient-sample.js';
import type { NetworkSample } from '../testing/arbitrary-sample.js';
import { BoundedProperty } from '../testing/bounded-property.js';
import { genericSample } from '../testing/generic-sample.js';
import { twoLayerModel } from '../testing/two-layer-model.js';
import { checkNumericGradient, type NumericEntry } from '../testing/numeric-model.js';
import { literal, shortNumber } from '../testing/describe-verdict.js';
import { stepErrors } from '../testing/step-errors.js';
import { InputError, quoted } from '../base/input-error.js';
import { CheckFailed } from './exit.js';
import { backendOption, backendOptions, integerOption } from './options.js';
import { newFolder, outputGroup, writeOutput } from './output-file.js';
import { progressLine } from './progress.js';
import { commandFile, recordCommand } from './recorded-command.js';
import { writeEnvironment } from './write-environment.js';
import { writeReport } from './write-report.js';

interface GradcheckOptions {
  readonly unit?: string;
  /** Another name of `unit`. */
  readonly network?: string;
  readonly gradient: string;
  readonly backend: string;
  readonly precision?: string;
  readonly runs: string;
  readonly seed: string;
  readonly csv?: string;
  readonly out?: string;
  readonly json?: boolean;
}

/** `warizan gradcheck`: the gradient property of one unit, and its verdict. */
export function gradcheckCommand(): Command {
  const [backend, precision] = backendOptions();
  const units = twoLayerNetworks.map(({ name }) => name);
  return new Command()
    .addOption(new Option('--unit <name>', 'the unit').choices(units))
    .addOption(new Option('--network <name>', 'another name of --unit').choices(units).hideHelp())
    .addOption(
      new Option('--gradient <name>', 'the gradient')
        .choices([...new Set(twoLayerNetworks.flatMap(({ gradients }) => gradients))])
        .makeOptionMandatory(),
    )
    .addOption(backend)
    .addOption(precision)
    .option('--runs <n>', 'how many cases', '100')
    .option('--seed <n>', 'seed of the cases', '1')
    .option('--csv <file>', 'write gradcheck.csv: a row for every entry of every case')
    .option('--out <dir>', 'a new folder for that table, the errors of differences at every step size, figure and page')
    .option('--json', 'print one JSON value and nothing else')
    .addHelpText(
      'after',
      `
A case is a unit of a random shape with weights, inputs and targets at the places where such units are hard. Every
entry of the gradient must agree with extrapolated differences of the loss to within the error that the differences
and the rounding can have; the tolerance is computed for each entry, not chosen. Digits agreed are those of the entry,
or, where it is a small difference of large terms, those of the terms.

Examples:
  warizan gradcheck --unit complex-log --gradient exact --backend mpfr --precision 50 --runs 1000
  warizan gradcheck --unit complex-log --gradient projected
  warizan gradcheck --unit log-square --gradient exact --csv gradcheck.csv
  warizan gradcheck --unit complex-log --gradient exact --backend mpfr --out gradcheck-1`,
    )
    .action((options: GradcheckOptions) => run(options));
}

/** What is checked, as the user named it. */
interface Subject {
  readonly network: TwoLayerNetwork;
  readonly gradient: string;
  readonly backend: BackendChoice;
}

/** A case and its entries. */
interface CheckedCase {
  readonly sample: NetworkSample;
  readonly entries: readonly NumericEntry[];
}

/** What all cases came to. */
interface Verdict {
  readonly cases: number;
  readonly entries: number;
  /** Digits agreed, of all entries of all cases. */
  readonly worst: number;
  readonly median: number;
  readonly shrinks: number;
  /** Null where the gradient holds. */
  readonly counterexample: CheckedCase | null;
}

async function run(options: GradcheckOptions): Promise<void> {
  const subject = subjectOf(options);
  const runs = integerOption('--runs', options.runs, 1, 1e9);
  const seed = integerOption('--seed', options.seed, 0, 2 ** 31 - 1);
  if (options.out !== undefined) newFolder('--out', options.out);
  const outputs = outputGroup();
  const progress = progressLine('cases', process.stderr);
  try {
    const inFolder = options.out === undefined ? undefined : join(options.out, 'gradcheck.csv');
    const files = [outputs.open('--csv', options.csv), outputs.open('--out', inFolder)].filter((file) => file !== null);
    const write = (text: string) => {
      for (const file of files) file.write(text);
    };
    const table = files.length === 0 ? null : caseTable(subject, write);
    const verdict = await withBackend(subject.backend, (n) =>
      check(n, subject, { runs, seed }, (checked, count) => {
        table?.write(checked);
        progress.update(count, runs);
      }),
    );
    if (verdict.counterexample !== null) table?.write(verdict.counterexample);
    outputs.commit();
    progress.clear();
    const written = options.out === undefined ? [] : await writeFolder(options.out, subject, runs, seed);
    if (options.json === true) {
      const folder = options.out === undefined ? {} : { out: options.out, files: written };
      process.stdout.write(`${JSON.stringify({ ...verdictJson(subject, seed, verdict), ...folder })}\n`);
    } else {
      process.stdout.write(`${inWords(subject, verdict)}\n`);
      if (options.out !== undefined)
        process.stdout.write(`${written.length} files in ${options.out}: ${written.join(', ')}\n`);
    }
    if (verdict.counterexample !== null) {
      throw new CheckFailed(`the ${subject.gradient} gradient of ${subject.network.name} is not that of its loss`);
    }
  } finally {
    progress.clear();
    outputs.discard();
  }
}

/** Writes what stands beside `gradcheck.csv`, and the report of it all. @returns the names of all files */
async function writeFolder(folder: string, subject: Subject, runs: number, seed: number): Promise<string[]> {
  writeOutput('--out', join(folder, 'gradcheck-steps.csv'), await stepTable(subject, seed));
  writeEnvironment(folder);
  const { network, gradient, backend } = subject;
  recordCommand(folder, [
    ...['gradcheck', '--unit', network.name, '--gradient', gradient, '--backend', backend.name],
    ...(backend.digits === null ? [] : ['--precision', String(backend.digits)]),
    ...['--runs', String(runs), '--seed', String(seed)],
  ]);
  const { files } = await writeReport(folder);
  return ['gradcheck.csv', 'gradcheck-steps.csv', 'environment.json', commandFile, ...files];
}

/**
 * `gradcheck-steps.csv`: a row for every order and step of central differences, at one generic sample. They
 * are compared with the exact gradient whichever was checked, since it is the differences that are judged
 * here.
 */
async function stepTable({ network, backend }: Subject, seed: number): Promise<string> {
  const { shape, weights, x, target } = genericSample(xoroshiro128plus(seed));
  const [derivative] = network.gradients;
  const model = twoLayerModel(network, shape, derivative);
  const errors = await withBackend(backend, (n) => stepErrors(n, model, flattenWeights(weights), [...x, ...target]));
  return formatCsv({
    columns: ['network', 'gradient', 'backend', 'precision', 'order', 'step', 'error'],
    rows: errors.map(({ order, step, error }) => [
      ...[network.name, derivative, backend.name, backend.digits, order, step, error],
    ]),
  });
}

function subjectOf(options: GradcheckOptions): Subject {
  const { gradient, unit: network = options.network } = options;
  if (network === undefined) throw new InputError("required option '--unit <name>' not specified");
  const subject = {
    network: twoLayerNetwork(network),
    gradient,
    backend: backendOption(options.backend, options.precision),
  };
  if (!subject.network.gradients.includes(gradient)) {
    throw new InputError(
      `--gradient: ${quoted(gradient)}: ${network} has only the gradients: ${subject.network.gradients.join(', ')}`,
    );
  }
  return subject;
}

/** Checks `runs` cases; the first that fails is shrunk. */
function check<T>(
  n: Numeric<T>,
  { network, gradient }: Subject,
  { runs, seed }: { readonly runs: number; readonly seed: number },
  onCase: (checked: CheckedCase, count: number) => void,
): Verdict {
  const digits: number[] = [];
  let cases = 0;
  let failed = false;
  const entriesOf = ({ shape, weights, x, target }: NetworkSample) =>
    checkNumericGradient(n, twoLayerModel(network, shape, gradient), flattenWeights(weights), [...x, ...target]);
  const property = fc.property(arbitraryGradientSample(network), (sample) => {
    const entries = entriesOf(sample);
    const holds = entries.every((entry) => entry.holds);
    // After the first failure come the steps of its shrinking, which are no cases of their own.
    if (!failed) {
      digits.push(...entries.map((entry) => entry.digits));
      cases += 1;
      onCase({ sample, entries }, cases);
    }
    failed ||= !holds;
    return holds;
  });
  // Tries are counted and time is not, so that the same command finds the same case on every machine.
  const bounded = new BoundedProperty(() => property, { timeLimit: Infinity, shrinkTime: Infinity });
  const details = fc.check(bounded, { numRuns: runs, seed });
  const shrunk = details.counterexample?.[0];
  const sorted = digits.toSorted((a, b) => a - b);
  return {
    cases,
    entries: digits.length,
    worst: sorted[0],
    median: sorted[Math.floor(sorted.length / 2)],
    shrinks: details.numShrinks,
    counterexample: shrunk === undefined ? null : { sample: shrunk, entries: entriesOf(shrunk) },
  };
}

function nameOf({ name, digits }: BackendChoice): string {
  return digits === null ? name : `${name} with ${digits} digits`;
}

/** The verdict in a few lines. */
function inWords({ network, gradient, backend }: Subject, verdict: Verdict): string {
  const { cases, entries, worst, median, counterexample, shrinks } = verdict;
  const title = `${network.name}, ${gradient} gradient, ${nameOf(backend)}`;
  const agreed = `digits agreed: worst ${worst.toFixed(1)}, median ${median.toFixed(1)}`;
  if (counterexample === null) return `${title}: holds in ${cases} cases (${entries} entries)\n  ${agreed}`;
  const { sample, entries: checked } = counterexample;
  const names = weightNames(sample.shape);
  const wrong = checked.filter((entry) => !entry.holds).slice(0, 3);
  const preActivations = sample.weights.w0.map((row) => row.reduce((sum, w, i) => sum + w * sample.x[i], 0));
  return [
    `${title}: fails in case ${cases}, shrunk ${shrinks} times`,
    `  W0       ${literal(sample.weights.w0)}`,
    `  W1       ${literal(sample.weights.w1)}`,
    `  x        ${literal(sample.x)}`,
    `  t        ${literal(sample.target)}`,
    `  u = W0·x ${literal(preActivations)}`,
    ...wrong.flatMap((entry) => [
      `  ∂L/∂${names[entry.entry]}: the gradient says     ${shortDigits(entry.analytic)}`,
      `  ${' '.repeat(names[entry.entry].length + 6)}differences say       ${shortDigits(entry.numeric)} ± ${shortNumber(entry.tolerance)}`,
    ]),
  ].join('\n');
}

/** The first digits of a number in all its digits. */
function shortDigits(text: string): string {
  return shortNumber(Number(text));
}

function verdictJson({ network, gradient, backend }: Subject, seed: number, verdict: Verdict): object {
  const { cases, entries, worst, median, counterexample } = verdict;
  return {
    network: network.name,
    gradient,
    backend: backend.name,
    precision: backend.digits,
    seed,
    holds: counterexample === null,
    cases,
    entries,
    digits: { worst, median },
    counterexample:
      counterexample === null
        ? null
        : {
            weights: counterexample.sample.weights,
            inputs: inputsOf(counterexample.sample),
            entries: counterexample.entries.map(({ entry, ...checked }) => ({
              entry: weightNames(counterexample.sample.shape)[entry],
              ...checked,
            })),
          },
  };
}

function inputsOf({ x, target }: NetworkSample): object {
  return { x, target };
}

/** `gradcheck.csv`: a row an entry; a failure's last rows are the shrunk case. */
function caseTable(
  { network, gradient, backend }: Subject,
  write: (text: string) => void,
): { write(checked: CheckedCase): void } {
  const writer: CsvWriter = csvWriter([
    ...['network', 'gradient', 'backend', 'precision', 'weights', 'inputs', 'entry'],
    ...['analytic', 'numeric', 'error', 'tolerance', 'digits', 'holds'],
  ]);
  write(writer.header);
  return {
    write({ sample, entries }) {
      const names = weightNames(sample.shape);
      const weights = JSON.stringify(sample.weights);
      const inputs = JSON.stringify(inputsOf(sample));
      for (const { entry, analytic, numeric, error, tolerance, digits, holds } of entries) {
        write(
          writer.row([
            ...[network.name, gradient, backend.name, backend.digits, weights, inputs, names[entry]],
            ...[{ digits: analytic }, { digits: numeric }, error, tolerance, digits, holds ? 'true' : 'false'],
          ]),
        );
      }
    },
  };
}
