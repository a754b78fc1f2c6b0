import { z } from 'zod';
import { gradientNames, networkNamed, networkNames } from '../network/network.js';
import type { Shape } from '../network/weights.js';
import { xoroshiro128plus } from '../random/xoroshiro128plus.js';
import { acceptsSomeSample, largestExponent } from './task.js';

const finite = z.number();
const positive = z.number().positive();
const count = z.int().min(1);

/** For checks without which the checks that draw samples of a task make no sense. */
const stop = { abort: true };

/** An interval [low, high]. */
const interval = z
  .tuple([finite, finite])
  .readonly()
  .refine(([low, high]) => low <= high, { error: 'the first number must not be greater than the second' });

const task = z.strictObject({
  exponents: z
    .array(
      z.array(z.number().min(-largestExponent, stop).max(largestExponent, stop)).min(1, stop).max(64, stop).readonly(),
    )
    .min(1, stop)
    .max(64, stop)
    .readonly()
    .refine((rows) => rows.every((row) => row.length === rows[0].length), {
      error: 'rows must have the same length',
      abort: true,
    })
    .meta({ description: 'p, O×I: the targets are t_o = Π_i x_i^{p[o,i]}; [[1,-1]] is a/b' }),
  range: interval.meta({ description: 'every input is drawn uniformly from this interval' }),
  signs: z
    .enum(['drawn', 'random'])
    .meta({ description: "'drawn': as the range gives it; 'random': each sign flipped with probability ½" }),
  largestTarget: positive
    .nullable()
    .meta({ description: 'samples are redrawn while some |t| is greater than this; null takes every sample' }),
});

const recipe = z
  .strictObject({
    name: z.string().min(1).max(10_000).meta({ description: 'what tables and figures call it' }),
    network: z.enum(networkNames),
    hidden: count.max(64).meta({ description: 'hidden units H' }),
    task,
    initial: z
      .strictObject({ w0: interval, w1: interval })
      .meta({ description: 'weights are drawn uniformly from these intervals; [0,0] sets zeros and draws nothing' }),
    gradient: z.enum(gradientNames),
    learningRate: positive.meta({ description: 'η, the same for both layers' }),
    stepRule: z.strictObject({
      clip: positive
        .nullable()
        .meta({ description: 'K of clip(x, ±K) at every stage of the backward pass; null for none' }),
      nanToZero: z.boolean().meta({ description: 'whether NaN becomes 0 after clipping' }),
      mantissa: z.boolean().meta({ description: 'whether gradient entries are reduced to their mantissa' }),
    }),
    steps: z.int().min(0).max(1e12).meta({ description: 'length of a run; one sample a step' }),
    evaluation: z.strictObject({
      interval: count.max(1e12).meta({ description: 'steps between evaluations' }),
      samples: count.max(1e6).meta({ description: 'size of each evaluation set' }),
      seed: z.int().min(0).meta({ description: 'the evaluation sets are drawn from this seed' }),
      extrapolation: interval.meta({ description: 'inputs of the extrapolation set are drawn uniformly from here' }),
      criterion: positive.meta({ description: 'converged: extrapolation MSE below this at the last evaluation' }),
    }),
  })
  .superRefine((value, context) => {
    if (!networkNamed(value.network).gradients.includes(value.gradient)) {
      context.addIssue({
        code: 'custom',
        path: ['gradient'],
        message: `${value.network} has only the gradients: ${networkNamed(value.network).gradients.join(', ')}`,
      });
    }
    const fractional = value.task.exponents.flat().some((p) => !Number.isInteger(p));
    if (fractional && (value.task.range[0] < 0 || value.task.signs === 'random')) {
      context.addIssue({
        code: 'custom',
        path: ['task', 'exponents'],
        message: 'fractional exponents need a range without negative inputs and signs "drawn"',
      });
    } else if (!acceptsSomeSample(value.task, xoroshiro128plus(value.evaluation.seed))) {
      context.addIssue({
        code: 'custom',
        path: ['task', 'largestTarget'],
        message: 'no sample of this task is accepted: raise largestTarget or change the range',
      });
    }
  });

/** One typed, validated value that says everything about a run except its seed, generator and backend. */
export type Recipe = z.infer<typeof recipe>;

/** The schema of a complete recipe. */
export const recipeSchema = recipe;

/** The network's shape: I and O come from the task, H from the recipe. */
export function shapeOfRecipe(value: Recipe): Shape {
  return { inputs: value.task.exponents[0].length, hidden: value.hidden, outputs: value.task.exponents.length };
}
