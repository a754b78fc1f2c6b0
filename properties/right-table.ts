import fc from 'fast-check';
import { trialOutcomes } from '../src/experiments/training/outcomes.js';
import { trialsTable } from '../src/experiments/training/tables/trials.js';
import { isFamily } from '../src/study/tables/table-kind.js';
import type { CellKind, Column } from '../src/study/tables/column.js';
import type { Cell } from '../src/study/tables/cell.js';
import { formatCell } from '../src/report/cell.js';
import { xoroshiro128plus } from '../src/random/generators/xoroshiro128plus.js';
import type { Rng } from '../src/random/rng.js';

/** A table as its file has it: the text of every cell. */
export interface Sheet {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A right table of trials, and what stands beside it. */
export interface RightTable {
  readonly trials: Sheet;
  /** `study.json` */
  readonly study: string;
  /** `summary.csv` */
  readonly summary: Sheet;
}

const recipes = ['clipped', 'exact', 'naive'];
const weights = ['w0_0_0', 'w0_0_1', 'w0_1_0', 'w0_1_1', 'w1_0_0', 'w1_0_1'];
const steps = 200_000;
const batch = 4;
/** How the first runs of every setting end, so that every kind of edit finds a cell to edit. */
const firstOutcomes = ['converged', 'unfinished', 'failed'];

/**
 * Right tables of trials: two or three settings, seeds from anywhere, outcomes and measures at random, every
 * cell as the list of columns says.
 */
export const rightTable: fc.Arbitrary<RightTable> = fc
  .record({
    settings: fc.integer({ min: 2, max: recipes.length }),
    first: fc.oneof(fc.constantFrom(0, 1), fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER - 100 })),
    seeds: fc.integer({ min: 4, max: 7 }),
    draw: fc.integer({ min: 1, max: 1e6 }),
  })
  .map(({ settings, first, seeds, draw }) => tableOf(recipes.slice(0, settings), first, seeds, xoroshiro128plus(draw)));

const columns: readonly Column[] = trialsTable().columns.flatMap((entry): Column[] => {
  if (!isFamily(entry)) return [entry];
  return weights.flatMap((name) => entry.column(name) ?? []);
});

function tableOf(names: readonly string[], first: number, seeds: number, rng: Rng): RightTable {
  const runs = names.flatMap((recipe) =>
    Array.from({ length: seeds }, (_, k) => {
      const outcome = firstOutcomes.at(k) ?? trialOutcomes[rng.below(trialOutcomes.length)];
      return runOf(recipe, first + k, outcome, rng);
    }),
  );
  const cells = (run: ReadonlyMap<string, Cell>) => columns.map(({ name }) => formatCell(run.get(name) ?? null));
  const summary = names.map((recipe) =>
    summaryRow(
      recipe,
      runs.filter((run) => run.get('recipe') === recipe),
    ),
  );
  return {
    trials: { header: columns.map(({ name }) => name), rows: runs.map(cells) },
    study: JSON.stringify({ recipes: names, seeds: `${first}..${first + seeds - 1}` }),
    summary: { header: summaryHeader, rows: summary.map((row) => row.map(formatCell)) },
  };
}

/** A run as a study writes it. A run that failed has no measures. */
function runOf(recipe: string, seed: number, outcome: string, rng: Rng): ReadonlyMap<string, Cell> {
  const run = new Map<string, Cell>([
    ['recipe', recipe],
    ['backend', 'float64'],
    ['rng', 'xoroshiro128plus'],
    ['seed', seed],
    ['outcome', outcome],
  ]);
  if (outcome === 'failed') return run.set('failure', 'took too long: Zeitüberschreitung');
  const solved = outcome === 'converged';
  const bad = outcome === 'diverged' && rng.below(2) === 0;
  for (const { name, holds } of columns) {
    if (run.has(name) || ['precision', 'failure', 'converged_at'].includes(name)) continue;
    if (!name.startsWith('solution'))
      run.set(name, bad && !name.includes('_improvement') ? badCell(holds) : cellOf(holds, rng));
  }
  if (solved) {
    run.set('converged_at', 1000 * (4 + rng.below(190)));
    run.set('solution_permutation', '0 1').set('solution_scale', 1.25).set('solution_residual', 1e-8);
  }
  const exponents = ['w1_0_0', 'w1_0_1'].map((name) => Number(run.get(name)));
  if (!bad) run.set('exponent_low', Math.min(...exponents)).set('exponent_high', Math.max(...exponents));
  run.set('dead_share', rng.below(5) / 4).set('last_improvement', 1000 * rng.below(200));
  return run.set('steps', steps).set('samples', steps * batch);
}

function cellOf(holds: CellKind, rng: Rng): Cell {
  if (holds.is !== 'number') return 'a';
  if (holds.whole === true) return rng.below(1000);
  return holds.from === undefined ? rng.uniform(-2, 2) : rng.uniform(0, 1);
}

/** What a run has that diverged. */
function badCell(holds: CellKind): Cell {
  if (holds.is !== 'number') return 'a';
  if (holds.whole === true) return 0;
  return holds.from === undefined ? -Infinity : NaN;
}

const counted = trialOutcomes.map((outcome) => outcome.replace('-', '_'));
const summaryHeader = ['recipe', 'backend', 'precision', 'trials', ...counted, 'converged_at_mean'];

function summaryRow(recipe: string, runs: readonly ReadonlyMap<string, Cell>[]): Cell[] {
  const at = runs.flatMap((run) => run.get('converged_at') ?? []).map(Number);
  const counts = trialOutcomes.map((outcome) => runs.filter((run) => run.get('outcome') === outcome).length);
  return [recipe, 'float64', null, runs.length, ...counts, at.reduce((sum, value) => sum + value, 0) / at.length];
}
