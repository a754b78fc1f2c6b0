import type { JsonObject } from '../base/json-object.js';
import { fieldOf, isJsonObject } from '../base/json-object.js';
import { InputError, quoted } from '../base/input-error.js';
import { isPromiseLike } from '../base/when-known.js';
import type { StandardSchema } from '../base/standard-schema.js';
import { requireDefinition } from './definition-demands.js';
import { estimators } from './estimators.js';
import { centre } from './estimators/centre.js';
import type { Estimate, Experiment, MeasuredColumn, Outcome } from './experiment.js';
import type { Run, RunContext, Series, TimeToSuccess } from './experiment.js';
import { settingText } from './setting-text.js';
import { isCell, type Cell } from './tables/cell.js';
import type { CellKind, Column } from './tables/column.js';
import { readCell } from './tables/read-cell.js';
import { cellIn } from './tables/trial-table.js';
import { requireTime } from './time-to-success.js';

/** A column of a table of runs, as whoever defines an experiment says it. */
export interface DefinedColumn<Row = unknown> {
  /** Letters, digits, _ and -. */
  readonly name: string;
  /** The unit of measure, as figures write it on an axis; none where it is null or not given. */
  readonly unit?: string | null;
  /** One phrase on what its cells say. */
  readonly says: string;
  /** What may stand in its cells beside nothing; text and finite numbers where not given. */
  readonly holds?: CellKind;
  /**
   * How a summary sums it up: an estimator's name (`mean`, `median`, `interquartile-mean`, `gamma` …) for the
   * runs that ended, or an estimator of your own. Mean, median and interquartile mean where not given;
   * nothing where it is null.
   */
  readonly estimate?: string | Estimate | null;
  /** The cell of a row; the row's field of that name where not given. */
  readonly cell?: (row: Row) => Cell;
}

/** A series of rows that a run records while it goes on: a learning curve. */
export interface DefinedSeries {
  readonly name: string;
  /** The first is what the others are drawn against. Their cells are numbers. */
  readonly columns: readonly DefinedColumn[];
  /**
   * The most rows of a run that are kept, evenly spaced.
   * @defaultValue 200
   */
  readonly most?: number;
}

/**
 * An experiment as its author writes it.
 * @typeParam Setting what the schema gives @typeParam Row what a run's cells are read from
 */
export interface ExperimentDefinition<Setting, Row> {
  readonly name: string;
  /** Raised when the same trial could give another row: a study is not continued by another version. */
  readonly version: number;
  /** Reads a setting: any Standard Schema (zod, valibot, arktype) that answers at once. */
  readonly setting: StandardSchema<Setting>;
  /** What tables call a setting; one column `setting` with all its fields where not given. */
  readonly identity?: readonly DefinedColumn<Setting>[];
  /** The ways a run can end: one at least is success. `failed` is there beside them. */
  readonly outcomes: readonly Pick<Outcome, 'name' | 'says' | 'isSuccess' | 'never'>[];
  readonly columns: readonly DefinedColumn<Row>[];
  /**
   * The column with the time to success. A run without success is taken as stopped at its time, unless its
   * outcome says `never`. One that `failed` never succeeds: the same seed would fail once more.
   */
  readonly timeToSuccess?: TimeToSuccess;
  readonly series?: readonly DefinedSeries[];
  /**
   * Seconds after which a run counts as hung. Where it is not given, a run does once it takes 20 times as
   * long as any before it, and a minute at least; the first of them after an hour.
   */
  readonly timeLimit?: number;
  /**
   * Runs a trial: what it comes to must depend on setting, seed and streams alone.
   * @throws anything; the trial then has failed, and the message is the reason
   */
  run(setting: Setting, context: RunContext): Run<Row> | Promise<Run<Row>>;
}

/** Rows of a series that are kept where nobody says. */
const mostRows = 200;

/**
 * An experiment of your own: what a study file's `experiment` names exports this as its default.
 * @throws InputError one line that names the field, where the definition is wrong
 *
 * @example
 * ```ts
 * import { defineExperiment, z } from 'warizan';
 * export default defineExperiment({
 *   name: 'coin',
 *   version: 1,
 *   setting: z.strictObject({ tosses: z.int().min(1).default(10) }),
 *   outcomes: [
 *     { name: 'most-heads', isSuccess: true, says: 'more heads than tails' },
 *     { name: 'other', says: 'as many tails, or more' },
 *   ],
 *   columns: [{ name: 'heads', unit: 'tosses', says: 'tosses that showed heads' }],
 *   run({ tosses }, { rng }) {
 *     const coin = rng('coin');
 *     let heads = 0;
 *     for (let k = 0; k < tosses; k++) if (coin.next() < 0.5) heads++;
 *     return { outcome: heads > tosses / 2 ? 'most-heads' : 'other', row: { heads } };
 *   },
 * });
 * ```
 */
export function defineExperiment<Setting, Row>(
  definition: ExperimentDefinition<Setting, Row>,
): Experiment<Setting, Row> {
  requireDefinition(definition);
  const { name, version, setting, identity, columns, timeToSuccess, series, timeLimit } = definition;
  const outcomes: readonly Outcome[] = definition.outcomes;
  const own: Experiment<Setting, Row> = {
    name,
    version,
    setting,
    identity: identity?.map((column) => ({ ...held(column), required: true })) ?? [nameColumn(name)],
    outcomes,
    costs: [],
    columns: columns.map(measured),
    ...(timeToSuccess === undefined ? {} : { timeToSuccess }),
    ...(series === undefined ? {} : { series: series.map(definedSeries) }),
    ...(timeLimit === undefined ? {} : { timeLimit: 1000 * timeLimit }),
    run: (given, context) => {
      const run: unknown = definition.run(given, context);
      if (!isPromiseLike(run)) return requireRun(own, columns, run);
      return Promise.resolve(run).then((ended) => requireRun(own, columns, ended));
    },
  };
  return own;
}

/** A setting's fields as its name. */
function nameColumn(experiment: string): Column {
  return {
    name: 'setting',
    unit: null,
    says: 'the fields of the setting',
    holds: { is: 'text' },
    required: true,
    cell: (setting: unknown) => settingText(setting, experiment),
  };
}

function held<Row>({ name, unit = null, says, holds = { is: 'any' }, cell }: DefinedColumn<Row>): Column<Row> {
  return { name, unit, says, holds, ...(cell === undefined ? {} : { cell }) };
}

function measured<Row>(column: DefinedColumn<Row>): MeasuredColumn<Row> {
  const { estimate, holds } = column;
  const usual: Estimate | null = holds?.is === 'text' ? null : { by: centre, over: 'ended' };
  const chosen = estimate === undefined ? usual : estimateOf(estimate);
  return { ...held(column), ...(chosen === null ? {} : { estimate: chosen }) };
}

function estimateOf(estimate: string | Estimate | null): Estimate | null {
  return typeof estimate === 'string' ? { by: estimators.get(estimate), over: 'ended' } : estimate;
}

function definedSeries({ name, columns, most = mostRows }: DefinedSeries): Series {
  return { name, columns: columns.map(held), most };
}

/** What came back of a run, where it is one. @throws InputError naming what is wrong with it */
function requireRun<Row>(
  experiment: Pick<Experiment<never, Row>, 'outcomes' | 'timeToSuccess'>,
  columns: readonly DefinedColumn<Row>[],
  run: unknown,
): Run<Row> {
  if (!isRun<Row>(run)) {
    throw new InputError(`run returned ${described(run)}: it must return an object of outcome and row`);
  }
  const { outcome, row } = run;
  const declared = experiment.outcomes.find(({ name }) => name === outcome);
  if (declared === undefined) {
    const names = experiment.outcomes.map(({ name }) => name).join(', ');
    throw new InputError(`outcome: ${quoted(outcome)}: is not declared; declared are ${names}`);
  }
  for (const column of columns) requireCell(column, row);
  const time = columns.find(({ name }) => name === experiment.timeToSuccess?.column);
  if (time !== undefined) requireTime(time.name, declared, cellIn(held(time), row));
  return { outcome, row };
}

function isRun<Row>(run: unknown): run is Run<Row> {
  return isJsonObject(run) && typeof run['outcome'] === 'string' && isJsonObject(run['row']);
}

function described(run: unknown): string {
  if (!isJsonObject(run)) return run === undefined ? 'nothing' : Array.isArray(run) ? 'a list' : quoted(run);
  const missing = ['outcome', 'row'].find((field) => run[field] === undefined);
  return missing === undefined ? 'an object whose outcome is no text or whose row is no object' : `no ${missing}`;
}

/** A row has a cell in a column, and the cell is what the column holds. */
function requireCell<Row>(column: DefinedColumn<Row>, row: Row): void {
  const { name, holds } = column;
  const fields: JsonObject = isJsonObject(row) ? row : {};
  const cell: unknown = column.cell === undefined ? fieldOf(fields, name) : column.cell(row);
  const where = `row: ${name}:`;
  if (cell === undefined) throw new InputError(`${where} is missing: null says that there is none`);
  if (!isCell(cell)) throw new InputError(`${where} ${shown(cell)}: must be a number, text or null`);
  if (holds === undefined) {
    if (typeof cell !== 'number' || Number.isFinite(cell)) return;
    throw new InputError(`${where} ${cell}: must be finite; null says that there is none`);
  }
  try {
    readCell({ holds }, cell);
  } catch (error) {
    throw new InputError(`${where} ${shown(cell)}: ${error instanceof Error ? error.message : ''}`, { cause: error });
  }
}

function shown(cell: unknown): string {
  if (typeof cell === 'bigint' || typeof cell === 'function' || typeof cell === 'symbol') return `a ${typeof cell}`;
  try {
    return quoted(cell);
  } catch {
    return 'an object';
  }
}
