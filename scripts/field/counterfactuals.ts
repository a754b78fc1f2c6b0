import { catalogue } from '../../src/catalogue.js';
import { kernelsOf } from '../../src/experiments/training/lanes/recipe-kernels.js';
import { trainMany } from '../../src/experiments/training/lanes/runs.js';
import { runJudge } from '../../src/experiments/training/judge-run.js';
import { float64 } from '../../src/numeric/backends/float64.js';
import { penaltiesOf, ratesOf } from '../../src/training/rates.js';
import type { Recipe } from '../../src/training/recipe.js';
import type { Cause, Freed } from './causes.js';
import type { JudgedRun } from './judged-runs.js';

/** Of the runs that have a cause, which recover without it. */
export interface Counterfactual {
  readonly cause: Cause;
  readonly had: readonly JudgedRun[];
  readonly recovered: ReadonlySet<JudgedRun>;
}

/** Samples of a run that is trained again are none that it has seen. */
const otherSeed = 1_000_000;

/** The recipe as it is at a step: penalties weigh what they weigh there, all the time. */
function asAt(recipe: Recipe, step: number): Recipe {
  const { penalties } = ratesOf(float64, recipe, catalogue)(step + 1);
  const at = penaltiesOf(recipe).map((penalty, k) => ({
    ...penalty,
    weight: penalties[k],
    schedule: { kind: 'constant' },
  }));
  return { ...recipe, penalties: at.filter(({ weight }) => weight > 0) };
}

/** Trains every run that has a cause once more, without it. */
export function counterfactual(cause: Cause, runs: readonly JudgedRun[]): Counterfactual {
  const groups = new Map<string, { readonly recipe: Recipe; readonly runs: { run: JudgedRun; freed: Freed }[] }>();
  for (const run of runs) {
    const freed = cause.without({ ...run, recipe: asAt(run.recipe, run.step) });
    if (freed === null) continue;
    const key = JSON.stringify(freed.recipe);
    const group = groups.get(key) ?? { recipe: freed.recipe, runs: [] };
    groups.set(key, group);
    group.runs.push({ run, freed });
  }
  const recovered = new Set<JudgedRun>();
  for (const { recipe, runs: those } of groups.values()) {
    const outcomes = outcomesOf(recipe, those);
    those.forEach(({ run }, k) => {
      if (outcomes[k]) recovered.add(run);
    });
  }
  return { cause, had: [...groups.values()].flatMap((group) => group.runs.map(({ run }) => run)), recovered };
}

/** Whether each has learned, by the criterion of the study. */
function outcomesOf(recipe: Recipe, runs: readonly { readonly run: JudgedRun; readonly freed: Freed }[]): boolean[] {
  const generator = catalogue.generators.get(runs[0].run.rng);
  const starts = runs.map(({ run, freed }) => ({
    theta: freed.theta,
    streams: generator.streams(otherSeed + run.seed),
    task: recipe.task,
  }));
  const kernels = kernelsOf(recipe, catalogue, generator);
  const results = trainMany(kernels, starts, recipe.evaluation.interval, () => runJudge(float64, recipe, catalogue));
  return [...results].map(({ outcome }) => outcome === 'converged');
}
