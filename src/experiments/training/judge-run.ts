import type { Numeric } from '../../numeric/numeric.js';
import { sparsityError } from '../../units/sparsity.js';
import type { EvaluationSets } from '../../training/evaluation-sets.js';
import { drawEvaluationSets } from '../../training/evaluation-sets.js';
import type { Evaluator } from '../../training/evaluate.js';
import type { EvaluationSummary, Judge } from '../../training/judges/judge.js';
import { entryOf } from '../../training/part.js';
import type { Parts } from '../../training/parts.js';
import { judgeOf, unitOf, type Recipe } from '../../training/recipe.js';
import { isStuck } from '../../training/stuck.js';
import type { Task } from '../../training/tasks/task.js';
import type { Snapshot } from '../../training/train.js';
import type { Diagnosed, Finding, UnitSolution } from '../../units/diagnosis.js';
import { fastEvaluator } from './evaluation.js';

/**
 * What a run came to. Lists of weights are θ, in the order of the unit's parameters. Errors, findings and the
 * solution are of the weights that the run is judged by: those it ended with, for most judges.
 */
export interface TrialResult {
  /**
   * Updates done, and sample gradients spent, in all attempts: less than the recipe's steps where its stop
   * rule ended the run.
   */
  readonly steps: number;
  readonly samples: number;
  readonly outcome: string;
  readonly convergedAt: number | null;
  readonly interpolationMse: number;
  readonly extrapolationMse: number;
  /** Sparsity error as the unit has it; of its exponents, or of θ, where it does not say. */
  readonly sparsityError: number;
  /** Norm of the mean exact gradient on the interpolation set. */
  readonly gradientNorm: number;
  /** Step of the lowest extrapolation MSE. */
  readonly lastImprovement: number;
  /** What the unit's diagnosis says, and the judge, by column. */
  readonly findings: Readonly<Record<string, Finding>>;
  readonly solution: UnitSolution | null;
  /** The θ a run (its first attempt) started from and ended with, rounded to float64. */
  readonly initial: readonly number[];
  readonly final: readonly number[];
  /** The same as text, with all the digits of the backend. */
  readonly initialText: readonly string[];
  readonly finalText: readonly string[];
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

/** θ as numbers and as text. */
interface Weights {
  readonly numbers: readonly number[];
  readonly text: readonly string[];
}

/** Follows a run and judges it at its end: what it came to, or null while it goes on. */
export type RunJudge<T> = (snapshot: Snapshot<T>) => TrialResult | null;

/**
 * Judges a run by its snapshots, from the first on: by its last attempt where its recipe restarts.
 * Evaluations are in float64 whatever the backend: weights are rounded once for them. Snapshots include every
 * multiple of the evaluation interval.
 */
export function runJudge<T>(n: Numeric<T>, recipe: Recipe, parts: Parts): RunJudge<T> {
  const sets = evaluationSetsOf(recipe, parts);
  const evaluator = fastEvaluator(recipe, parts);
  const { interval, criterion, stop } = recipe.evaluation;
  const judge = judgeOf(recipe, parts);
  const newTrace = () => judge.follow(recipe.steps, criterion);
  let trace = newTrace();
  let current = 1;
  let initial: Weights | null = null;
  /** Whether an evaluation ends the run. */
  const evaluated = (step: number, theta: readonly T[], last: boolean): boolean => {
    const numbers = theta.map((weight) => n.toNumber(weight));
    const extrapolationMse = evaluator.meanSquaredError(numbers, sets.extrapolation);
    const interpolationMse = (): number => evaluator.meanSquaredError(numbers, sets.interpolation);
    trace.observe({ step, theta: numbers, extrapolationMse, interpolationMse });
    let ended = last || trace.summary().ended === true;
    if (stop?.stuck === true && !ended && isStuck(n, recipe, theta, parts)) {
      // The evaluations to come would all see these weights, so the run is judged as if they had been made.
      trace.repeat(interval);
      ended = true;
    }
    const { convergedAt } = trace.summary();
    if (stop?.convergedFor === undefined || convergedAt === null) return ended;
    return ended || step - convergedAt >= stop.convergedFor * interval;
  };
  return ({ step, attempt, theta, last }) => {
    if (attempt !== current) trace = newTrace();
    current = attempt;
    if (step === 0) initial = weightsOf(n, theta);
    const ended = judge.isDue(interval, step, last) ? evaluated(step, theta, last) : last;
    if (!ended) return null;
    const final = weightsOf(n, theta);
    const summary = trace.summary();
    return resultOf({ recipe, parts, judge, steps: step, sets, evaluator, summary, initial: initial ?? final, final });
  };
}

/**
 * Follows a run to its end and judges it.
 * @returns what yields after every snapshot but the last, and returns what the run came to
 */
export function* judgeRun<T>(
  n: Numeric<T>,
  recipe: Recipe,
  run: Iterable<Snapshot<T>>,
  parts: Parts,
  onSnapshot?: (snapshot: RecordedSnapshot) => void,
): Generator<void, TrialResult, undefined> {
  const judge = runJudge(n, recipe, parts);
  for (const snapshot of run) {
    onSnapshot?.(recorded(n, snapshot));
    const result = judge(snapshot);
    if (result !== null) return result;
    yield;
  }
  throw new RangeError(`the run has no last step`);
}

function recorded<T>(n: Numeric<T>, { step, theta, loss, last }: Snapshot<T>): RecordedSnapshot {
  return {
    step,
    last,
    numbers: () => theta.map((weight) => n.toNumber(weight)),
    text: () => theta.map((weight) => n.format(weight)),
    lossText: () => (loss === null ? null : n.format(loss)),
  };
}

function weightsOf<T>(n: Numeric<T>, theta: readonly T[]): Weights {
  return { numbers: theta.map((weight) => n.toNumber(weight)), text: theta.map((weight) => n.format(weight)) };
}

/** A run at its end. */
interface EndedRun {
  readonly recipe: Recipe;
  readonly parts: Parts;
  readonly judge: Judge;
  readonly steps: number;
  readonly sets: EvaluationSets;
  readonly evaluator: Evaluator;
  readonly summary: EvaluationSummary;
  readonly initial: Weights;
  readonly final: Weights;
}

function resultOf({ recipe, parts, judge, steps, sets, evaluator, summary, initial, final }: EndedRun): TrialResult {
  const theta = summary.judged ?? final.numbers;
  const { unit } = unitOf(recipe, parts);
  const { diagnosis } = unit;
  const given = diagnosedOf(recipe, theta, sets, parts);
  const fit = evaluator.fit(theta, sets.interpolation);
  const { sizes, options } = given;
  const ofAll = () => sparsityError(diagnosis?.exponents(theta, sizes, options) ?? theta);
  return {
    steps,
    samples: steps * recipe.batch,
    outcome: judge.outcome(summary, () => causeOf(recipe, theta, sets, parts)),
    convergedAt: summary.convergedAt,
    interpolationMse: fit.meanSquaredError,
    extrapolationMse: summary.extrapolationMse,
    sparsityError: unit.sparsityError?.(theta, sizes, options) ?? ofAll(),
    gradientNorm: fit.meanGradientNorm,
    lastImprovement: summary.lastImprovement,
    findings: { ...diagnosis?.find(given), ...summary.findings },
    solution: diagnosis?.solution(given) ?? null,
    initial: initial.numbers,
    final: final.numbers,
    initialText: initial.text,
    finalText: final.text,
  };
}

/** The unit's name for why a run with these weights has not learned; null where it has none. */
export function causeOf(recipe: Recipe, theta: readonly number[], sets: EvaluationSets, parts: Parts): string | null {
  const causes = unitOf(recipe, parts).unit.diagnosis?.outcomes ?? [];
  const given = diagnosedOf(recipe, theta, sets, parts);
  return causes.find((cause) => cause.holds(given))?.name ?? null;
}

function diagnosedOf(recipe: Recipe, theta: readonly number[], sets: EvaluationSets, parts: Parts): Diagnosed<unknown> {
  const { sizes, options } = unitOf(recipe, parts);
  const exponents = entryOf(parts.tasks, recipe.task).exponents(recipe.task);
  return { theta, sizes, options, exponents, samples: sets.interpolation };
}

/** So many pairs of sets are kept: as many as a task of ten inputs has runs that differ. */
const mostSets = 9;
const drawn = new Map<string, { readonly task: Task; readonly sets: EvaluationSets }>();

/**
 * The evaluation sets of a run's recipe. A study runs one recipe over many seeds, so the last ones drawn are
 * kept.
 */
function evaluationSetsOf(recipe: Recipe, parts: Parts): EvaluationSets {
  const { samples, seed, sets, extrapolation } = recipe.evaluation;
  const key = JSON.stringify([recipe.task, samples, seed, sets, extrapolation]);
  const task = entryOf(parts.tasks, recipe.task);
  const known = drawn.get(key);
  const kept = known?.task === task ? known : { task, sets: drawEvaluationSets(recipe, parts) };
  drawn.delete(key);
  drawn.set(key, kept);
  for (const oldest of drawn.keys()) if (drawn.size > mostSets) drawn.delete(oldest);
  return kept.sets;
}
