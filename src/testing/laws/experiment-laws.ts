import fc from 'fast-check';
import { messageOf } from '../../base/input-error.js';
import { canonicalJson } from '../../base/canonical-json.js';
import { readAtOnce } from '../../base/standard-schema.js';
import type { Generator } from '../../random/generator.js';
import { outcomesOf, type Experiment, type Run, type RunContext } from '../../study/experiment.js';
import { encodeRow, encodeSeries, type SeriesRows } from '../../study/row-text.js';
import { contextOf } from '../../study/run-context.js';
import type { Cell } from '../../study/tables/cell.js';
import type { Column } from '../../study/tables/column.js';
import { readCell } from '../../study/tables/read-cell.js';
import { rowColumns, trialColumns, trialRow } from '../../study/tables/trial-table.js';
import { claim, law, type Law } from './law.js';

/** What an experiment's laws are checked with. */
export interface ExperimentLawOptions<Setting> {
  /** Settings whose runs take little time. At least one. */
  readonly settings: readonly Setting[];
  /** Where seeds get their streams from. */
  readonly generator: Generator;
  /**
   * How long a run may go on once its signal has aborted, in milliseconds.
   * @defaultValue 2000
   */
  readonly endsWithin?: number;
}

/** A trial of a law's case. */
interface Case<Setting> {
  readonly setting: Setting;
  readonly seed: number;
}

/**
 * The laws of an experiment.
 *
 * - A setting is plain JSON, and its schema reads it back as it is.
 * - A trial depends on its setting, its generator and its seed alone: not on what ran before it or
 *   runs beside it, on the clock, or on ambient randomness.
 * - It ends with a declared outcome, fills declared columns with what these hold, and records declared
 *   series.
 * - `runMany` gives what `run` gives, in order.
 * - A run ends soon once its signal has aborted.
 */
export function experimentLaws<Setting, Row>(
  experiment: Experiment<Setting, Row>,
  options: ExperimentLawOptions<Setting>,
): readonly Law[] {
  const { settings, generator, endsWithin = 2000 } = options;
  const { name } = experiment;
  const trials = fc.record({
    setting: fc.constantFrom(...settings),
    seed: fc.maxSafeNat().map((seed) => seed % (generator.largestSeed + 1)),
  });
  const several = fc.array(trials, { minLength: 1, maxLength: 4 });
  const tell = ({ setting, seed }: Case<Setting>) => `seed ${seed} of ${canonicalJson(setting)}`;
  return [
    law(`${name}: a setting is read back as it is`, fc.constantFrom(...settings), (setting) => {
      const text = canonicalJson(setting);
      const again = readAtOnce(experiment.setting, JSON.parse(text), 'setting');
      claim(canonicalJson(again) === text, () => `${text} was read as ${canonicalJson(again)}`);
    }),
    law(`${name}: the names of its columns are all different`, fc.constant(settings), (all) => {
      const names = trialColumns(asked(experiment, all));
      const twice = names.find((column, k) => names.indexOf(column) !== k);
      claim(twice === undefined, () => `two columns are called ${twice ?? ''}`);
    }),
    law(`${name}: a trial depends on its setting and its seed alone`, several, async (given) => {
      const once = await resultsOf(experiment, generator, given);
      const again = (await resultsOf(experiment, generator, given.toReversed())).toReversed();
      const beside = await Promise.all(given.map(async (trial) => resultsOf(experiment, generator, [trial])));
      given.forEach((trial, k) => {
        claim(again[k] === once[k], () => `${tell(trial)} gave ${once[k]} and, after others, ${again[k]}`);
        claim(beside[k][0] === once[k], () => `${tell(trial)} gave ${once[k]} and, beside others, ${beside[k][0]}`);
      });
    }),
    law(`${name}: outcome, cells and series are declared`, trials, async (trial) => {
      const { context, recorded } = contextOf(experiment, generator, trial.seed);
      const run = await experiment.run(trial.setting, context);
      const wrong = misfitOf(experiment, trial, run, recorded());
      claim(wrong === null, () => `${tell(trial)}: ${wrong ?? ''}`);
    }),
    law(`${name}: runMany gives what run gives`, several, async (given) => {
      const [{ setting }] = given;
      const own = given.map(({ seed }) => ({ setting, seed }));
      const many = await manyOf(experiment, generator, own);
      if (many === null) return;
      const single = await resultsOf(experiment, generator, own);
      claim(many.length === single.length, () => `${own.length} trials gave ${many.length} runs`);
      own.forEach((trial, k) =>
        claim(many[k] === single[k], () => `${tell(trial)}: run gave ${single[k]}, runMany ${many[k]}`),
      );
    }),
    law(
      `${name}: a run ends soon once its signal has aborted`,
      fc.record({ trial: trials, after: fc.constantFrom(0, 5) }),
      async ({ trial, after }) => {
        const ended = await endsAfterAbort(experiment, generator, trial, { after, endsWithin });
        claim(ended, () => `${tell(trial)} still ran ${endsWithin} ms after its signal had aborted`);
      },
    ),
  ];
}

/** What of a study the columns of its table depend on. */
function asked<Setting, Row>(experiment: Experiment<Setting, Row>, settings: readonly Setting[]) {
  return { experiment, setups: settings.map((setting) => ({ setting, grid: {} })) };
}

/** A run as text: its outcome, its row and its series. */
function textOf<Setting, Row>(
  experiment: Experiment<Setting, Row>,
  { setting, seed }: Case<Setting>,
  run: Run<Row>,
  series: SeriesRows,
): string {
  const row = trialRow(experiment, { ...named(experiment), setting, rng: '', seed }, run);
  return `${encodeRow(row, rowColumns(experiment, setting))} ${encodeSeries(series)}`;
}

function named({ name, version }: Pick<Experiment, 'name' | 'version'>) {
  return { experiment: name, version };
}

/** The results of trials that run one after the other, on settings of their own. */
async function resultsOf<Setting, Row>(
  experiment: Experiment<Setting, Row>,
  generator: Generator,
  trials: readonly Case<Setting>[],
): Promise<readonly string[]> {
  const results: string[] = [];
  for (const { setting, seed } of trials) {
    const copy = structuredClone(setting);
    const { context, recorded } = contextOf(experiment, generator, seed);
    const run = await experiment.run(copy, context);
    results.push(textOf(experiment, { setting: copy, seed }, run, recorded()));
  }
  return results;
}

/** The results of `runMany`; null where the experiment has none. */
async function manyOf<Setting, Row>(
  experiment: Experiment<Setting, Row>,
  generator: Generator,
  trials: readonly Case<Setting>[],
): Promise<readonly string[] | null> {
  const [{ setting }] = trials;
  const contexts = trials.map(({ seed }) => contextOf(experiment, generator, seed));
  const runs = experiment.runMany?.(
    setting,
    contexts.map(({ context }) => context),
  );
  if (runs === undefined) return null;
  const found: Run<Row>[] = [];
  for await (const run of runs) found.push(run);
  return found.map((run, k) => textOf(experiment, trials[k] ?? trials[0], run, contexts[k]?.recorded() ?? {}));
}

/** What a run has that its experiment does not declare; null where there is nothing. */
function misfitOf<Setting, Row>(
  experiment: Experiment<Setting, Row>,
  { setting, seed }: Case<Setting>,
  run: Run<Row>,
  series: SeriesRows,
): string | null {
  const outcomes = outcomesOf(experiment).map(({ name }) => name);
  if (!outcomes.includes(run.outcome)) return `the outcome ${run.outcome} is not declared`;
  const row = trialRow(experiment, { ...named(experiment), setting, rng: '', seed }, run);
  const own = [...experiment.costs, ...experiment.columns, ...(experiment.details?.([setting]) ?? [])];
  const cells = own.map((column): [Column<never>, Cell] => [column, row.get(column.name) ?? null]);
  const recorded = (experiment.series ?? []).flatMap(({ name, columns }) =>
    (series[name] ?? []).map((values) => wrongCell(columns.map((column, k) => [column, values[k]]))),
  );
  return wrongCell(cells) ?? recorded.find((wrong) => wrong !== null) ?? null;
}

/** The first cell that is not what its column holds; null where there is none. */
function wrongCell(cells: readonly (readonly [Column<never>, Cell])[]): string | null {
  for (const [{ name, holds, required }, cell] of cells) {
    try {
      readCell({ holds, ...(required === undefined ? {} : { required }) }, cell);
    } catch (error) {
      return `${name} is ${JSON.stringify(cell)}: ${messageOf(error)}`;
    }
  }
  return null;
}

/** Whether a run is over so long after its signal aborted, with a result or without. */
async function endsAfterAbort<Setting, Row>(
  experiment: Experiment<Setting, Row>,
  generator: Generator,
  { setting, seed }: Case<Setting>,
  { after, endsWithin }: { readonly after: number; readonly endsWithin: number },
): Promise<boolean> {
  const controller = new AbortController();
  const { context } = contextOf(experiment, generator, seed);
  if (after === 0) controller.abort(new Error('no longer wanted'));
  else setTimeout(() => controller.abort(new Error('no longer wanted')), after);
  const given: RunContext = { ...context, signal: controller.signal };
  const run = (async () => experiment.run(setting, given))().then(
    () => true,
    () => true,
  );
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), after + endsWithin);
  });
  const ended = await Promise.race([run, late]);
  clearTimeout(timer);
  return ended;
}
