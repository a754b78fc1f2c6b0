import { withBackend, type BackendChoice } from '../../numeric/backends.js';
import type { Numeric } from '../../numeric/numeric.js';
import type { EvaluationSets } from '../../training/evaluation-sets.js';
import type { Catalogue } from '../../catalogue.js';
import { judgeOf, type Recipe } from '../../training/recipe.js';
import type { SampleSet } from '../../training/samples.js';
import { iterationOf } from '../../training/train.js';
import { fastEvaluator } from '../training/evaluation.js';
import { causeOf } from '../training/judge-run.js';
import { fewestDigitsAgreed } from '../../numeric/digits-agreed.js';

/**
 * A state (see `Iteration`) on its way between backends: a float64 as the number it is (its shortest text is
 * not its value), others as text with all digits (of mpfr, rounded once more, to a tenth of its unit
 * roundoff).
 */
export type PlainState = readonly (number | string)[];

/** One backend's run in a comparison. Its values stay inside. */
export interface Side {
  readonly choice: BackendChoice;
  /** Decimal digits the backend carries. */
  readonly digits: number;
  /** One training step on the samples with these inputs. */
  advance(batch: readonly (readonly number[])[]): void;
  /**
   * Judges the weights where the recipe asks for it; to be called before the first step and after every one.
   */
  evaluate(): void;
  plain(): PlainState;
  outcome(): string;
}

/** How far a side is from the reference. */
export interface Distance {
  /** The fewest digits any weight shares with the reference; see `digitsAgreed`. */
  readonly digits: number;
  /** max |w − r| over the weights; 0 where all are equal, NaN where one is not finite. */
  readonly difference: number;
}

/** The most precise side, which judges the others. */
export interface Reference extends Side {
  /** The distance of weights of a backend that carries `most` digits. */
  distance(weights: PlainState, most: number): Distance;
  /**
   * The rounding error of one step: max |w − r| between what a backend made of weights and what the reference
   * makes of the same ones.
   */
  localError(before: PlainState, batch: readonly (readonly number[])[], after: PlainState): number;
}

/** Starts a run on a backend, in a context of its own, whose memory goes when the side goes. */
export function openSide(
  choice: BackendChoice,
  recipe: Recipe,
  initial: readonly number[],
  sets: EvaluationSets,
  catalogue: Catalogue,
): Promise<Reference> {
  const open = <T>(n: Numeric<T>) => sideOn(n, choice, recipe, initial, sets, catalogue);
  return withBackend(choice, open, catalogue.backends);
}

function sideOn<T>(
  n: Numeric<T>,
  choice: BackendChoice,
  recipe: Recipe,
  initial: readonly number[],
  sets: EvaluationSets,
  catalogue: Catalogue,
): Reference {
  const iteration = iterationOf(n, recipe, catalogue);
  const judge = judgeOf(recipe, catalogue);
  const trace = judge.follow(recipe.steps, recipe.evaluation.criterion);
  const evaluator = fastEvaluator(recipe, catalogue);
  let step = 0;
  let state = iteration.start(initial.map((weight) => n.fromNumber(weight)));
  const weightsOf = (values: readonly T[]) => iteration.thetaOf(values);
  const numbers = () => iteration.thetaOf(state).map((weight) => n.toNumber(weight));
  const read = (weights: PlainState) =>
    weights.map((weight) => (typeof weight === 'number' ? n.fromNumber(weight) : n.parse(weight)));

  return {
    choice,
    digits: n.digits,
    advance(batch) {
      step++;
      const before = state;
      state = n.evolve(before, () => iteration.next(before, batch, step));
    },
    evaluate() {
      if (!judge.isDue(recipe.evaluation.interval, step, step === recipe.steps)) return;
      const theta = numbers();
      const mse = (set: SampleSet) => evaluator.meanSquaredError(theta, set);
      const extrapolationMse = mse(sets.extrapolation);
      trace.observe({ step, theta, extrapolationMse, interpolationMse: () => mse(sets.interpolation) });
    },
    plain: () => state.map((weight) => (choice.digits === null ? n.toNumber(weight) : n.format(weight))),
    outcome() {
      const summary = trace.summary();
      return judge.outcome(summary, () => causeOf(recipe, summary.judged ?? numbers(), sets, catalogue));
    },
    distance: (plain, most) =>
      n.scope(() => {
        const [theirs, ours] = [weightsOf(read(plain)), weightsOf(state)];
        return {
          digits: fewestDigitsAgreed(n, theirs, ours, most),
          difference: largestDifference(n, theirs, ours),
        };
      }),
    localError: (before, batch, after) =>
      n.scope(() => largestDifference(n, weightsOf(iteration.next(read(before), batch, step)), weightsOf(read(after)))),
  };
}

/** max |a − b| as a float64; NaN where a difference is not finite. */
function largestDifference<T>(n: Numeric<T>, a: readonly T[], b: readonly T[]): number {
  return Math.max(
    ...a.map((value, k) => {
      const difference = n.toNumber(n.abs(n.sub(value, b[k])));
      return Number.isFinite(difference) ? difference : NaN;
    }),
  );
}
