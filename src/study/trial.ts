import { recogniseSolution, type Solution } from '../analysis/solution.js';
import { evaluationTrace, judge, type EvaluationSummary, type Outcome } from '../analysis/outcome.js';
import { commonPhaseSum, deadShare } from '../analysis/phase.js';
import { sparsityError } from '../analysis/sparsity.js';
import { meanGradientNorm, meanSquaredError } from '../kernel/evaluate.js';
import { trainOnKernel } from '../kernel/train.js';
import { withBackend, type BackendChoice } from '../numeric/backends.js';
import { float64 } from '../numeric/float64.js';
import type { Numeric } from '../numeric/numeric.js';
import { networkNamed } from '../network/network.js';
import { flattenWeights, mapWeights, type Weights } from '../network/weights.js';
import type { RngName } from '../random/rng.js';
import { trialStreams } from '../random/streams.js';
import { drawEvaluationSets, type EvaluationSets } from '../training/evaluation-sets.js';
import { readWeights } from '../training/read-weights.js';
import { shapeOfRecipe, type Recipe } from '../training/recipe.js';
import { initialWeights, train, type Snapshot } from '../training/train.js';
import { isStuck } from './stuck.js';

/** One run, described as plain data: everything its result depends on. */
export interface Trial {
  readonly recipe: Recipe;
  readonly rng: RngName;
  readonly seed: number;
  readonly backend: BackendChoice;
}

/** What a run came to. */
export interface TrialResult {
  /** Updates done, and sample gradients spent, in all attempts: less than the recipe's steps where its stop rule ended the run. */
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
  /** The phase sum most interpolation inputs see; null for log-square, which has none. */
  readonly phaseSum: number | null;
  readonly solution: Solution | null;
  /** The weights a run (its first attempt) started from and ended with, rounded to float64. */
  readonly initial: Weights<number>;
  readonly final: Weights<number>;
  /** The same as text, with all the digits of the backend. */
  readonly initialText: Weights<string>;
  readonly finalText: Weights<string>;
}

/** How float64 is computed: with the kernel, or with the reference core, whose results are the same bit for bit. */
export type KernelChoice = 'auto' | 'reference';

/** What a caller may add to a run. */
export interface RunOptions {
  /** Initial weights as `readWeights` takes them, in place of drawn ones. */
  readonly initial?: unknown;
  readonly kernel?: KernelChoice;
  /** Steps between snapshots; must divide the evaluation interval. Default: that interval. */
  readonly every?: number;
  /** Sees every snapshot, before the next is computed. */
  readonly onSnapshot?: (snapshot: RecordedSnapshot) => void;
  /**
   * Asked after every snapshot what the run is to wait for, null for nothing: a program that waits now and then hears signals. A run that
   * waits gives the memory of its backend back with the context, not at its end. What it throws ends the run.
   */
  readonly pause?: () => Promise<void> | null;
}

/** A snapshot as an observer sees it: rounded to float64, or as text with all digits. */
export interface RecordedSnapshot {
  readonly step: number;
  /** Whether the run ends here. */
  readonly last: boolean;
  numbers(): readonly number[];
  text(): readonly string[];
  lossText(): string | null;
}

/**
 * Trains and judges a run. The result depends on the trial (and given initial weights) alone.
 * @throws InputError when the initial weights do not fit the recipe
 */
export async function runTrial(trial: Trial, options: RunOptions = {}): Promise<TrialResult> {
  const { recipe } = trial;
  const { onSnapshot, pause } = options;
  const streams = trialStreams(trial.rng, trial.seed);
  const every = options.every ?? recipe.evaluation.interval;
  const given = <T>(n: Numeric<T>): Weights<T> | null =>
    options.initial === undefined ? null : readWeights(n, options.initial, shapeOfRecipe(recipe));
  if (trial.backend.name === 'float64' && options.kernel !== 'reference') {
    const initial = initialWeights(float64, recipe, streams, given(float64));
    const judged = judgeRun(float64, recipe, trainOnKernel(recipe, initial, streams, every), onSnapshot);
    return pause === undefined ? atOnce(judged) : withPauses(judged, pause);
  }
  return await withBackend(trial.backend, (n): TrialResult | Promise<TrialResult> => {
    const judged = () => {
      const initial = initialWeights(n, recipe, streams, given(n));
      return judgeRun(n, recipe, train(n, recipe, initial, streams, every), onSnapshot);
    };
    return pause === undefined ? n.scope(() => atOnce(judged())) : withPauses(judged(), pause);
  });
}

function atOnce<R>(work: Generator<void, R, undefined>): R {
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
  }
}

async function withPauses<R>(work: Generator<void, R, undefined>, pause: () => Promise<void> | null): Promise<R> {
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
    const wait = pause();
    if (wait !== null) await wait;
  }
}

/**
 * Follows a run to its end and judges it, by its last attempt where its recipe restarts. Evaluations are in float64 whatever the backend: weights are rounded once for them.
 * @param run snapshots that include every multiple of the evaluation interval
 * @returns what yields after every snapshot but the last, and returns what the run came to
 */
function* judgeRun<T>(
  n: Numeric<T>,
  recipe: Recipe,
  run: Iterable<Snapshot<T>>,
  onSnapshot?: (snapshot: RecordedSnapshot) => void,
): Generator<void, TrialResult, undefined> {
  const sets = evaluationSetsOf(recipe);
  const newTrace = () => evaluationTrace(recipe.steps, recipe.evaluation.criterion);
  const { interval, stop } = recipe.evaluation;
  let trace = newTrace();
  let current = 1;
  let initial: EndOfRun | null = null;
  for (const snapshot of run) {
    onSnapshot?.(recorded(n, snapshot));
    const { step, attempt, weights, last } = snapshot;
    if (attempt !== current) trace = newTrace();
    current = attempt;
    if (step === 0) initial = endOfRun(n, weights);
    let ended = last;
    if (step > 0 && (step % interval === 0 || ended)) {
      const numbers = mapWeights(weights, (weight) => n.toNumber(weight));
      const mse = meanSquaredError(recipe.network, numbers, sets.extrapolation);
      trace.observe(step, numbers, mse);
      if (stop?.stuck === true && !ended && isStuck(n, recipe, weights)) {
        // The evaluations to come would all see these weights, so the run is judged as if they had been made.
        for (let at = step + interval; at < recipe.steps; at += interval) trace.observe(at, numbers, mse);
        trace.observe(recipe.steps, numbers, mse);
        ended = true;
      }
      const { convergedAt } = trace.summary();
      if (stop?.convergedFor !== undefined && convergedAt !== null) {
        ended ||= step - convergedAt >= stop.convergedFor * interval;
      }
    }
    if (ended) {
      const final = endOfRun(n, weights);
      return resultOf(recipe, step, sets, trace.summary(), initial ?? final, final);
    }
    yield;
  }
  throw new RangeError(`the run has no last step`);
}

function recorded<T>(n: Numeric<T>, { step, weights, loss, last }: Snapshot<T>): RecordedSnapshot {
  return {
    step,
    last,
    numbers: () => flattenWeights(weights).map((weight) => n.toNumber(weight)),
    text: () => flattenWeights(weights).map((weight) => n.format(weight)),
    lossText: () => (loss === null ? null : n.format(loss)),
  };
}

interface EndOfRun {
  readonly numbers: Weights<number>;
  readonly text: Weights<string>;
}

function endOfRun<T>(n: Numeric<T>, weights: Weights<T>): EndOfRun {
  return {
    numbers: mapWeights(weights, (weight) => n.toNumber(weight)),
    text: mapWeights(weights, (weight) => n.format(weight)),
  };
}

function resultOf(
  recipe: Recipe,
  steps: number,
  sets: EvaluationSets,
  summary: EvaluationSummary,
  initial: EndOfRun,
  { numbers: final, text: finalText }: EndOfRun,
): TrialResult {
  const { unitExponent } = networkNamed(recipe.network);
  const dead = recipe.network === 'complex-log' ? deadShare(final, sets.interpolation) : 0;
  return {
    steps,
    samples: steps * recipe.batch,
    outcome: judge(summary, () => dead),
    convergedAt: summary.convergedAt,
    interpolationMse: meanSquaredError(recipe.network, final, sets.interpolation),
    extrapolationMse: summary.extrapolationMse,
    sparsityError: sparsityError(final.w1.flat().map((w) => w / unitExponent)),
    gradientNorm: meanGradientNorm(recipe.network, final, sets.interpolation),
    lastImprovement: summary.lastImprovement,
    deadShare: dead,
    phaseSum: recipe.network === 'complex-log' ? commonPhaseSum(final, sets.interpolation) : null,
    solution: recogniseSolution(final, recipe.task.exponents, unitExponent),
    initial: initial.numbers,
    final,
    initialText: initial.text,
    finalText,
  };
}

let drawn: { readonly key: string; readonly sets: EvaluationSets } | null = null;

/**
 * The evaluation sets of a recipe. They depend on the recipe alone and a study runs one recipe over many seeds, so the last ones
 * drawn are kept.
 */
function evaluationSetsOf(recipe: Recipe): EvaluationSets {
  const { samples, seed, extrapolation } = recipe.evaluation;
  const key = JSON.stringify([recipe.task, samples, seed, extrapolation]);
  if (drawn?.key !== key) drawn = { key, sets: drawEvaluationSets(recipe) };
  return drawn.sets;
}
