import { recogniseSolution, type Solution } from '../analysis/solution.js';
import { evaluationTrace, judge, type EvaluationSummary, type Outcome } from '../analysis/outcome.js';
import { deadShare } from '../analysis/phase.js';
import { sparsityError } from '../analysis/sparsity.js';
import { meanGradientNorm, meanSquaredError } from '../kernel/evaluate.js';
import { trainOnKernel } from '../kernel/train.js';
import { float64 } from '../numeric/float64.js';
import type { Numeric } from '../numeric/numeric.js';
import { networkNamed } from '../network/network.js';
import { mapWeights, type Weights } from '../network/weights.js';
import type { RngName } from '../random/rng.js';
import { trialStreams } from '../random/streams.js';
import { drawEvaluationSets, type EvaluationSets } from '../training/evaluation-sets.js';
import type { Recipe } from '../training/recipe.js';
import { initialWeights, type Snapshot } from '../training/train.js';

/** One run, described as plain data: everything its result depends on. */
export interface Trial {
  readonly recipe: Recipe;
  readonly rng: RngName;
  readonly seed: number;
}

/** What a run came to. */
export interface TrialResult {
  /** Updates done, and sample gradients spent. */
  readonly steps: number;
  readonly samples: number;
  readonly outcome: Outcome;
  readonly convergedAt: number | null;
  readonly interpolationMse: number;
  readonly extrapolationMse: number;
  /** Sparsity error of the exponents. */
  readonly sparsityError: number;
  /** Norm of the mean exact gradient on the interpolation set. */
  readonly gradientNorm: number;
  /** Step of the lowest extrapolation MSE. */
  readonly lastImprovement: number;
  /** Share of interpolation inputs silenced by the phase; 0 for log-square, which has none. */
  readonly deadShare: number;
  readonly solution: Solution | null;
  readonly initial: Weights<number>;
  readonly final: Weights<number>;
}

/** Trains and judges a run on float64, with the kernel. */
export function runTrial(trial: Trial): TrialResult {
  const { recipe } = trial;
  const streams = trialStreams(trial.rng, trial.seed);
  const initial = initialWeights(float64, recipe, streams, null);
  const run = trainOnKernel(recipe, initial, streams.samples, recipe.evaluation.interval);
  return judgeRun(float64, recipe, run, () => undefined);
}

/**
 * Follows a run to its end and judges it. Evaluations are in float64 whatever the backend: weights are rounded once for them.
 * @param run snapshots that include every multiple of the evaluation interval @param onSnapshot sees every snapshot, rounded to float64, before the next
 */
export function judgeRun<T>(
  n: Numeric<T>,
  recipe: Recipe,
  run: Iterable<Snapshot<T>>,
  onSnapshot: (snapshot: Snapshot<T>) => void,
): TrialResult {
  const sets = evaluationSetsOf(recipe);
  const trace = evaluationTrace(recipe.steps, recipe.evaluation.criterion);
  let initial: Weights<number> | null = null;
  let final: Weights<number> = { w0: [[]], w1: [[]] };
  for (const snapshot of run) {
    onSnapshot(snapshot);
    const { step } = snapshot;
    const evaluated = step > 0 && (step % recipe.evaluation.interval === 0 || step === recipe.steps);
    if (initial !== null && !evaluated) continue;
    final = mapWeights(snapshot.weights, (weight) => n.toNumber(weight));
    initial ??= final;
    if (evaluated) trace.observe(step, final, meanSquaredError(recipe.network, final, sets.extrapolation));
  }
  return resultOf(recipe, sets, trace.summary(), initial ?? final, final);
}

function resultOf(
  recipe: Recipe,
  sets: EvaluationSets,
  summary: EvaluationSummary,
  initial: Weights<number>,
  final: Weights<number>,
): TrialResult {
  const { unitExponent } = networkNamed(recipe.network);
  const dead = recipe.network === 'complex-log' ? deadShare(final, sets.interpolation) : 0;
  return {
    steps: recipe.steps,
    samples: recipe.steps,
    outcome: judge(summary, () => dead),
    convergedAt: summary.convergedAt,
    interpolationMse: meanSquaredError(recipe.network, final, sets.interpolation),
    extrapolationMse: summary.extrapolationMse,
    sparsityError: sparsityError(final.w1.flat().map((w) => w / unitExponent)),
    gradientNorm: meanGradientNorm(recipe.network, final, sets.interpolation),
    lastImprovement: summary.lastImprovement,
    deadShare: dead,
    solution: recogniseSolution(final, recipe.task.exponents, unitExponent),
    initial,
    final,
  };
}

let drawn: { readonly key: string; readonly sets: EvaluationSets } | null = null;

/**
 * The evaluation sets of a recipe. They depend on the recipe alone and a study runs one recipe over many seeds, so the last ones
 * drawn are kept.
 */
function evaluationSetsOf(recipe: Recipe): EvaluationSets {
  const key = JSON.stringify([recipe.task, recipe.evaluation]);
  if (drawn?.key !== key) drawn = { key, sets: drawEvaluationSets(recipe) };
  return drawn.sets;
}
