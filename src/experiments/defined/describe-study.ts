import type { Json } from '../../base/canonical-json.js';
import { InputError, messageOf, quoted } from '../../base/input-error.js';
import { isJsonObject, fieldOf, type JsonObject } from '../../base/json-object.js';
import type { Registry } from '../../base/registry.js';
import { readAtOnce } from '../../base/standard-schema.js';
import { generators as shipped } from '../../random/generators.js';
import type { Generator } from '../../random/generator.js';
import type { CodeFile, Setup, StudyDescription } from '../../study/description.js';
import type { Experiment } from '../../study/experiment.js';
import { gridPoints, type Grid } from '../../study/grid.js';
import type { GridPoint } from '../../study/grid-name.js';
import { layOut, type StudyWishes } from '../../study/lay-out.js';
import { isCell } from '../../study/tables/cell.js';
import { cellIn } from '../../study/tables/trial-table.js';
import { requireFreeNames } from './free-names.js';

/** A study of an experiment of a user's, as it is asked for, before its grid is laid out. */
export interface DefinedStudyRequest extends StudyWishes {
  readonly experiment: Experiment;
  /** As they were written: not read by the experiment's schema yet. */
  readonly settings: readonly unknown[];
  /** Values for fields of the settings by path; every combination is a setup. */
  readonly grid?: Grid | undefined;
  readonly code: readonly CodeFile[];
  readonly generators?: Registry<Generator>;
}

/**
 * Lays a study out: each setting at each point of the grid, the first setting first, the last field of the
 * grid varying fastest.
 * @throws InputError naming the field, the value and what would be right
 */
export function describeDefinedStudy(request: DefinedStudyRequest): StudyDescription {
  const { experiment, settings, grid = {}, code, generators = shipped } = request;
  requireFreeNames(experiment);
  if (settings.length === 0) throw new InputError('settings: []: name at least one');
  const points = gridPoints(grid, settings.length);
  return layOut(request, {
    experiment,
    setups: settings.flatMap((setting, k) => points.map((point) => setupAt(experiment, setting, point, k))),
    figures: figuresOf(experiment),
    code,
    largestSeed: generators.get(request.rng).largestSeed,
    twice: (name) => `settings: two are ${quoted(name)}: settings must differ in what tables call them`,
  });
}

/**
 * The figures of such a study beside every study's. `curves`: its series against their first column.
 * `survival`: the share of runs that have succeeded by a time.
 */
function figuresOf({ series, timeToSuccess }: Experiment): readonly string[] {
  return [...(series === undefined ? [] : ['curves']), ...(timeToSuccess === undefined ? [] : ['survival'])];
}

function setupAt(experiment: Experiment, base: unknown, point: GridPoint, place: number): Setup {
  const changed = point.reduce<unknown>((from, [path, value]) => withField(from, path, value), base);
  const where = point.length === 0 ? `settings.${place}` : `settings.${place}, at ${pointText(point)}`;
  const setting = readAtOnce(experiment.setting, changed, where);
  requireIdentity(experiment, setting, where);
  return { setting, grid: Object.fromEntries(point) };
}

/** What tables call a setting is there for each. @throws InputError naming the column */
function requireIdentity({ identity }: Experiment, setting: unknown, where: string): void {
  for (const column of identity) {
    const field = `${where}: identity: ${column.name}`;
    let cell: unknown;
    try {
      cell = cellIn(column, setting);
    } catch (error) {
      throw new InputError(`${field}: its cell throws: ${messageOf(error).split('\n', 1).join('')}`, { cause: error });
    }
    if (!isCell(cell)) throw new InputError(`${field}: gives a ${typeof cell}: it must be a number, text or null`);
  }
}

function pointText(point: GridPoint): string {
  return point.map(([path, value]) => `${path}=${JSON.stringify(value)}`).join(' ');
}

/**
 * A setting with another value in a field.
 * @param path `rate`, `layers.width` @throws InputError where the path leads through what has no fields
 */
export function withField(setting: unknown, path: string, value: Json): JsonObject {
  const [first, ...rest] = path.split('.');
  const fields = setting ?? {};
  if (!isJsonObject(fields)) throw new InputError(`grid: ${quoted(path)}: ${quoted(fields)} has no fields`);
  if (['__proto__', ''].includes(first)) throw new InputError(`grid: ${quoted(path)}: is no field to vary`);
  const inner = rest.length === 0 ? value : withField(fieldOf(fields, first), rest.join('.'), value);
  return { ...fields, [first]: inner };
}
