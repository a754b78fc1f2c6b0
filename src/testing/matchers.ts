/**
 * `warizan/testing/matchers`: importing it adds the matchers below to Vitest's `expect`. The only file that needs
 * Vitest.
 */
import type fc from 'fast-check';
import { expect } from 'vitest';
import { gradientVerdict } from '../analysis/taylor-verdict.js';
import { convergesTo, describeConvergence, type ConvergenceOptions, type SolutionFamily } from './converges-to.js';
import { describeVerdict } from './describe-verdict.js';
import {
  describeGradientFailure,
  gradientMatches,
  modelAt,
  type DifferentiableModel,
  type GradientOptions,
  type GradientOptionsWithInputs,
} from './gradient-matches.js';
import { propertyFailure, type RunOptions } from './property-failure.js';
import { stepIsBounded, type StepFunction, type StepOptions } from './step-is-bounded.js';

/** The matchers, and what each takes. */
interface WarizanMatchers<T> {
  /** The model's gradient is that of its loss at every point tried; see `gradientMatches`. */
  toHaveExactGradient: T extends DifferentiableModel<infer Inputs>
    ? (options: OptionsFor<Inputs>) => void
    : (options: never) => void;
  /** The same at one point. A kink, a cut or a noisy loss fails too, and is called by its name. */
  toHaveExactGradientAt: T extends DifferentiableModel<infer Inputs>
    ? (params: readonly number[], ...inputs: undefined extends Inputs ? [] : [inputs: Inputs]) => void
    : (params: never) => void;
  /** No step moves an entry by more than the bound; see `stepIsBounded`. */
  toTakeBoundedSteps(bound: number, options: StepOptions & RunOptions): void;
  /** Any fast-check property holds; the message has the shrunk case and the replay line. */
  toHold(options?: RunOptions): void;
  /** At least `rate` of the runs (a function of a seed) converge, by a sequential test; to be awaited. See `convergesTo`. */
  toConvergeTo(
    family: T extends (seed: number) => infer Result ? SolutionFamily<Awaited<Result>> : never,
    options: Omit<ConvergenceOptions<unknown>, 'run'>,
  ): Promise<void>;
}

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

function verdictOf(failure: string | null, held: string) {
  return { pass: failure === null, message: () => failure ?? held };
}

expect.extend({
  toHaveExactGradient(model: DifferentiableModel<unknown>, options: RunOptions & GradientOptionsWithInputs<unknown>) {
    return verdictOf(
      propertyFailure(gradientMatches(model, options), runOptionsOf(options)),
      'expected the gradient to be wrong somewhere, but it is right at every point tried',
    );
  },
  toHaveExactGradientAt(model: DifferentiableModel<unknown>, params: readonly number[], inputs?: unknown) {
    const verdict = gradientVerdict(modelAt(model, inputs), params);
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
    return verdictOf(
      propertyFailure(stepIsBounded(step, bound, options), runOptionsOf(options)),
      `expected a step to move an entry by more than ${bound}`,
    );
  },
  toHold(property: fc.IProperty<unknown>, options: RunOptions = {}) {
    return verdictOf(
      propertyFailure(property, options),
      'expected the property to fail, but it held in every case tried',
    );
  },
  async toConvergeTo(
    run: (seed: number) => unknown,
    family: SolutionFamily<unknown>,
    options: Omit<ConvergenceOptions<unknown>, 'run'>,
  ) {
    const report = await convergesTo(family, { ...options, run });
    return { pass: report.holds, message: () => describeConvergence(report) };
  },
});

/** Only what fast-check knows: it refuses fields of its own name with other meanings. */
function runOptionsOf({ numRuns, seed, path }: RunOptions): RunOptions {
  return {
    ...(numRuns === undefined ? {} : { numRuns }),
    ...(seed === undefined ? {} : { seed }),
    ...(path === undefined ? {} : { path }),
  };
}
