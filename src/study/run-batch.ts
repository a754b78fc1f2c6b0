import { InputError, messageOf } from '../base/input-error.js';
import type { Registry } from '../base/registry.js';
import type { Generator } from '../random/generator.js';
import type { BatchReport, TrialReport } from './executor.js';
import { outcomesOf, type Experiment, type Run, type RunContext } from './experiment.js';
import { encodeRow, encodeSeries, type SeriesRows } from './row-text.js';
import type { Cell } from './tables/cell.js';
import { rowColumns, trialRow } from './tables/trial-table.js';
import { trialIdentity } from './trial-identity.js';
import type { Trial } from './trial.js';

/** What trials are made of where they run. */
export interface Workshop {
  readonly experiments: Registry<Experiment>;
  readonly generators: Registry<Generator>;
}

/**
 * Runs trials one after the other, in this thread. One that throws is reported with its reason and does not
 * touch the others.
 */
export async function runBatch(workshop: Workshop, trials: readonly Trial[]): Promise<BatchReport> {
  const started = performance.now();
  const reports: TrialReport[] = [];
  for (const trial of trials) reports.push(await reportOn(workshop, trial));
  return { reports, milliseconds: performance.now() - started };
}

async function reportOn({ experiments, generators }: Workshop, trial: Trial): Promise<TrialReport> {
  const id = trialIdentity(trial);
  try {
    const experiment = experiments.get(trial.experiment);
    if (experiment.version !== trial.version) {
      throw new InputError(`this program runs version ${experiment.version} of ${experiment.name}`);
    }
    const { context, series } = contextOf(experiment, generators, trial);
    const run = checked(experiment, await experiment.run(trial.setting, context));
    const row = trialRow(experiment, trial, run);
    return {
      id,
      row: encodeRow(row, rowColumns(experiment, trial.setting)),
      ...(experiment.series === undefined ? {} : { series: encodeSeries(series) }),
      failure: null,
    };
  } catch (error) {
    return { id, row: null, failure: messageOf(error) };
  }
}

/** What a run is given, and the cells it records by series. */
function contextOf(
  { series: declared = [] }: Experiment,
  generators: Registry<Generator>,
  { rng, seed }: Trial,
): { readonly context: RunContext; readonly series: SeriesRows } {
  const streams = generators.get(rng).streams(seed);
  const series: Record<string, Cell[][]> = Object.fromEntries(declared.map(({ name }) => [name, []]));
  const context: RunContext = {
    seed,
    generator: rng,
    rng: (stream) => streams[stream],
    signal: new AbortController().signal,
    record(name, cells) {
      if (!Object.hasOwn(series, name)) throw new InputError(`series: ${JSON.stringify(name)} is not declared`);
      series[name].push([...cells]);
    },
  };
  return { context, series };
}

/** A run whose outcome is one of the experiment's. @throws InputError where it is not */
function checked(experiment: Experiment, run: Run<unknown>): Run<unknown> {
  const names = outcomesOf(experiment).map(({ name }) => name);
  if (names.includes(run.outcome)) return run;
  throw new InputError(`outcome: ${JSON.stringify(run.outcome)} is not declared; declared are ${names.join(', ')}`);
}
