import { join } from 'node:path';
import { Command, Option } from 'commander';
import fc from 'fast-check';
import { withBackend, type BackendChoice } from '../numeric/backends.js';
import type { Numeric } from '../numeric/numeric.js';
import { catalogue, type Catalogue } from '../catalogue.js';
import { twoLayerNetworks, type TwoLayerNetwork } from '../testing/two-layer-network.js';
import { flattenWeights } from '../units/two-layers/layers.js';
import { xoroshiro128plus } from '../random/generators/xoroshiro128plus.js';
import { csvWriter, formatCsv, type CsvWriter } from '../report/csv.js';
import { BoundedProperty } from '../testing/bounded-property.js';
import { genericSample } from '../testing/generic-sample.js';
import { twoLayerModel } from '../testing/two-layer-model.js';
import type { NumericEntry } from '../testing/numeric-model.js';
import { shortNumber } from '../testing/describe-verdict.js';
import { stepErrors } from '../testing/step-errors.js';
import { InputError } from '../base/input-error.js';
import { CheckFailed } from './exit.js';
import { gradcheckSubject, type GradcheckCase, type GradcheckSubject } from './gradcheck-subject.js';
import { backendOption, backendOptions, catalogueOption, integerOption, pluginOption } from './options.js';
import { newFolder, outputGroup, writeResult } from './output-file.js';
import { progressLine } from './progress.js';
import { commandFile, recordCommand } from './recorded-command.js';
import { writeEnvironment } from './write-environment.js';
import { writeReport } from './write-report.js';
import { say, sayJson } from './say.js';

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
  readonly plugin?: readonly string[];
  readonly json?: boolean;
}

/** `warizan gradcheck`: the gradient property of one unit, and its verdict. */
export function gradcheckCommand(): Command {
  const [backend, precision] = backendOptions();
  return new Command()
    .addOption(new Option('--unit <name>', `the unit: ${catalogue.units.names.join(', ')}, or a plugin's`))
    .addOption(new Option('--network <name>', 'another name of --unit').hideHelp())
    .addOption(
      new Option('--gradient <name>', 'the gradient: exact, or another that the unit has').makeOptionMandatory(),
    )
    .addOption(backend)
    .addOption(precision)
    .option('--runs <n>', 'how many cases', '100')
    .option('--seed <n>', 'seed of the cases', '1')
    .option('--csv <file>', 'write gradcheck.csv: a row for every entry of every case')
    .option('--out <dir>', 'a new folder for that table, the errors of differences at every step size, figure and page')
    .addOption(pluginOption())
    .option('--json', 'print one JSON value and nothing else')
    .addHelpText(
      'after',
      `
A case is a unit of a random shape with weights, inputs and targets at the places where such units are hard. Every
entry of the gradient must agree with extrapolated differences of the loss to within the error that the differences
and the rounding can have; the tolerance is computed for each entry, not chosen. Digits agreed are those of the entry,
or, where it is a small difference of large terms, those of the terms.

A unit without two layers is compared with the derivative that dual numbers carry through its output, to within the
bounds of both computations' rounding errors, and with differences in float64.

Examples:
  warizan gradcheck --unit complex-log --gradient exact --backend mpfr --precision 50 --runs 1000
  warizan gradcheck --unit complex-log --gradient projected
  warizan gradcheck --unit log-square --gradient exact --csv gradcheck.csv
  warizan gradcheck --unit complex-log --gradient exact --backend mpfr --out gradcheck-1`,
    )
    .action((options: GradcheckOptions) => run(options));
}

/** What is checked, and in which number system. */
interface Subject extends GradcheckSubject {
  readonly backend: BackendChoice;
  readonly catalogue: Catalogue;
  /** Files of plugins, as the user named them. */
  readonly plugins: readonly string[];
}

/** A case and its entries. */
interface CheckedCase {
  readonly given: GradcheckCase;
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
  const subject = subjectOf(options, await catalogueOption(options));
  const runs = integerOption('--runs', options.runs, 1, 1e9);
  const seed = integerOption('--seed', options.seed, 0, 2 ** 31 - 1);
  if (options.out !== undefined) requireSteps(subject);
  if (options.out !== undefined) newFolder('--out', options.out);
  const outputs = outputGroup();
  for (const file of options.plugin ?? []) outputs.reads('--plugin', file);
  const progress = progressLine('cases');
  try {
    const inFolder = options.out === undefined ? undefined : join(options.out, 'gradcheck.csv');
    const files = [outputs.open('--csv', options.csv), outputs.openResult('--out', inFolder)].filter(
      (file) => file !== null,
    );
    const write = (text: string) => {
      for (const file of files) file.write(text);
    };
    const table = files.length === 0 ? null : caseTable(subject, write);
    const work = <T>(n: Numeric<T>): Verdict =>
      check(n, subject, { runs, seed }, (checked, count) => {
        table?.write(checked);
        progress.update(count, runs);
      });
    const verdict = await withBackend(subject.backend, work, subject.catalogue.backends);
    if (verdict.counterexample !== null) table?.write(verdict.counterexample);
    outputs.commit();
    progress.clear();
    const written = options.out === undefined ? [] : await writeFolder(options.out, subject, runs, seed);
    if (options.json === true) {
      const folder = options.out === undefined ? {} : { out: options.out, files: written };
      sayJson({ ...verdictJson(subject, seed, verdict), ...folder });
    } else {
      say(`${inWords(subject, verdict)}\n`);
      if (options.out !== undefined) say(`${written.length} files in ${options.out}: ${written.join(', ')}\n`);
    }
    if (verdict.counterexample !== null) {
      throw new CheckFailed(`the ${subject.gradient} gradient of ${subject.unit} is not that of its loss`);
    }
  } finally {
    progress.clear();
    outputs.discard();
  }
}

/** Writes what stands beside `gradcheck.csv`, and the report of it all. @returns the names of all files */
async function writeFolder(folder: string, subject: Subject, runs: number, seed: number): Promise<string[]> {
  writeResult('--out', join(folder, 'gradcheck-steps.csv'), await stepTable(subject, seed));
  writeEnvironment(folder);
  const { unit, gradient, backend, plugins } = subject;
  recordCommand(folder, [
    ...['gradcheck', '--unit', unit, '--gradient', gradient, '--backend', backend.name],
    ...(backend.digits === null ? [] : ['--precision', String(backend.digits)]),
    ...['--runs', String(runs), '--seed', String(seed)],
    ...plugins.flatMap((file) => ['--plugin', file]),
  ]);
  const { files } = await writeReport(folder);
  return ['gradcheck.csv', 'gradcheck-steps.csv', 'environment.json', commandFile, ...files];
}

/**
 * `gradcheck-steps.csv`: a row for every order and step of central differences, at one generic sample. They
 * are compared with the exact gradient whichever was checked, since it is the differences that are judged
 * here.
 */
async function stepTable(subject: Subject, seed: number): Promise<string> {
  const { backend, catalogue } = subject;
  const network = requireSteps(subject);
  const { shape, weights, x, target } = genericSample(xoroshiro128plus(seed));
  const [derivative] = network.gradients;
  const model = twoLayerModel(network, shape, derivative);
  const work = <T>(n: Numeric<T>) => stepErrors(n, model, flattenWeights(weights), [...x, ...target]);
  const errors = await withBackend(backend, work, catalogue.backends);
  return formatCsv({
    columns: ['network', 'gradient', 'backend', 'precision', 'order', 'step', 'error'],
    rows: errors.map(({ order, step, error }) => [
      ...[network.name, derivative, backend.name, backend.digits, order, step, error],
    ]),
  });
}

/** The errors of differences are those of a unit whose scale is known. @throws InputError for any other */
function requireSteps({ unit, network }: Subject): TwoLayerNetwork {
  if (network !== null) return network;
  const names = twoLayerNetworks.map(({ name }) => name).join(', ');
  throw new InputError(`--out: draws the errors of differences, which it can for ${names}, not ${unit}: use --csv`);
}

function subjectOf(options: GradcheckOptions, catalogue: Catalogue): Subject {
  const { gradient, network, unit = network } = options;
  if (unit === undefined) throw new InputError("required option '--unit <name>' not specified");
  const option = options.unit === undefined ? '--network' : '--unit';
  return {
    ...gradcheckSubject(option, unit, gradient, catalogue),
    backend: backendOption(options.backend, options.precision, catalogue),
    catalogue,
    plugins: options.plugin ?? [],
  };
}

/** Checks `runs` cases; the first that fails is shrunk. */
function check<T>(
  n: Numeric<T>,
  { cases: drawn, unit }: Subject,
  { runs, seed }: { readonly runs: number; readonly seed: number },
  onCase: (checked: CheckedCase, count: number) => void,
): Verdict {
  const digits: number[] = [];
  let cases = 0;
  let failed = false;
  const property = fc.property(drawn, (given) => {
    const entries = given.check(n);
    // Nothing is known of this point: another one is drawn.
    fc.pre(entries !== null);
    const holds = entries.every((entry) => entry.holds);
    // After the first failure come the steps of its shrinking, which are no cases of their own.
    if (!failed) {
      digits.push(...entries.map((entry) => entry.digits));
      cases += 1;
      onCase({ given, entries }, cases);
    }
    failed ||= !holds;
    return holds;
  });
  // Tries are counted and time is not, so that the same command finds the same case on every machine.
  const bounded = new BoundedProperty(() => property, { timeLimit: Infinity, shrinkTime: Infinity });
  const details = fc.check(bounded, { numRuns: runs, seed });
  if (cases === 0) throw new InputError(`--unit: rounding errors of ${unit} can be bounded in none of the points`);
  const shrunk = details.counterexample?.[0];
  const entries = shrunk?.check(n) ?? null;
  const sorted = digits.toSorted((a, b) => a - b);
  return {
    cases,
    entries: digits.length,
    worst: sorted[0],
    median: sorted[Math.floor(sorted.length / 2)],
    shrinks: details.numShrinks,
    counterexample: shrunk === undefined || entries === null ? null : { given: shrunk, entries },
  };
}

function nameOf({ name, digits }: BackendChoice): string {
  return digits === null ? name : `${name} with ${digits} digits`;
}

/** The verdict in a few lines. */
function inWords({ unit, gradient, backend }: Subject, verdict: Verdict): string {
  const { cases, entries, worst, median, counterexample, shrinks } = verdict;
  const title = `${unit}, ${gradient} gradient, ${nameOf(backend)}`;
  const agreed = `digits agreed: worst ${worst.toFixed(1)}, median ${median.toFixed(1)}`;
  if (counterexample === null) return `${title}: holds in ${cases} cases (${entries} entries)\n  ${agreed}`;
  const { given, entries: checked } = counterexample;
  const { names } = given;
  const wrong = checked.filter((entry) => !entry.holds).slice(0, 3);
  return [
    `${title}: fails in case ${cases}, shrunk ${shrinks} times`,
    ...given.lines,
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

function verdictJson({ unit, gradient, backend }: Subject, seed: number, verdict: Verdict): object {
  const { cases, entries, worst, median, counterexample } = verdict;
  return {
    network: unit,
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
            weights: counterexample.given.weights,
            inputs: counterexample.given.inputs,
            entries: counterexample.entries.map(({ entry, ...checked }) => ({
              entry: counterexample.given.names[entry],
              ...checked,
            })),
          },
  };
}

/** `gradcheck.csv`: a row an entry; a failure's last rows are the shrunk case. */
function caseTable(
  { unit, gradient, backend }: Subject,
  write: (text: string) => void,
): { write(checked: CheckedCase): void } {
  const writer: CsvWriter = csvWriter([
    ...['network', 'gradient', 'backend', 'precision', 'weights', 'inputs', 'entry'],
    ...['analytic', 'numeric', 'error', 'tolerance', 'digits', 'holds'],
  ]);
  write(writer.header);
  return {
    write({ given, entries }) {
      const { names } = given;
      const weights = JSON.stringify(given.weights);
      const inputs = JSON.stringify(given.inputs);
      for (const { entry, analytic, numeric, error, tolerance, digits, holds } of entries) {
        write(
          writer.row([
            ...[unit, gradient, backend.name, backend.digits, weights, inputs, names[entry]],
            ...[{ digits: analytic }, { digits: numeric }, error, tolerance, digits, holds ? 'true' : 'false'],
          ]),
        );
      }
    },
  };
}
