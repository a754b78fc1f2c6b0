import { gammaMean, addToGamma, emptyGammaSummary } from '../statistics/gamma-mean.js';
import type { Interval } from '../statistics/interval.js';
import type { MeanEstimate } from '../statistics/mean-estimate.js';
import { wilsonInterval } from '../statistics/wilson-interval.js';
import type { Json } from '../base/canonical-json.js';
import type { GridPoint } from '../study/grid-name.js';
import type { IdentityText, SettingIdentity } from '../study/setting-fields.js';
import type { Cell } from '../study/tables/cell.js';
import { numberOfCell, textOfCell } from './cell.js';
import { settingLabels } from './setting-labels.js';
import { inOutcomeOrder } from './outcome-style.js';
import type { StudyTerms } from './study-terms.js';
import { groupDigits } from './user-text.js';

/** The runs of one setting, as far as figures and sentences need them. */
export interface Group {
  /** What tells it from the study's other groups, for sentences and tables: no two are the same. */
  readonly label: string;
  /** What the table calls it: its name, and what tells settings of one name apart, by column. */
  readonly identity: SettingIdentity['identity'];
  /** The first of these. */
  readonly name: string;
  /** Where in the study's grid it is, by the columns that begin with the name's and a dot. */
  readonly grid: GridPoint;
  readonly trials: number;
  readonly converged: number;
  /** converged ÷ trials with its 95 % Wilson interval. */
  readonly success: { readonly rate: number } & Interval;
  /** How often each ending was seen, in the order to show; only those that were seen. */
  readonly outcomes: readonly (readonly [outcome: string, count: number])[];
  /** The longest run, and what runs cost in the mean; null where the table does not say. */
  readonly steps: number | null;
  readonly costMean: number | null;
  /** The steps from which on successful runs count as such, ascending. */
  readonly convergedAt: readonly number[];
  readonly convergedAtMean: MeanEstimate;
  /**
   * Per run, in the order of the table: its seed (null where the table has none) and whether it converged.
   */
  readonly runs: readonly { readonly seed: number | null; readonly converged: boolean }[];
}

/** What the rows of `trials.csv` come to. */
export interface StudyData {
  /** In order of first appearance. */
  readonly groups: readonly Group[];
  /** The name that all groups have in common, where labels do not say it; else null. */
  readonly common: string | null;
  readonly trials: number;
  /** The generators that were used. */
  readonly rngs: readonly string[];
  /** The seeds as text: `1–100`, `1–3, 7`; null where the table has none. */
  readonly seeds: string | null;
  /** The same where it is one range. */
  readonly seedRange: SeedRange | null;
  /** What its experiment calls things. */
  readonly terms: StudyTerms;
}

/** How often each ending was seen, over all groups. */
export function outcomeCounts(groups: readonly Group[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { outcomes } of groups) {
    for (const [name, count] of outcomes) counts.set(name, (counts.get(name) ?? 0) + count);
  }
  return counts;
}

/** Takes the rows of `trials.csv` as they come. */
export interface StudyReader {
  /**
   * Takes a row. @returns its group's place in the list of groups
   * @throws RangeError when the row is of no use, saying which column
   */
  row(cells: readonly Cell[]): number;
  /** Null where there were no rows. */
  finish(): StudyData | null;
}

/**
 * A reader for a table of trials with these columns. Columns are found by name, in any order, and what is
 * missing is left out of the report: all but a setting's name and an outcome may be, as in tables of earlier
 * versions.
 * @throws RangeError when a column is missing without which there is no report
 */
export function studyReader(columns: readonly string[], terms: StudyTerms): StudyReader {
  const missing = [terms.identity[0], 'outcome'].find((name) => !columns.includes(name));
  if (missing !== undefined) throw new RangeError(`no column ${missing}`);
  const at = (name: string) => columns.indexOf(name);
  const [outcome, rng, seed] = ['outcome', 'rng', 'seed'].map(at);
  const { length, cost, since } = terms.measures;
  const [stepsAt, costAt, sinceAt] = [length, cost, since].map((measure) => at(measure?.column ?? ''));
  const identityAt = terms.identity.map(at);
  const pointOf = gridReader(columns, terms);
  const isSuccess = (ended: string) => terms.successes.includes(ended);
  const gatherings = new Map<string, Gathering>();
  const rngs = new Set<string>();
  let rows = 0;
  return {
    row(cells) {
      rows++;
      const ended = cells[outcome];
      if (typeof ended !== 'string') throw new RangeError(`row ${rows}: outcome is empty or a number`);
      const key = JSON.stringify(identityAt.map((k) => cells[k]));
      let group = gatherings.get(key);
      if (group === undefined) {
        group = gathering(gatherings.size, identityIn(cells, terms, at), pointOf(cells));
        gatherings.set(key, group);
      }
      const generator = cells[rng];
      if (typeof generator === 'string') rngs.add(generator);
      group.runs.push({ seed: numberIn(cells[seed]), converged: isSuccess(ended) });
      group.counts.set(ended, (group.counts.get(ended) ?? 0) + 1);
      group.steps = Math.max(group.steps, numberIn(cells[stepsAt]) ?? -Infinity);
      group.cost += numberIn(cells[costAt]) ?? NaN;
      const from = numberIn(cells[sinceAt]);
      if (isSuccess(ended) && from !== null && Number.isFinite(from)) group.convergedAt.push(from);
      return group.place;
    },
    finish() {
      if (rows === 0) return null;
      const ranges = seedRangesOf([...gatherings.values()], rows);
      const { labels, common } = settingLabels(
        [...gatherings.values()].map(({ identity, grid }) => ({ identity, grid, fields: null })),
      );
      return {
        groups: [...gatherings.values()].map((group, k) => ({
          ...groupOf(group, terms),
          label: labels[k],
        })),
        common,
        trials: rows,
        rngs: [...rngs],
        seeds: seedText(ranges),
        seedRange: ranges.length === 1 ? ranges[0] : null,
        terms,
      };
    },
  };
}

/** A group while its rows come in. */
interface Gathering {
  /** Its place in the list of groups. */
  readonly place: number;
  readonly identity: Group['identity'];
  readonly grid: GridPoint;
  readonly counts: Map<string, number>;
  readonly convergedAt: number[];
  readonly runs: { readonly seed: number | null; readonly converged: boolean }[];
  steps: number;
  cost: number;
}

function gathering(place: number, identity: Group['identity'], grid: GridPoint): Gathering {
  return { place, identity, grid, counts: new Map(), convergedAt: [], runs: [], steps: -Infinity, cost: 0 };
}

function groupOf(
  { counts, runs, steps, cost, convergedAt, identity, grid }: Gathering,
  { outcomes: known, successes }: StudyTerms,
): Omit<Group, 'label'> {
  const converged = successes.reduce((sum, name) => sum + (counts.get(name) ?? 0), 0);
  const outcomes = inOutcomeOrder(counts.keys(), known);
  const [[, name]] = identity;
  return {
    identity,
    name,
    grid,
    runs,
    trials: runs.length,
    converged,
    success: { rate: converged / runs.length, ...wilsonInterval(converged, runs.length) },
    outcomes: outcomes.map((outcome) => [outcome, counts.get(outcome) ?? 0]),
    steps: Number.isFinite(steps) ? steps : null,
    costMean: Number.isFinite(cost) ? cost / runs.length : null,
    convergedAt: convergedAt.sort((a, b) => a - b),
    convergedAtMean: gammaMean(convergedAt.reduce(addToGamma, emptyGammaSummary)),
  };
}

/** What a row calls its setting; '' for nothing. */
function identityIn(
  cells: readonly Cell[],
  { identity: [name, ...others] }: StudyTerms,
  at: (name: string) => number,
): Group['identity'] {
  const text = (column: string): IdentityText => [column, textOf(cells[at(column)])];
  return [text(name), ...others.map(text)];
}

/** Reads where in a grid a row's setting is: columns named as the name's, a dot and a field's path. */
function gridReader(
  columns: readonly string[],
  { identity: [name] }: StudyTerms,
): (cells: readonly Cell[]) => GridPoint {
  const before = `${name}.`;
  const fields = columns.flatMap((column, k) =>
    column.startsWith(before) ? [{ path: column.slice(before.length), k }] : [],
  );
  return (cells) => fields.map(({ path, k }) => [path, gridValue(cells[k])]);
}

/** A field's value, as it stands in the setting's name. */
function gridValue(cell: Cell): Json {
  return typeof cell === 'number' || typeof cell === 'string' ? cell : textOfCell(cell);
}

/** A column that is missing reads as a cell that is empty. */
function numberIn(cell: Cell | undefined): number | null {
  return cell === undefined ? null : numberOfCell(cell);
}

function textOf(cell: Cell | undefined): string {
  return cell === undefined ? '' : textOfCell(cell);
}

/** Seeds from the first to the last, both included. */
export interface SeedRange {
  readonly from: number;
  readonly to: number;
}

/** The ranges of the seeds of all groups, ascending. @param most how many seeds there can be */
function seedRangesOf(groups: readonly Gathering[], most: number): SeedRange[] {
  // Numbers in a row: a study has a million, and a set of them is ten times as large.
  const seeds = new Float64Array(most);
  let count = 0;
  for (const { runs } of groups) for (const { seed } of runs) if (seed !== null) seeds[count++] = seed;
  const ranges: { from: number; to: number }[] = [];
  for (const seed of seeds.subarray(0, count).sort()) {
    const last = ranges.at(-1);
    if (last?.to === seed - 1) last.to = seed;
    else if (last?.to !== seed) ranges.push({ from: seed, to: seed });
  }
  return ranges;
}

/** `1–100`, `1–3, 7`; more than five ranges are cut. */
function seedText(ranges: readonly SeedRange[]): string | null {
  if (ranges.length === 0) return null;
  const shown = ranges
    .slice(0, 5)
    .map(({ from, to }) => (from === to ? groupDigits(from) : `${groupDigits(from)}–${groupDigits(to)}`));
  const count = ranges.reduce((sum, { from, to }) => sum + to - from + 1, 0);
  return ranges.length > 5 ? `${shown.join(', ')} … (${groupDigits(count)} seeds)` : shown.join(', ');
}
