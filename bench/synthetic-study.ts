import { layerParameters } from '../src/units/two-layers/layers.js';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { xoroshiro128plus } from '../src/random/generators/xoroshiro128plus.js';
import { formatCsv } from '../src/report/csv.js';
import { trajectoriesTable } from '../src/experiments/training/report/trajectories-table.js';
import type { Cell } from '../src/study/tables/cell.js';

/** The tables of a study that never ran: like the essay's in what they hold, of any size, with any names. */
export interface SyntheticStudy {
  readonly recipes: readonly string[];
  readonly seeds: number;
  /** Null leaves `study.json` out. */
  readonly title: string | null;
}

const columns = [
  ...['recipe', 'backend', 'precision', 'rng', 'seed', 'steps', 'samples', 'outcome', 'converged_at'],
  ...['interpolation_mse', 'extrapolation_mse', 'sparsity_error', 'gradient_norm', 'last_improvement', 'dead_share'],
  ...['solution_permutation', 'solution_scale', 'solution_residual'],
  ...['w0_0_0', 'w0_0_1', 'w0_1_0', 'w0_1_1', 'w1_0_0', 'w1_0_1'],
];

const endings = ['converged', 'dead-phase', 'spurious-minimum', 'diverged', 'unfinished', 'failed'] as const;

/** Writes `trials.csv`, `trajectories.csv`, `gradcheck-steps.csv` and `study.json` into a folder. */
export function writeSyntheticStudy(folder: string, study: SyntheticStudy): void {
  writeFileSync(join(folder, 'trials.csv'), formatCsv({ columns, rows: trials(study) }));
  writeFileSync(join(folder, 'trajectories.csv'), formatCsv(trajectories(study)));
  writeFileSync(join(folder, 'gradcheck-steps.csv'), formatCsv(stepSizes()));
  if (study.title !== null) {
    writeFileSync(join(folder, 'study.json'), JSON.stringify({ title: study.title, recipes: study.recipes }));
  }
}

/**
 * Writes the tables of `warizan gradcheck`, `precision` and `bench` beside them, with names taken from the
 * same recipes.
 */
export function writeSyntheticMeasurements(folder: string, [first, second]: readonly string[]): void {
  const seeds = Array.from({ length: 30 }, (_, seed) => seed + 1);
  const steps = [...new Set(Array.from({ length: 60 }, (_, k) => Math.round(10 ** (k / 20))))];
  const backends = [
    { name: 'float64', precision: null, carried: 15.95 },
    { name: 'mpfr', precision: 34, carried: 34 },
  ];
  const agreed = backends.flatMap(({ name, precision, carried }) =>
    seeds.flatMap((seed) =>
      steps.map((step): Cell[] => [
        ...[first, seed, step, name, precision, Math.max(0, carried - (seed / 10) * Math.log(step))],
      ]),
    ),
  );
  const verdicts = ['amplifies', 'bursts', 'adds-up'];
  const summary = backends.flatMap(({ name, precision }) =>
    seeds.map((seed): Cell[] => [
      ...[first, seed, 900, name, precision, 'mpfr', 50],
      ...[1, 10, seed, seed % 2 === 0 ? null : 100, verdicts[seed % 3], seed % 5 === 0 ? 'no' : 'yes'],
    ]),
  );
  const costs = ['forward', second].flatMap((suite, k) =>
    [null, 20, 34, 50, 100].flatMap((digits): Cell[][] =>
      (digits === null ? ['float64'] : ['mpfr', 'decimal']).map((backend, b) => [
        ...[suite, digits === null ? 'float64' : `${backend} ${digits}`, backend, digits],
        ...[(digits ?? 1) * 100 * (k + 1) * (1 + 20 * b), 90, (digits ?? 1) * 9000, first, 2, '20.20.2', '11.3'],
      ]),
    ),
  );
  const tables = {
    gradcheck: {
      columns: ['network', 'gradient', 'backend', 'precision', 'digits', 'holds'],
      rows: [[first, second, 'float64', null, 12.5, 'true']],
    },
    precision: { columns: ['recipe', 'seed', 'step', 'backend', 'precision', 'digits_agreed'], rows: agreed },
    'precision-summary': {
      columns: [
        ...['recipe', 'seed', 'steps', 'backend', 'precision', 'reference', 'reference_precision'],
        ...['lost_1_at', 'lost_4_at', 'lost_8_at', 'lost_all_at', 'verdict', 'outcome_agrees'],
      ],
      rows: summary,
    },
    bench: {
      columns: [
        ...['suite', 'task', 'backend', 'precision', 'ns_per_op_median', 'p5', 'p95'],
        ...['processor', 'cores', 'node', 'v8'],
      ],
      rows: costs,
    },
  };
  for (const [name, table] of Object.entries(tables)) writeFileSync(join(folder, `${name}.csv`), formatCsv(table));
}

/** The k-th recipe converges in a share of runs that grows with k; the others end in every way there is. */
function trials({ recipes, seeds }: SyntheticStudy): Cell[][] {
  const uniform = xoroshiro128plus(1);
  return recipes.flatMap((recipe, k) =>
    Array.from({ length: seeds }, (_, seed): Cell[] => {
      const learns = uniform.next() < (k + 0.5) / recipes.length;
      const ending = learns ? 'converged' : endings[1 + Math.floor(5 * uniform.next() ** 2)];
      const steps = 200_000;
      const at = Math.min(steps, 1000 * Math.ceil(-30 * Math.log(uniform.next() + 1e-9)));
      const noise = () => 0.02 * (uniform.next() - 0.5);
      const wide = () => (uniform.next() - 0.5) / (uniform.next() + 0.05);
      const end = learns ? [1 + noise(), -1 + noise()] : [wide(), wide()];
      const solution: Cell[] = learns ? ['0 1', 1.1, 0.01] : [null, null, null];
      return [
        ...[recipe, 'float64', null, 'xoroshiro128plus', seed + 1, steps, steps, ending, learns ? at : null],
        ...[uniform.next() * 1e-6, uniform.next() * 1e-6, uniform.next() * 1e-3, uniform.next(), at, uniform.next()],
        ...solution,
        ...[1.1 + noise(), noise(), noise(), 1.1 + noise(), ...end],
      ];
    }),
  );
}

function trajectories({ recipes }: SyntheticStudy): ReturnType<typeof trajectoriesTable> {
  const steps = Array.from({ length: 400 }, (_, k) => 500 * k);
  return trajectoriesTable(
    recipes.slice(0, 2).map((recipe, k) => ({
      run: {
        ...{ recipe, seed: k + 1, rng: 'xoroshiro128plus', outcome: 'converged', convergedAt: 40_000 },
        solution: { theta: [1, 0, 0, 1, 1, -1] },
      },
      trajectory: {
        parameters: layerParameters({ inputs: 2, hidden: 2, outputs: 1 }),
        steps,
        weights: steps.map((step) => [1, 0, 0, 1, 1, -1].map((end, w) => end + 0.2 * (w - 2) * Math.exp(-step / 2e4))),
      },
    })),
  );
}

/**
 * Central differences of order 2 and 4 in float64, and of order 2 at 50 digits, as their error models have
 * them.
 */
function stepSizes(): { columns: string[]; rows: Cell[][] } {
  const kinds = [
    { backend: 'float64', precision: null, unit: 1e-16, order: 2 },
    { backend: 'float64', precision: null, unit: 1e-16, order: 4 },
    { backend: 'mpfr', precision: 50, unit: 1e-50, order: 2 },
  ];
  return {
    columns: ['network', 'gradient', 'backend', 'precision', 'order', 'step', 'error'],
    rows: kinds.flatMap(({ backend, precision, unit, order }) =>
      Array.from({ length: 14 }, (_, k): Cell[] => {
        const step = 10 ** -(1 + k * 0.8);
        return ['complex-log', 'exact', backend, precision, order, step, 0.3 * step ** order + unit / step];
      }),
    ),
  };
}
