import { gammaMean, addToGamma, emptyGammaSummary } from '../statistics/gamma-mean.js';
import type { Interval } from '../statistics/interval.js';
import type { MeanEstimate } from '../statistics/mean-estimate.js';
import { wilsonInterval } from '../statistics/wilson-interval.js';
import type { Json } from '../base/canonical-json.js';
import type { GridPoint } from '../study/grid-name.js';
import type { SettingIdentity } from '../study/setting-fields.js';
import type { Cell } from '../study/tables/cell.js';
import { numberOfCell, textOfCell } from './cell.js';
import { settingLabels } from './setting-labels.js';
import { inOutcomeOrder } from './style.js';
import { groupDigits } from './user-text.js';

/**
 * Where a run with two hidden units and one output ended: its exponents, the unit that sees the first input
 * first.
 */
export interface RunEnd {
  readonly outcome: string;
  /**
   * W1[0,·] in the folded order, divided by what stands for the exponent 1; NaN and infinities are possible.
   */
  readonly exponents: readonly [number, number];
  /** Whether the run's weights were recognised as a solution. */
  readonly isSolution: boolean;
}

/** The runs of one recipe on one backend, as far as figures and sentences need them. */
export interface Group {
  /** What tells it from the study's other groups, for sentences and tables: no two are the same. */
  readonly label: string;
  /** The recipe's name, as the table has it. */
  readonly recipe: string;
  readonly backend: string;
  readonly precision: number | null;
  /** Where in the study's grid it is, by the columns `recipe.*`. */
  readonly grid: GridPoint;
  readonly trials: number;
  readonly converged: number;
  /** converged ÷ trials with its 95 % Wilson interval. */
  readonly success: { readonly rate: number } & Interval;
  /** How often each ending was seen, in the order to show; only those that were seen. */
  readonly outcomes: readonly (readonly [outcome: string, count: number])[];
  /** Longest run and most sample gradients; null where the table does not say. */
  readonly steps: number | null;
  readonly samplesMean: number | null;
  /** The steps from which on converged runs count as converged, ascending. */
  readonly convergedAt: readonly number[];
  readonly convergedAtMean: MeanEstimate;
  /**
   * Per run, in the order of the table: its seed (null where the table has none) and whether it converged.
   */
  readonly runs: readonly { readonly seed: number | null; readonly converged: boolean }[];
  /** Empty where the network has another shape. */
  readonly ends: readonly RunEnd[];
  /** Whether the table says which weight stands for the exponent 1; else `ends` has weights as they are. */
  readonly hasUnits: boolean;
}

/** What the rows of `trials.csv` come to. */
export interface StudyData {
  /** In order of first appearance. */
  readonly groups: readonly Group[];
  /** The name of the recipe that all groups are made of, where labels do not say it; else null. */
  readonly common: string | null;
  readonly trials: number;
  /** The generators that were used. */
  readonly rngs: readonly string[];
  /** The seeds as text: `1–100`, `1–3, 7`; null where the table has none. */
  readonly seeds: string | null;
  /** The same where it is one range. */
  readonly seedRange: SeedRange | null;
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
  /** @throws RangeError when the row is of no use, saying which column */
  row(cells: readonly Cell[]): void;
  /** Null where there were no rows. */
  finish(): StudyData | null;
}

/** What a table of trials must have; all other columns may be missing, as in tables of earlier versions. */
const neededColumns = ['recipe', 'outcome'];

/**
 * A reader for a table of trials with these columns. Columns are found by name, in any order, and what is
 * missing is left out of the report.
 * @throws RangeError when a column is missing without which there is no report
 */
export function studyReader(columns: readonly string[]): StudyReader {
  const missing = neededColumns.find((name) => !columns.includes(name));
  if (missing !== undefined) throw new RangeError(`no column ${missing}`);
  const at = (name: string) => columns.indexOf(name);
  const [recipe, outcome, backend, precision] = ['recipe', 'outcome', 'backend', 'precision'].map(at);
  const [rng, seed, steps, samples, convergedAt] = ['rng', 'seed', 'steps', 'samples', 'converged_at'].map(at);
  const endOf = endReader(columns);
  const pointOf = gridReader(columns);
  const gatherings = new Map<string, Gathering>();
  const rngs = new Set<string>();
  let rows = 0;
  return {
    row(cells) {
      rows++;
      const name = cells[recipe];
      const ended = cells[outcome];
      if (typeof ended !== 'string') throw new RangeError(`row ${rows}: outcome is empty or a number`);
      const key = JSON.stringify([cells[recipe], cells[backend], cells[precision]]);
      let group = gatherings.get(key);
      if (group === undefined) {
        group = gathering(textOf(name), textOf(cells[backend]), numberIn(cells[precision]), pointOf(cells));
        gatherings.set(key, group);
      }
      const generator = cells[rng];
      if (typeof generator === 'string') rngs.add(generator);
      group.runs.push({ seed: numberIn(cells[seed]), converged: ended === 'converged' });
      group.counts.set(ended, (group.counts.get(ended) ?? 0) + 1);
      group.steps = Math.max(group.steps, numberIn(cells[steps]) ?? -Infinity);
      group.samples += numberIn(cells[samples]) ?? NaN;
      const since = numberIn(cells[convergedAt]);
      if (ended === 'converged' && since !== null && Number.isFinite(since)) group.convergedAt.push(since);
      const end = endOf(cells, ended);
      if (end !== null) group.ends.push(end);
    },
    finish() {
      if (rows === 0) return null;
      const ranges = seedRangesOf([...gatherings.values()].flatMap(({ runs }) => runs.map((run) => run.seed)));
      const { labels, common } = settingLabels(
        [...gatherings.values()].map((group) => ({ identity: identityOf(group), grid: group.grid, fields: null })),
      );
      return {
        groups: [...gatherings.values()].map((group, k) => ({
          ...groupOf(group, columns.includes('exponent_high')),
          label: labels[k],
        })),
        common,
        trials: rows,
        rngs: [...rngs],
        seeds: seedText(ranges),
        seedRange: ranges.length === 1 ? ranges[0] : null,
      };
    },
  };
}

/** What a group's settings are told by. */
export function identityOf(group: Pick<Group, 'recipe' | 'backend' | 'precision'>): SettingIdentity['identity'] {
  const { recipe, backend, precision } = group;
  return [
    ['recipe', recipe],
    ['backend', backend],
    ['precision', precision === null ? '' : String(precision)],
  ];
}

/** A group while its rows come in. */
interface Gathering {
  readonly recipe: string;
  readonly backend: string;
  readonly precision: number | null;
  readonly grid: GridPoint;
  readonly counts: Map<string, number>;
  readonly convergedAt: number[];
  readonly runs: { readonly seed: number | null; readonly converged: boolean }[];
  readonly ends: RunEnd[];
  steps: number;
  samples: number;
}

function gathering(recipe: string, backend: string, precision: number | null, grid: GridPoint): Gathering {
  return {
    recipe,
    backend,
    precision,
    grid,
    counts: new Map(),
    convergedAt: [],
    runs: [],
    ends: [],
    steps: -Infinity,
    samples: 0,
  };
}

function groupOf(
  { counts, runs, steps, samples, convergedAt, ...rest }: Gathering,
  hasUnits: boolean,
): Omit<Group, 'label'> {
  const converged = counts.get('converged') ?? 0;
  const outcomes = inOutcomeOrder(counts.keys());
  return {
    ...rest,
    hasUnits,
    runs,
    trials: runs.length,
    converged,
    success: { rate: converged / runs.length, ...wilsonInterval(converged, runs.length) },
    outcomes: outcomes.map((outcome) => [outcome, counts.get(outcome) ?? 0]),
    steps: Number.isFinite(steps) ? steps : null,
    samplesMean: Number.isFinite(samples) ? samples / runs.length : null,
    convergedAt: convergedAt.sort((a, b) => a - b),
    convergedAtMean: gammaMean(convergedAt.reduce(addToGamma, emptyGammaSummary)),
  };
}

/**
 * Reads where runs with two inputs, two hidden units and one output ended. Exchanging the hidden units leaves
 * the function alone, so they are put in order: first the one that sees more of the first input,
 * |W0[0,0]·W0[1,1]| ≥ |W0[0,1]·W0[1,0]|. A common scale of the rows of W0 does not move the exponents. The
 * weight that stands for the exponent 1 (½ on log-square) is told by the column exponent_high; where an
 * earlier version wrote none it is taken to be 1.
 */
function endReader(columns: readonly string[]): (cells: readonly Cell[], outcome: string) => RunEnd | null {
  const names = ['w0_0_0', 'w0_0_1', 'w0_1_0', 'w0_1_1', 'w1_0_0', 'w1_0_1'];
  const indices = names.map((name) => columns.indexOf(name));
  const residual = columns.indexOf('solution_residual');
  const exponentHigh = columns.indexOf('exponent_high');
  const others = columns.flatMap((name, k) => (/^w[01]_\d+_\d+$/.test(name) && !names.includes(name) ? [k] : []));
  return (cells, outcome) => {
    if (others.some((k) => cells[k] !== null)) return null;
    const weights = indices.map((k) => numberIn(cells[k]));
    const [w00, w01, w10, w11, first, second] = weights.map((weight) => weight ?? NaN);
    if (weights.includes(null)) return null;
    const greatest = numberIn(cells[exponentHigh]);
    const unit = greatest === null || greatest === 0 ? 1 : Math.max(first, second) / greatest;
    const scale = Number.isFinite(unit) && unit !== 0 ? 1 / unit : 1;
    const inOrder = !(Math.abs(w00 * w11) < Math.abs(w01 * w10));
    return {
      outcome,
      exponents: inOrder ? [scale * first, scale * second] : [scale * second, scale * first],
      isSolution: residual >= 0 && cells[residual] !== null,
    };
  };
}

/** Reads where in a grid a row's setting is: columns named `recipe.` and a field's path. */
function gridReader(columns: readonly string[]): (cells: readonly Cell[]) => GridPoint {
  const fields = columns.flatMap((name, k) => (name.startsWith('recipe.') ? [{ path: name.slice(7), k }] : []));
  return (cells) => fields.map(({ path, k }) => [path, gridValue(cells[k])]);
}

/** A field's value, as it stands in the recipe's name. */
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

function seedRangesOf(seeds: readonly (number | null)[]): SeedRange[] {
  const sorted = [...new Set(seeds)].filter((seed) => seed !== null).sort((a, b) => a - b);
  const ranges: { from: number; to: number }[] = [];
  for (const seed of sorted) {
    const last = ranges.at(-1);
    if (last?.to === seed - 1) last.to = seed;
    else ranges.push({ from: seed, to: seed });
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
