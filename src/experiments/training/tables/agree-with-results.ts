import { InputError } from '../../../base/input-error.js';
import type { Cell } from '../../../study/tables/cell.js';
import { numberOfCell, textOfCell } from '../../../study/tables/cell-value.js';
import { successes, trialOutcomes } from '../outcomes.js';
import { groupWords, isSameGroup, type FoundGroup, type FoundIdentity, type FoundRuns } from './found-runs.js';
import { countColumn } from '../../../study/tables/result-columns.js';

/** A table that was read by its columns. */
export interface ReadTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** Two tables of one folder count the same runs: a sentence on what each says. */
interface Count {
  /** `runs of "clipped" that ended as converged` */
  readonly what: string;
  readonly found: number;
  readonly table: string;
  /** Null where that table does not say. */
  readonly counted: number | null;
}

function requireEqual({ what, found, table, counted }: Count): void {
  if (counted === null || counted === found) return;
  const counts = found === 1 ? what.replace(/^(run|seed)s/, '$1') : what;
  throw new InputError(
    `has ${found} ${counts}, where ${table} counts ${counted}: one of the two tables was changed; put back the rows and cells it had`,
  );
}

type Finder = (name: string) => Cell;

function cellsOf({ columns, rows }: ReadTable): Finder[] {
  return rows.map((row) => (name) => row[columns.indexOf(name)] ?? null);
}

function identityIn(cell: Finder, columns: readonly string[], prefix = ''): FoundIdentity {
  const text = (name: string) => (columns.includes(prefix + name) ? textOfCell(cell(prefix + name)) : null);
  return { recipe: text('recipe') ?? '', backend: text('backend'), precision: text('precision') };
}

const noRuns = new Map<string, number>();
/** Means are compared to this: both are rounded sums of whole numbers. */
const meanTolerance = 1e-9;

/** Counts of `summary.csv` are those of the table of trials. @throws InputError saying which are not */
export function requireSummarised(found: FoundRuns, summary: ReadTable): void {
  if (!summary.columns.includes('recipe')) return;
  const all = cellsOf(summary);
  const named = all.map((cell) => identityIn(cell, summary.columns));
  const unknown = found.groups.find((group) => !named.some((own) => isSameGroup(group, own)));
  if (unknown !== undefined) {
    throw new InputError(
      `row ${unknown.firstRow}, recipe: ${groupWords(unknown, found.groups)}: summary.csv has no such group`,
    );
  }
  for (const [k, cell] of all.entries()) {
    const group = found.groups.find((own) => isSameGroup(own, named[k]));
    const words = groupWords(named[k], named);
    const counted = (name: string) => numberOfCell(cell(name));
    requireEqual({
      what: `runs of ${words}`,
      found: group?.rows ?? 0,
      table: 'summary.csv',
      counted: counted('trials'),
    });
    for (const outcome of trialOutcomes) {
      const own = (group?.outcomes ?? noRuns).get(outcome) ?? 0;
      const what = `runs of ${words} that ended as ${outcome}`;
      requireEqual({ what, found: own, table: 'summary.csv', counted: counted(countColumn(outcome)) });
    }
    requireMean(group, words, counted('converged_at_mean'));
  }
}

function requireMean(group: FoundGroup | undefined, words: string, mean: number | null): void {
  if (group === undefined || mean === null || Number.isNaN(group.convergedAtMean)) return;
  if (Math.abs(group.convergedAtMean - mean) <= meanTolerance * Math.abs(mean)) return;
  throw new InputError(
    `has runs of ${words} whose mean of converged_at is ${group.convergedAtMean}, where summary.csv has ${mean}: one of the two tables was changed`,
  );
}

/** Counts of `endings.csv` are those of the table of trials. @throws InputError saying which are not */
export function requireEndings(found: FoundRuns, endings: ReadTable): void {
  if (!endings.columns.includes('recipe') || !endings.columns.includes('outcome')) return;
  for (const cell of cellsOf(endings)) {
    const identity = identityIn(cell, endings.columns);
    const outcome = textOfCell(cell('outcome'));
    const group = found.groups.find((own) => isSameGroup(own, identity));
    const what = `runs of ${groupWords(identity, found.groups)} that ended as ${outcome}`;
    const own = (group?.outcomes ?? noRuns).get(outcome) ?? 0;
    requireEqual({ what, found: own, table: 'endings.csv', counted: numberOfCell(cell('count')) });
  }
}

/**
 * Pairs of `comparisons.csv` are those of the table of trials; groups that it does not have are passed over.
 * @throws InputError saying which are not
 */
export function requireCompared(found: FoundRuns, comparisons: ReadTable): void {
  // The same seed of two generators is two runs, which one table of pairs does not tell apart.
  if (!found.hasSeeds || found.rngs.size > 1) return;
  for (const cell of cellsOf(comparisons)) {
    const find = (prefix: string) => {
      const identity = identityIn(cell, comparisons.columns, prefix);
      return found.groups.find((own) => isSameGroup(own, identity));
    };
    const [group, baseline] = [find(''), find('baseline_')];
    if (group === undefined || baseline === undefined) continue;
    const words = `${groupWords(group, found.groups)} and ${groupWords(baseline, found.groups)}`;
    for (const [column, [what, pairs]] of Object.entries(pairsOf(group, baseline))) {
      const counted = numberOfCell(cell(column));
      requireEqual({ what: `seeds of ${words} ${what}`, found: pairs, table: 'comparisons.csv', counted });
    }
  }
}

function pairsOf(group: FoundGroup, baseline: FoundGroup): Readonly<Record<string, readonly [string, number]>> {
  const counts = [0, 0, 0, 0];
  for (const seed of group.seeds.keys()) {
    if (!baseline.seeds.has(seed)) continue;
    counts[(group.converged.has(seed) ? 0 : 2) + (baseline.converged.has(seed) ? 0 : 1)]++;
  }
  const [both, onlyGroup, onlyBaseline, neither] = counts;
  return {
    pairs: ['that both ran', both + onlyGroup + onlyBaseline + neither],
    both: ['on which both converged', both],
    only_recipe: ['on which the first alone converged', onlyGroup],
    only_baseline: ['on which the second alone converged', onlyBaseline],
    neither: ['on which neither converged', neither],
  };
}

/** Runs of `criterion.csv` are those of the table of trials. @throws InputError saying which are not */
export function requireJudged(found: FoundRuns, criterion: ReadTable): void {
  for (const cell of cellsOf(criterion)) {
    const identity = identityIn(cell, criterion.columns);
    const group = found.groups.find((own) => isSameGroup(own, identity));
    const words = groupWords(identity, found.groups);
    const counted = (name: string) => numberOfCell(cell(name));
    requireEqual({
      what: `runs of ${words}`,
      found: group?.rows ?? 0,
      table: 'criterion.csv',
      counted: counted('runs'),
    });
    requireEqual({
      what: `runs of ${words} that ended as ${successes.join(' or ')}`,
      found: group?.successes ?? 0,
      table: 'criterion.csv',
      counted: counted('converged'),
    });
  }
}
