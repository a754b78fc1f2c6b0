import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { catalogue } from '../src/catalogue.js';
import type { ComparedSetting } from '../src/experiments/precision/compare-precision.js';
import type { TrainingSetting } from '../src/experiments/training/trial.js';
import { generators, standardGenerator } from '../src/random/generators.js';
import type { Executor } from '../src/study/executor.js';
import type { Experiment } from '../src/study/experiment.js';
import { runBatch } from '../src/study/run-batch.js';
import type { Trial } from '../src/study/trial.js';
import { executorLaws } from '../src/testing/laws/executor-laws.js';
import { experimentLaws } from '../src/testing/laws/experiment-laws.js';
import type { Law } from '../src/testing/laws/law.js';
import { namedRecipes } from '../src/training/named-recipes.js';
import type { Recipe } from '../src/training/recipe.js';
import { inProcessExecutor, workshopOf } from '../src/workshop.js';
import { runs } from './run-count.js';

/** Shipped experiments and executors keep the laws of their contracts. */
const workshop = workshopOf(catalogue);

const short = (recipe: Recipe): Recipe => ({
  ...recipe,
  steps: 60,
  evaluation: { ...recipe.evaluation, interval: 20, samples: 10 },
});
const float64 = { name: 'float64', digits: null };
const trained: readonly TrainingSetting[] = [
  ...[...namedRecipes.values()].map((recipe) => ({ recipe: short(recipe), backend: float64 })),
  ...[...namedRecipes.values()].slice(0, 1).map((recipe) => ({
    recipe: { ...short(recipe), steps: 20 },
    backend: { name: 'decimal', digits: 20 },
  })),
];
const compared: readonly ComparedSetting[] = trained.slice(0, 2).map(({ recipe }) => ({
  recipe: { ...recipe, steps: 20 },
  compared: [float64, { name: 'decimal', digits: 20 }],
  reference: { name: 'decimal', digits: 30 },
}));

/** Settings that take little time, for every experiment there is. */
const settingsOf: Readonly<Record<string, readonly unknown[]>> = { training: trained, precision: compared };

function holds(laws: readonly Law[], numRuns: number): void {
  for (const law of laws) test(law.name, { timeout: 120_000 }, () => law.check({ numRuns: runs(numRuns) }));
}

describe.each(workshop.experiments.entries.map((experiment): [string, Experiment] => [experiment.name, experiment]))(
  'the experiment %s',
  (name, experiment) => {
    const settings = settingsOf[name] ?? [];
    test('has settings to be tried with', () => expect(settings.length).toBeGreaterThan(0));
    for (const generator of generators.entries.slice(0, 2)) {
      holds(experimentLaws(experiment, { settings, generator }), 8);
    }
  },
);

const { version } = workshop.experiments.get('training');
const trials: readonly Trial[] = trained
  .slice(0, 3)
  .flatMap((setting) =>
    [1, 2, 3].map((seed) => ({ experiment: 'training', version, setting, rng: standardGenerator.name, seed })),
  );
const throwing: Trial = { ...trials[0], experiment: 'alchemy' };
const reference = (some: readonly Trial[]) => runBatch(workshop, some);

describe('the executor of this thread', () =>
  holds(executorLaws({ name: 'in process', make: inProcessExecutor, trials, throwing, reference }), 8));

/** The built pool, since a worker thread cannot load TypeScript; `npm test` builds first. */
async function builtPool(): Promise<Executor> {
  const built: unknown = await import(pathToFileURL(join(import.meta.dirname, '..', 'dist', 'workshop.js')).href);
  if (typeof built !== 'object' || built === null || !('workerThreadExecutor' in built)) throw new Error('not built');
  const { workerThreadExecutor } = built;
  if (typeof workerThreadExecutor !== 'function') throw new Error('not built');
  const pool: unknown = Reflect.apply(workerThreadExecutor, null, [2]);
  if (typeof pool !== 'object' || pool === null || !isExecutor(pool)) throw new Error('not an executor');
  return pool;
}

function isExecutor(value: object): value is Executor {
  return 'run' in value && 'close' in value && 'concurrency' in value;
}

describe('the executor of worker threads', () =>
  holds(executorLaws({ name: 'worker threads', make: builtPool, trials, throwing, reference }), 4));
