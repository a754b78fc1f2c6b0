import { InputError, messageOf } from '../base/input-error.js';
import type { Registry } from '../base/registry.js';
import type { Generator } from '../random/generator.js';
import type { BatchReport, TrialReport } from './executor.js';
import { failed, outcomesOf, type Experiment, type Run } from './experiment.js';
import { encodeRow, encodeSeries, type SeriesRows } from './row-text.js';
import { contextOf } from './run-context.js';
import { settledOrIdle } from './settled-or-idle.js';
import { rowColumns, trialRow } from './tables/trial-table.js';
import { trialIdentity } from './trial-identity.js';
import type { Trial } from './trial.js';

/** What trials are made of where they run. */
export interface Workshop {
  readonly experiments: Registry<Experiment>;
  readonly generators: Registry<Generator>;
}

/**
 * Runs trials in this thread, in their order. One that throws is reported with its reason and does not touch
 * the others.
 * @param signal aborts where they are no longer wanted; who runs a trial may end it then
 */
export async function runBatch(
  workshop: Workshop,
  trials: readonly Trial[],
  signal?: AbortSignal,
): Promise<BatchReport> {
  const started = performance.now();
  const reports = (await runTogether(workshop, trials, signal)) ?? (await runEach(workshop, trials, signal));
  return { reports, milliseconds: performance.now() - started };
}

async function runEach(
  { experiments, generators }: Workshop,
  trials: readonly Trial[],
  signal: AbortSignal | undefined,
): Promise<TrialReport[]> {
  const reports: TrialReport[] = [];
  for (const trial of trials) {
    try {
      const experiment = experimentOf(experiments, trial);
      const { context, recorded } = contextOf(experiment, generators.get(trial.rng), trial.seed, signal);
      const running = settledOrIdle(() => experiment.run(trial.setting, context));
      // What is there already is not waited for: a short trial takes less time than that.
      const run = running instanceof Promise ? await running : running;
      reports.push(reportOn(experiment, trial, run, recorded()));
    } catch (error) {
      reports.push({ id: trialIdentity(trial), row: null, failure: messageOf(error) });
    }
  }
  return reports;
}

/**
 * Trials of one setting by `runMany`; null where the experiment has none, the trials are of several settings,
 * or one of them throws, so that each must be run alone to tell which.
 */
async function runTogether(
  { experiments, generators }: Workshop,
  trials: readonly Trial[],
  signal: AbortSignal | undefined,
): Promise<TrialReport[] | null> {
  const first = trials.at(0);
  if (first === undefined || trials.length === 1) return null;
  if (!experiments.has(first.experiment) || experiments.get(first.experiment).runMany === undefined) return null;
  if (trials.some(({ setting, experiment }) => setting !== first.setting || experiment !== first.experiment)) {
    return null;
  }
  try {
    const experiment = experimentOf(experiments, first);
    const given = trials.map(({ rng, seed }) => contextOf(experiment, generators.get(rng), seed, signal));
    const contexts = given.map(({ context }) => context);
    const reports: TrialReport[] = [];
    for await (const run of experiment.runMany?.(first.setting, contexts) ?? []) {
      const k = reports.length;
      reports.push(reportOn(experiment, trials[k], run, given[k].recorded()));
    }
    return reports.length === trials.length ? reports : null;
  } catch {
    return null;
  }
}

/** @throws InputError where this program has no such experiment, or another version of it */
function experimentOf(experiments: Registry<Experiment>, trial: Trial): Experiment {
  const experiment = experiments.get(trial.experiment);
  if (experiment.version === trial.version) return experiment;
  throw new InputError(`this program runs version ${experiment.version} of ${experiment.name}`);
}

/** @throws InputError where the outcome is not one of the experiment's */
function reportOn(experiment: Experiment, trial: Trial, run: Run<unknown>, series: SeriesRows): TrialReport {
  if (!experiment.outcomes.some(({ name }) => name === run.outcome) && run.outcome !== failed.name) {
    const names = outcomesOf(experiment).map(({ name }) => name);
    throw new InputError(`outcome: ${JSON.stringify(run.outcome)} is not declared; declared are ${names.join(', ')}`);
  }
  return {
    id: trialIdentity(trial),
    row: encodeRow(trialRow(experiment, trial, run), rowColumns(experiment, trial.setting)),
    ...(experiment.series === undefined ? {} : { series: encodeSeries(series) }),
    failure: null,
  };
}
