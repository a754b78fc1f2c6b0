/**
 * `warizan/testing/matchers`: importing it adds the matchers below to Vitest's `expect`. The only file that
 * needs Vitest.
 */
import type fc from 'fast-check';
import { expect, type Matcher, type MatcherState } from 'vitest';
import type { GradientOf } from '../gradcheck/gradient-model.js';
import type { LocatedVerdict } from '../gradcheck/located-verdict.js';
import { isPromiseLike } from '../base/when-known.js';
import { mustBeAwaited } from './awaited-assertion.js';
import { convergesTo, describeConvergence, type ConvergenceOptions, type SolutionFamily } from './converges-to.js';
import { describeVerdict } from './describe-verdict.js';
import type { GivenParams } from './differentiable-model.js';
import {
  describeGradientFailure,
  gradientProperty,
  isRefuting,
  type AnyGradientOptions,
  type GradientOptions,
  type GradientOptionsWithInputs,
} from './gradient-matches.js';
import type { IsTree, ModelProblem, RunProblem } from './model-problem.js';
import { runProperty, type PropertyOutcome, type RunOptions } from './property-failure.js';
import { Refuted } from './refuted.js';
import { verdictAt } from './verdict-at.js';
import { stepIsBounded, type StepFunction, type StepOptions } from './step-is-bounded.js';

/**
 * The matchers, and what each takes. Where the subject is of another kind, the parameter's type says what is
 * wrong with it.
 */
interface WarizanMatchers<T> {
  /**
   * The model's gradient is that of its loss at every point tried; see `gradientMatches`. To be awaited where
   * the loss or the gradient is.
   */
  toHaveExactGradient: unknown extends T
    ? (options: AnyOptions) => void
    : Parts<T> extends { params: infer Params; inputs: infer Inputs }
      ? Assertion<IsAwaited<T>, [options: OptionsFor<Inputs, Params>]>
      : (problem: ModelProblem<T>) => void;
  /** The same at one point. A kink, a cut or a noisy loss fails too, and is called by its name. */
  toHaveExactGradientAt: unknown extends T
    ? (params: unknown, inputs?: unknown) => void
    : Parts<T> extends { params: infer Params; inputs: infer Inputs }
      ? Assertion<
          IsAwaited<T>,
          undefined extends Inputs ? [params: GivenParams<Params>] : [params: GivenParams<Params>, inputs: Inputs]
        >
      : (problem: ModelProblem<T>) => void;
  /** No step moves an entry by more than the bound; see `stepIsBounded`. */
  toTakeBoundedSteps(bound: number, options: StepOptions & RunOptions): void;
  /**
   * Any fast-check property holds; the message has the shrunk case and the replay line. To be awaited where
   * the property is asynchronous.
   */
  toHold: Assertion<[T] extends [{ isAsync(): true }] ? true : false, [options?: RunOptions]>;
  /**
   * At least `rate` of the runs (a function of a seed) converge, by a sequential test; to be awaited. See
   * `convergesTo`.
   */
  toConvergeTo(
    family: unknown extends T
      ? SolutionFamily<unknown>
      : [T] extends [(seed: number) => infer Result]
        ? SolutionFamily<Awaited<Result>>
        : RunProblem,
    options: Omit<ConvergenceOptions<unknown>, 'run'>,
  ): Promise<void>;
}

/** The options of a model of which nothing is known. */
type AnyOptions = RunOptions & AnyGradientOptions;

/** What a model's functions take, where they are those of a model; else null. */
type Parts<T> = [T] extends [ModelShape<infer Params, infer Inputs, infer Loss, infer Gradient>]
  ? IsTree<Params> extends true
    ? [Awaited<Loss>, Awaited<Gradient>, Inputs] extends [number, GradientOf<Params>, infer Known]
      ? [Known] extends [never]
        ? null
        : { params: Params; inputs: Known }
      : null
    : null
  : null;

/** A model's functions, as properties: so one type is inferred of what both take. */
interface ModelShape<Params, Inputs, Loss, Gradient> {
  loss: (params: Params, inputs: Inputs) => Loss;
  gradient: (params: Params, inputs: Inputs) => Gradient;
}

/** Whether an assertion on the model has to be awaited. */
type IsAwaited<T> = [T] extends [{ loss: (...args: never) => infer Loss; gradient: (...args: never) => infer Gradient }]
  ? [Extract<Loss | Gradient, PromiseLike<unknown>>] extends [never]
    ? false
    : true
  : false;

/** What is called on `expect`. */
type Assertion<MustBeAwaited, Arguments extends unknown[]> = MustBeAwaited extends true
  ? (...given: Arguments) => Promise<void>
  : (...given: Arguments) => void;

type OptionsFor<Inputs, Params> = RunOptions &
  (unknown extends Inputs
    ? GradientOptions<Params>
    : undefined extends Inputs
      ? GradientOptions<Params>
      : GradientOptionsWithInputs<Inputs, Params>);

declare module 'vitest' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- declaration merging needs an interface
  interface Matchers<T> extends WarizanMatchers<T> {}
}

/** What vitest is told of an assertion. */
interface Answer {
  readonly pass: boolean;
  readonly message: () => string;
}

/**
 * The outcome as vitest takes it.
 * @param isAnswer whether what a case threw says that the claim does not hold
 * @throws Error where there is no answer, so that `.not` does not take it for one: too little could be
 * judged, or the model itself threw
 */
function answer(outcome: PropertyOutcome, held: string, isAnswer: (error: unknown) => boolean): Answer {
  if (outcome.kind === 'unanswered' || (outcome.kind === 'failed' && !isAnswer(outcome.error))) {
    throw new Error(outcome.message);
  }
  return { pass: outcome.kind === 'held', message: () => (outcome.kind === 'held' ? held : outcome.message) };
}

function isRefutation(error: unknown): boolean {
  return error instanceof Refuted;
}

/**
 * The verdict as vitest takes it.
 * @throws Error where there is no gradient to judge, so that `.not` does not take that for a wrong one
 */
function answerAt(verdict: LocatedVerdict, params: unknown, inputs: unknown): Answer {
  const pass = verdict.kind === 'correct';
  // Only a gradient that is wrong is the opposite of one that is right.
  if (!pass && !isRefuting(verdict)) throw new Error(describeGradientFailure(verdict, params, inputs));
  return {
    pass,
    message: () =>
      pass
        ? `expected the gradient to be wrong, but ${describeVerdict(verdict)}`
        : describeGradientFailure(verdict, params, inputs),
  };
}

/** What is answered at once, or what is promised, which then must be awaited. */
function matched<Found>(
  name: string,
  { task }: MatcherState,
  found: Found | Promise<Found>,
  say: (found: Found) => Answer,
): Answer | Promise<Answer> {
  return isPromiseLike(found) ? mustBeAwaited(name, task, found.then(say)) : say(found);
}

// Typed as `extend` types matchers of no declared name: those of a declared one it would type as for a
// subject that is vitest's own state.
const matchers: Readonly<Record<string, Matcher>> = {
  toHaveExactGradient(model: unknown, options: AnyOptions) {
    const held = 'expected the gradient to be wrong somewhere, but it is right at every point tried';
    return matched('toHaveExactGradient', this, runProperty(gradientProperty(model, options), options), (outcome) =>
      answer(outcome, held, isRefutation),
    );
  },
  toHaveExactGradientAt(model: unknown, params: unknown, inputs?: unknown) {
    return matched('toHaveExactGradientAt', this, verdictAt(model, { params, inputs }), (verdict) =>
      answerAt(verdict, params, inputs),
    );
  },
  toTakeBoundedSteps(step: StepFunction, bound: number, options: StepOptions & RunOptions) {
    return answer(
      runProperty(stepIsBounded(step, bound, options), options),
      `expected a step to move an entry by more than ${bound}`,
      isRefutation,
    );
  },
  toHold(property: fc.IRawProperty<unknown>, options: RunOptions = {}) {
    const held = 'expected the property to fail, but it held in every case tried';
    // A property of the user's own may fail in any way.
    return matched('toHold', this, runProperty(property, options), (outcome) => answer(outcome, held, () => true));
  },
  toConvergeTo(
    run: (seed: number) => unknown,
    family: SolutionFamily<unknown>,
    options: Omit<ConvergenceOptions<unknown>, 'run'>,
  ) {
    return matched('toConvergeTo', this, convergesTo(family, { ...options, run }), (report) => ({
      pass: report.holds,
      message: () => describeConvergence(report),
    }));
  },
};

expect.extend(matchers);
