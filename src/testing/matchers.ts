/**
 * `warizan/testing/matchers`: importing it adds the matchers below to Vitest's `expect`. The only file that
 * needs Vitest.
 */
import type fc from 'fast-check';
import { expect, type Matcher } from 'vitest';
import { convergesTo, describeConvergence, type ConvergenceOptions, type SolutionFamily } from './converges-to.js';
import { describeVerdict } from './describe-verdict.js';
import {
  describeGradientFailure,
  gradientMatches,
  verdictAt,
  type DifferentiableModel,
  type GradientOptions,
  type GradientOptionsWithInputs,
} from './gradient-matches.js';
import type { ModelProblem, RunProblem } from './model-problem.js';
import { runProperty, type PropertyOutcome, type RunOptions } from './property-failure.js';
import { Refuted } from './refuted.js';
import { stepIsBounded, type StepFunction, type StepOptions } from './step-is-bounded.js';

/**
 * The matchers, and what each takes. Where the subject is of another kind, the parameter's type says what is
 * wrong with it.
 */
interface WarizanMatchers<T> {
  /** The model's gradient is that of its loss at every point tried; see `gradientMatches`. */
  toHaveExactGradient: unknown extends T
    ? (options: AnyOptions) => void
    : [T] extends [DifferentiableModel<infer Inputs>]
      ? (options: OptionsFor<Inputs>) => void
      : (problem: ModelProblem<T>) => void;
  /** The same at one point. A kink, a cut or a noisy loss fails too, and is called by its name. */
  toHaveExactGradientAt: unknown extends T
    ? (params: readonly number[], inputs?: unknown) => void
    : [T] extends [DifferentiableModel<infer Inputs>]
      ? (params: readonly number[], ...inputs: undefined extends Inputs ? [] : [inputs: Inputs]) => void
      : (problem: ModelProblem<T>) => void;
  /** No step moves an entry by more than the bound; see `stepIsBounded`. */
  toTakeBoundedSteps(bound: number, options: StepOptions & RunOptions): void;
  /** Any fast-check property holds; the message has the shrunk case and the replay line. */
  toHold(options?: RunOptions): void;
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
type AnyOptions = RunOptions & GradientOptions & { readonly inputs?: fc.Arbitrary<unknown> };

type OptionsFor<Inputs> = RunOptions &
  (unknown extends Inputs
    ? GradientOptions
    : undefined extends Inputs
      ? GradientOptions
      : GradientOptionsWithInputs<Inputs>);

declare module 'vitest' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- declaration merging needs an interface
  interface Matchers<T> extends WarizanMatchers<T> {}
}

/**
 * The outcome as vitest takes it.
 * @param isAnswer whether what a case threw says that the claim does not hold
 * @throws Error where there is no answer, so that `.not` does not take it for one: too little could be
 * judged, or the model itself threw
 */
function answer(outcome: PropertyOutcome, held: string, isAnswer: (error: unknown) => boolean) {
  if (outcome.kind === 'unanswered' || (outcome.kind === 'failed' && !isAnswer(outcome.error))) {
    throw new Error(outcome.message);
  }
  return { pass: outcome.kind === 'held', message: () => (outcome.kind === 'held' ? held : outcome.message) };
}

function isRefutation(error: unknown): boolean {
  return error instanceof Refuted;
}

// Typed as `extend` types matchers of no declared name: those of a declared one it would type as for a
// subject that is vitest's own state.
const matchers: Readonly<Record<string, Matcher>> = {
  toHaveExactGradient(model: DifferentiableModel<unknown>, options: AnyOptions) {
    return answer(
      runProperty(gradientMatches(model, options), options),
      'expected the gradient to be wrong somewhere, but it is right at every point tried',
      isRefutation,
    );
  },
  toHaveExactGradientAt(model: DifferentiableModel<unknown>, params: readonly number[], inputs?: unknown) {
    const verdict = verdictAt(model, { params, inputs });
    const pass = verdict.kind === 'correct';
    return {
      pass,
      message: () =>
        pass
          ? `expected the gradient to be wrong, but ${describeVerdict(verdict)}`
          : describeGradientFailure(verdict, params, inputs),
    };
  },
  toTakeBoundedSteps(step: StepFunction, bound: number, options: StepOptions & RunOptions) {
    return answer(
      runProperty(stepIsBounded(step, bound, options), options),
      `expected a step to move an entry by more than ${bound}`,
      isRefutation,
    );
  },
  toHold(property: fc.IProperty<unknown>, options: RunOptions = {}) {
    const held = 'expected the property to fail, but it held in every case tried';
    // A property of the user's own may fail in any way.
    return answer(runProperty(property, options), held, () => true);
  },
  async toConvergeTo(
    run: (seed: number) => unknown,
    family: SolutionFamily<unknown>,
    options: Omit<ConvergenceOptions<unknown>, 'run'>,
  ) {
    const report = await convergesTo(family, { ...options, run });
    return { pass: report.holds, message: () => describeConvergence(report) };
  },
};

expect.extend(matchers);
