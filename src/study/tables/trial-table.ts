import type { Json } from '../../base/canonical-json.js';
import type { Setup, StudyDescription } from '../description.js';
import { failed, type Experiment, type Run } from '../experiment.js';
import type { Trial } from '../trial.js';
import type { Cell, TrialRow } from './cell.js';
import type { Column, Columns } from './column.js';

/** The cell of a row in a column. */
export function cellIn<Row>(column: Column<Row>, row: Row): Cell {
  if (column.cell !== undefined) return column.cell(row);
  const value: unknown = typeof row === 'object' && row !== null ? Reflect.get(row, column.name) : null;
  return typeof value === 'number' || typeof value === 'string' ? value : null;
}

const namesOf = (columns: Columns) => columns.map(({ name }) => name);

/** The columns that every trial of an experiment has. */
function fixedColumns({ identity, costs, columns }: Experiment): readonly string[] {
  return [...namesOf(identity), 'rng', 'seed', ...namesOf(costs), 'outcome', 'failure', ...namesOf(columns)];
}

/** What a setting's details are: thousands of trials share one object. */
const knownDetails = new WeakMap<Experiment, WeakMap<object, Columns>>();

/** The columns that a setting brings. */
function detailsOf(experiment: Experiment, setting: unknown): Columns {
  if (experiment.details === undefined) return [];
  if (typeof setting !== 'object' || setting === null) return experiment.details([setting]);
  const own = knownDetails.get(experiment) ?? new WeakMap<object, Columns>();
  knownDetails.set(experiment, own);
  const columns = own.get(setting) ?? experiment.details([setting]);
  own.set(setting, columns);
  return columns;
}

/** The columns a trial of this setting fills, in the order in which an executor sends its cells. */
export function rowColumns(experiment: Experiment, setting: unknown): readonly string[] {
  return [...fixedColumns(experiment), ...namesOf(detailsOf(experiment, setting))];
}

/**
 * The columns of a study's `trials.csv`: a column for each field of its grid, and settings of all kinds share
 * one table, in which a row leaves empty what it lacks.
 */
export function trialColumns({
  experiment,
  setups,
}: Pick<StudyDescription, 'experiment' | 'setups'>): readonly string[] {
  const details = experiment.details?.(setups.map(({ setting }) => setting)) ?? [];
  return [...fixedColumns(experiment), ...gridColumns(experiment, setups), ...namesOf(details)];
}

/** The row of one run: who it is, how it ended, and what it came to. */
export function trialRow(experiment: Experiment, trial: Trial, { outcome, row }: Run<unknown>): TrialRow {
  const own = [...experiment.costs, ...experiment.columns, ...detailsOf(experiment, trial.setting)];
  return new Map<string, Cell>([
    ...trialCells(experiment, trial),
    ['outcome', outcome],
    ...own.map((column): [string, Cell] => [column.name, cellIn(column, row)]),
  ]);
}

/** The row of a trial that could not be brought to an end: who it is and why. */
export function failedRow(experiment: Experiment, trial: Trial, reason: string): TrialRow {
  return new Map<string, Cell>([...trialCells(experiment, trial), ['outcome', failed.name], ['failure', reason]]);
}

function trialCells(experiment: Experiment, { setting, rng, seed }: Trial): [string, Cell][] {
  return [...settingCells(experiment, setting), ['rng', rng], ['seed', seed]];
}

/** The columns that say which setting a row of a table is about. */
export function identityNames({ identity }: Pick<Experiment, 'identity'>): readonly string[] {
  return namesOf(identity);
}

/** The cells that say which setting a row of a table is about. */
export function settingCells({ identity }: Pick<Experiment, 'identity'>, setting: unknown): [string, Cell][] {
  return identity.map((column) => [column.name, cellIn(column, setting)]);
}

/** The cells of those columns alone. */
export function identityCells(experiment: Pick<Experiment, 'identity'>, setting: unknown): readonly Cell[] {
  return settingCells(experiment, setting).map(([, cell]) => cell);
}

/** The columns that say where in the grid a setup is: the name's column, a point and the field's path. */
export function gridColumns({ identity }: Pick<Experiment, 'identity'>, setups: readonly Setup[]): string[] {
  return Object.keys(setups[0].grid).map((path) => `${identity[0].name}.${path}`);
}

/** Where in the grid a setup is. */
export function gridCells({ identity }: Pick<Experiment, 'identity'>, { grid }: Setup): [string, Cell][] {
  return Object.entries(grid).map(([path, value]) => [`${identity[0].name}.${path}`, cellOf(value)]);
}

function cellOf(value: Json): Cell {
  return typeof value === 'number' || typeof value === 'string' ? value : JSON.stringify(value);
}
