import { Command } from 'commander';
import { benchColumns, benchRow, formatSuite, machineText, type Measurement } from './bench/report/bench-table.js';
import { costFigure } from './bench/report/cost-figure.js';
import { csvWriter } from '../report/csv.js';
import { InputError, quoted } from '../base/input-error.js';
import { attemptFigure } from '../report/figure.js';
import { librarySums } from './bench/library-sums.js';
import { thisMachine } from './bench/machine.js';
import { measure } from './bench/measure.js';
import type { Suite } from './bench/suite.js';
import { suites } from './bench/suites.js';
import { integerOption } from './options.js';
import { outputGroup } from './output-file.js';
import { plotFiles, plotFormat, writePlot } from './plot-option.js';
import { say, sayAlive, sayInPlace, sayJson } from './say.js';

interface BenchOptions {
  readonly csv?: string;
  readonly plot?: string;
  readonly time: string;
  readonly json?: boolean;
}

/**
 * `warizan bench`: what precision costs on this machine.
 * @param timing what times a suite
 */
export function benchCommand(timing = measure): Command {
  return new Command()
    .argument('[name...]', `suites to run: ${suites.map(({ name }) => name).join(', ')}; all where none is named`)
    .option('--csv <file>', 'write the table')
    .option(`--plot <${plotFiles}>`, 'draw cost against digits')
    .option('--time <ms>', 'milliseconds a task, after as many to warm up', '300')
    .option('--json', 'print one JSON value and nothing else')
    .addHelpText(
      'after',
      `
Examples:
  warizan bench
  warizan bench training-step library-sums --csv bench.csv
  warizan bench forward gradient training-step --plot cost.svg
  warizan bench --csv costs/bench.csv && warizan report costs`,
    )
    .action((names: readonly string[], options: BenchOptions) => run(names, options, timing));
}

async function run(names: readonly string[], options: BenchOptions, timing: typeof measure): Promise<void> {
  const chosen = names.length === 0 ? suites : [...new Set(names)].map(suiteNamed);
  const time = integerOption('--time', options.time, 1, 600_000);
  const format = plotFormat(options.plot);
  if (format !== null && chosen.every((suite) => suite === librarySums))
    throw new InputError(`--plot: needs one of the suites forward, gradient, training-step`);
  const machine = thisMachine();
  const outputs = outputGroup();
  try {
    const table = outputs.open('--csv', options.csv);
    const figure = outputs.open('--plot', options.plot);
    if (options.json !== true) say(`${machineText(machine)}\n`);
    const all: Measurement[] = [];
    for (const suite of chosen) {
      const measured = await timing(suite, time, sayAlive);
      sayInPlace('');
      all.push(...measured);
      if (options.json === true) continue;
      const lines = (suite.conclude?.(measured) ?? []).map((line) => `${line}\n`).join('');
      say(`\n${formatSuite(suite.question, measured)}${lines}`);
    }
    const rows = all.map((measured) => benchRow(measured, machine));
    const writer = csvWriter(benchColumns);
    table?.write(
      writer.header + rows.map((row) => writer.row(benchColumns.map((column) => row.get(column) ?? null))).join(''),
    );
    if (figure !== null && format !== null) {
      const costs = attemptFigure('cost', 'Cost against digits', () => costFigure(all, machineText(machine)));
      if (costs !== null) await writePlot(figure, format, costs);
    }
    outputs.commit();
    if (options.json === true) {
      sayJson({ machine, results: rows.map((row) => Object.fromEntries(row)) });
    }
  } finally {
    outputs.discard();
  }
}

function suiteNamed(name: string): Suite {
  const found = suites.find((suite) => suite.name === name);
  if (found === undefined) {
    throw new InputError(
      `bench: ${quoted(name)} is not known; known are ${suites.map((suite) => suite.name).join(', ')}`,
    );
  }
  return found;
}
