import { InputError, quoted } from '../base/input-error.js';
import { isJsonObject } from '../base/json-object.js';
import { failed } from './experiment.js';
import { countColumn } from './tables/result-columns.js';

/** Columns that every table of runs or summary has. */
const taken = new Set(['rng', 'seed', 'outcome', 'failure', 'trials', 'success_rate', 'success_low', 'success_high']);

const nameWords = 'letters, digits, _ and -, beginning with a letter';
const isName = (value: unknown): value is string =>
  typeof value === 'string' && /^\p{L}[\p{L}\p{N}_-]{0,99}$/u.test(value);

/**
 * Whether a value is the definition of an experiment, in JavaScript too.
 * @throws InputError one line that names the field and what would be right
 */
export function requireDefinition(value: unknown): void {
  if (!isJsonObject(value)) throw new InputError('experiment: must be an object of name, version, setting, …');
  const { name, version, setting, run, outcomes, columns, identity, timeToSuccess, series, timeLimit } = value;
  require('name', name, isName(name), nameWords);
  require('version', version, Number.isSafeInteger(version) && Number(version) >= 1, 'a whole number from 1');
  require('setting', setting, isSchema(setting), 'a Standard Schema, as those of zod, valibot and arktype are');
  require('run', run, typeof run === 'function', 'a function of a setting and what a run is given');
  const isTime = typeof timeLimit === 'number' && timeLimit > 0;
  require('timeLimit', timeLimit, timeLimit === undefined || isTime, 'a number of seconds above 0');
  requireOutcomes(outcomes);
  const own = requireColumns('columns', columns);
  const tells = identity === undefined ? ['setting'] : requireColumns('identity', identity);
  if (tells.length === 0) throw new InputError('identity: []: name at least one column');
  const counted = listOf('outcomes', outcomes).map((outcome) => countColumn(String(outcome['name'])));
  requireDistinct([...taken, ...tells, ...own], 'columns');
  requireDistinct([...taken, ...tells, ...counted], 'outcomes');
  requireTimeToSuccess(timeToSuccess, { outcomes, columns });
  requireSeries(series);
}

function isSchema(value: unknown): boolean {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return false;
  const standard: unknown = Reflect.get(value, '~standard');
  return isJsonObject(standard) && typeof standard['validate'] === 'function';
}

function requireOutcomes(value: unknown): void {
  const outcomes = listOf('outcomes', value);
  outcomes.forEach(({ name, says }, k) => {
    require(`outcomes.${k}.name`, name, isName(name), nameWords);
    require(`outcomes.${k}.says`, says, isText(says), 'a phrase on what it means');
    if (name === failed.name) throw new InputError(`outcomes.${k}.name: "failed": every experiment has it already`);
  });
  if (outcomes.some(({ isSuccess }) => isSuccess === true)) return;
  throw new InputError('outcomes: none has isSuccess: say which of them is a success');
}

/** The time to success is a column of numbers; which outcomes never succeed goes with it. */
function requireTimeToSuccess(
  value: unknown,
  { outcomes, columns }: { readonly outcomes: unknown; readonly columns: unknown },
): void {
  listOf('outcomes', outcomes).forEach(({ never, isSuccess }, k) => {
    if (never === undefined) return;
    require(`outcomes.${k}.never`, never, never === true, 'true, or left out');
    if (isSuccess === true)
      throw new InputError(`outcomes.${k}.never: a success is none that never succeeds: leave it out`);
    if (value !== undefined) return;
    throw new InputError(`outcomes.${k}.never: goes with timeToSuccess: say which column holds the time`);
  });
  if (value === undefined) return;
  if (!isJsonObject(value)) throw wrong('timeToSuccess', value, 'an object of column');
  const other = Object.keys(value).find((field) => field !== 'column');
  if (other !== undefined) throw new InputError(`timeToSuccess: ${quoted(other)}: is not known; known is column`);
  const declared = listOf('columns', columns);
  const own = declared.find(({ name }) => name === value['column']);
  const names = declared.map(({ name }) => String(name)).join(', ');
  const right = names === '' ? 'a column, and columns are none' : `one of columns: ${names}`;
  if (own === undefined) throw wrong('timeToSuccess.column', value['column'], right);
  const isText = isJsonObject(own['holds']) && own['holds']['is'] === 'text';
  if (isText) throw wrong('timeToSuccess.column', value['column'], 'a column of numbers, and it holds text');
}

/** @returns their names */
function requireColumns(field: string, value: unknown): readonly string[] {
  return listOf(field, value).map(({ name, unit, says }, k) => {
    if (!isName(name)) throw wrong(`${field}.${k}.name`, name, nameWords);
    require(`${field}.${k}.unit`, unit, unit === undefined ||
      unit === null ||
      isText(unit), 'text, or null where there is none');
    require(`${field}.${k}.says`, says, isText(says), 'a phrase on what its cells say');
    return name;
  });
}

function requireSeries(value: unknown): void {
  if (value === undefined) return;
  const names = listOf('series', value).map(({ name, columns, most }, k) => {
    if (!isName(name)) throw wrong(`series.${k}.name`, name, nameWords);
    const own = requireColumns(`series.${k}.columns`, columns);
    if (own.length < 2) throw new InputError(`series.${k}.columns: needs two at least: the first is the axis`);
    requireDistinct(own, `series.${k}.columns`);
    const isCount = most === undefined || (Number.isSafeInteger(most) && Number(most) >= 2 && Number(most) <= 10_000);
    require(`series.${k}.most`, most, isCount, 'a whole number from 2 to 10000');
    return name;
  });
  requireDistinct(names, 'series');
}

function listOf(field: string, value: unknown): readonly Readonly<Record<string, unknown>>[] {
  if (!Array.isArray(value)) throw wrong(field, value, 'a list');
  const items: readonly unknown[] = value;
  return items.map((item, k) => {
    if (isJsonObject(item)) return item;
    throw wrong(`${field}.${k}`, item, 'an object of name and says');
  });
}

const isText = (value: unknown): boolean => typeof value === 'string' && value.trim() !== '';

function requireDistinct(names: readonly string[], field: string): void {
  const twice = names.find((name, k) => names.indexOf(name) !== k);
  if (twice !== undefined) throw new InputError(`${field}: two columns of the tables are called ${quoted(twice)}`);
}

function require(field: string, value: unknown, isRight: boolean, right: string): void {
  if (!isRight) throw wrong(field, value, right);
}

function wrong(field: string, value: unknown, right: string): InputError {
  const found = value === undefined ? 'missing' : typeof value === 'function' ? 'a function' : quoted(value);
  return new InputError(`${field}: ${found}: must be ${right}`);
}
