import { numberOfCell, textOfCell } from '../../../study/tables/cell-value.js';
import type { NamedCells } from '../../../study/tables/table-kind.js';
import { successes } from '../outcomes.js';

/** What tells a group of runs from others, as a table writes it; null where the table has no such column. */
export interface FoundIdentity {
  readonly recipe: string;
  readonly backend: string | null;
  readonly precision: string | null;
}

/** The runs of one group that a table of trials has. */
export interface FoundGroup extends FoundIdentity {
  /** The number of the first row, as a spreadsheet shows it. */
  readonly firstRow: number;
  readonly rows: number;
  readonly outcomes: ReadonlyMap<string, number>;
  readonly successes: number;
  /** Of those that say when they converged, the mean; NaN for none. */
  readonly convergedAtMean: number;
  /** Seeds with their rows. */
  readonly seeds: ReadonlyMap<number, number>;
  readonly converged: ReadonlySet<number>;
}

/** What a table of trials has: how many runs of which groups, and which seeds. */
export interface FoundRuns {
  readonly groups: readonly FoundGroup[];
  readonly rows: number;
  readonly hasSeeds: boolean;
  /** The generators, each with the first row that names it. */
  readonly rngs: ReadonlyMap<string, number>;
}

interface Gathering extends FoundIdentity {
  readonly firstRow: number;
  rows: number;
  successes: number;
  convergedAtSum: number;
  convergedAtCount: number;
  readonly outcomes: Map<string, number>;
  readonly seeds: Map<number, number>;
  readonly converged: Set<number>;
}

/** Counts the runs of a table with these columns. */
export function runCounter(columns: readonly string[]): {
  row(cell: NamedCells, row: number): void;
  found(): FoundRuns;
} {
  const groups = new Map<string, Gathering>();
  const rngs = new Map<string, number>();
  const textIn = (cell: NamedCells, name: string) => (columns.includes(name) ? textOfCell(cell(name)) : null);
  let rows = 0;
  return {
    row(cell, row) {
      rows++;
      const identity = {
        recipe: textOfCell(cell('recipe')),
        backend: textIn(cell, 'backend'),
        precision: textIn(cell, 'precision'),
      };
      const key = JSON.stringify(Object.values(identity));
      const group = groups.get(key) ?? emptyGathering(identity, row);
      groups.set(key, group);
      const rng = textIn(cell, 'rng');
      if (rng !== null && !rngs.has(rng)) rngs.set(rng, row);
      count(group, cell, row);
    },
    found: () => ({
      groups: [...groups.values()].map((group) => ({
        ...group,
        convergedAtMean: group.convergedAtSum / group.convergedAtCount,
      })),
      rows,
      hasSeeds: columns.includes('seed'),
      rngs,
    }),
  };
}

function emptyGathering(identity: FoundIdentity, firstRow: number): Gathering {
  const counts = { rows: 0, successes: 0, convergedAtSum: 0, convergedAtCount: 0 };
  return { ...identity, firstRow, ...counts, outcomes: new Map(), seeds: new Map(), converged: new Set() };
}

function count(group: Gathering, cell: NamedCells, row: number): void {
  const outcome = textOfCell(cell('outcome'));
  const seed = numberOfCell(cell('seed'));
  const at = numberOfCell(cell('converged_at'));
  group.rows++;
  group.outcomes.set(outcome, (group.outcomes.get(outcome) ?? 0) + 1);
  if (seed !== null) group.seeds.set(seed, row);
  if (!successes.includes(outcome)) return;
  group.successes++;
  if (seed !== null) group.converged.add(seed);
  if (at === null) return;
  group.convergedAtSum += at;
  group.convergedAtCount++;
}

/** Whether a group is the one that another table, or a study, calls so; a missing column says nothing. */
export function isSameGroup(group: FoundIdentity, other: FoundIdentity): boolean {
  const agree = (own: string | null, its: string | null) => own === null || its === null || own === its;
  return (
    group.recipe === other.recipe && agree(group.backend, other.backend) && agree(group.precision, other.precision)
  );
}

/** `"clipped"`, `"clipped" on mpfr at 50 digits` where the table has several number systems. */
export function groupWords({ recipe, backend, precision }: FoundIdentity, all: readonly FoundIdentity[]): string {
  const isOne = all.filter((other) => other.recipe === recipe).length <= 1;
  const digits = precision === null || precision === '' ? '' : ` at ${precision} digits`;
  const name = recipe.length > 60 ? `${recipe.slice(0, 60)}…` : recipe;
  return isOne || backend === null ? JSON.stringify(name) : `${JSON.stringify(name)} on ${backend}${digits}`;
}
