import type { GradientOf, NumberList } from '../gradcheck/gradient-model.js';

/**
 * What is wrong with a type that is no model, as a type: the compiler shows it where options are given for
 * one. Each is a sentence that says what came and what was wanted. Brackets keep unions whole: the options
 * for each of its members at once would be `never`.
 */
export type ModelProblem<T> = [T] extends [{ readonly loss: infer Loss; readonly gradient: infer Gradient }]
  ? LossProblem<Loss> extends infer Found extends string
    ? Found
    : GradientProblem<Gradient> extends infer Found extends string
      ? Found
      : 'loss and gradient must take (params, inputs), with params of one type and inputs of one type'
  : [T] extends [{ readonly loss: unknown }]
    ? 'the model has no gradient(params, inputs)'
    : [T] extends [{ readonly gradient: unknown }]
      ? 'the model has no loss(params, inputs)'
      : 'a model is an object with loss(params, inputs): number and gradient(params, inputs): the same tree as params, or numbers in an array';

/** What is wrong with the loss; null where it is neither its first argument nor its result. */
type LossProblem<Given> = Given extends (...args: infer Arguments) => infer Result
  ? [Awaited<Result>] extends [number]
    ? ParamsProblem<'loss', Arguments>
    : [Result] extends [PromiseLike<unknown>]
      ? 'the loss does not promise a number'
      : 'the loss does not return a number'
  : 'loss is not a function of (params, inputs)';

/** The same of the gradient. */
type GradientProblem<Given> = Given extends (...args: infer Arguments) => infer Result
  ? ParamsProblem<'gradient', Arguments> extends infer Found extends string
    ? Found
    : [Awaited<Result>] extends [GradientOf<FirstOf<Arguments>>]
      ? null
      : [FirstOf<Arguments>] extends [NumberList]
        ? 'the gradient does not return an array of numbers, one a parameter'
        : 'the gradient does not return a number for each parameter: the same tree as params, or an array of numbers'
  : 'gradient is not a function of (params, inputs)';

type ParamsProblem<Part extends string, Arguments> =
  IsTree<FirstOf<Arguments>> extends false
    ? `the ${Part} takes other parameters than numbers in arrays, objects, Maps or typed arrays`
    : null;

/** What a function asks for first; unknown where it asks for nothing. */
type FirstOf<Arguments> = Arguments extends readonly [infer First, ...unknown[]] ? First : unknown;

/** Whether a type can be parameters: all but those that have no numbers in them. */
export type IsTree<Params> = unknown extends Params
  ? true
  : [Params] extends [string | boolean | bigint | symbol | null | undefined | ((...args: never) => unknown)]
    ? false
    : true;

/** The same of a training run, which `toConvergeTo` takes. */
export type RunProblem = 'toConvergeTo is for a run: a function of a seed, (seed: number) => result';
