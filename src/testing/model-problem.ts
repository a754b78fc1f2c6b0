/**
 * What is wrong with a type that is no model, as a type: the compiler shows it where options are given for
 * one. Each is a sentence that says what came and what was wanted. Brackets keep unions whole: the options
 * for each of its members at once would be `never`.
 */
export type ModelProblem<T> = [T] extends [{ readonly loss: infer Loss; readonly gradient: infer Gradient }]
  ? PartProblem<'loss', Loss, number> extends infer Found extends string
    ? Found
    : PartProblem<'gradient', Gradient, readonly number[]> extends infer Found extends string
      ? Found
      : 'loss and gradient must take (params: readonly number[], inputs), with inputs of one type'
  : [T] extends [{ readonly loss: unknown }]
    ? 'the model has no gradient(params, inputs)'
    : [T] extends [{ readonly gradient: unknown }]
      ? 'the model has no loss(params, inputs)'
      : 'a model is an object with loss(params, inputs): number and gradient(params, inputs): readonly number[]';

/**
 * What is wrong with the loss or the gradient; null where it is neither its first argument nor its result.
 */
type PartProblem<Part extends string, Given, Wanted> = Given extends (...args: infer Arguments) => infer Result
  ? [Result] extends [PromiseLike<unknown>]
    ? `the ${Part} returns a Promise: it must return its result at once`
    : [Result] extends [Wanted]
      ? Arguments extends readonly []
        ? null
        : Arguments extends readonly [infer First, ...unknown[]]
          ? TakesNumbers<First> extends true
            ? null
            : `the ${Part} takes other parameters than an array of numbers (readonly number[])`
          : null
      : Part extends 'loss'
        ? 'the loss does not return a number'
        : 'the gradient does not return an array of numbers, one a parameter'
  : `${Part} is not a function of (params, inputs)`;

/**
 * Whether a function that asks for `First` may be called with an array of numbers; arrays that it could write
 * into count.
 */
type TakesNumbers<First> = readonly number[] extends First ? true : First extends readonly number[] ? true : false;

/** The same of a training run, which `toConvergeTo` takes. */
export type RunProblem = 'toConvergeTo is for a run: a function of a seed, (seed: number) => result';
