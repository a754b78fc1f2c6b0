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

const initial = z.strictObject({
  w0: z
    .union([interval, z.strictObject({ orthogonal: positive })], {
      error: 'must be an interval [low, high] or {"orthogonal": scale}',
    })
    .meta({
      description: 'W0 is drawn uniformly from this interval, or is a random orthogonal matrix times a scale',
    }),
  w1: interval.meta({ description: 'W1 is drawn uniformly from this interval; [0,0] sets zeros and draws nothing' }),
});

const largestNorm = positive
  .nullable()
  .default(null)
  .meta({ description: 'c of norm clipping, g ← g·min(1, c/‖g‖); null for none' });
const longestStep = positive.nullable().meta({ description: 'δ: no step is longer; null for no limit' });
const share = z.number().min(0).lt(1);

const stepRule = z
  .discriminatedUnion(
    'kind',
    [
      z.strictObject({
        kind: z.literal('sgd').default('sgd'),
        clip: positive
          .nullable()
          .meta({ description: 'K of clip(x, ±K) at every stage of the backward pass; null for none' }),
        nanToZero: z.boolean().meta({ description: 'whether NaN becomes 0 after clipping' }),
        mantissa: z.boolean().meta({ description: 'whether gradient entries are reduced to their mantissa' }),
        largestNorm,
      }),
      z.strictObject({
        kind: z.literal('momentum'),
        momentum: share.meta({ description: 'μ of v ← μ·v + g' }),
        largestNorm,
      }),
      z.strictObject({
        kind: z.literal('adam'),
        beta1: share.default(0.9).meta({ description: 'memory of the mean gradient' }),
        beta2: share.default(0.999).meta({ description: 'memory of the mean squared gradient' }),
        epsilon: positive.default(1e-8),
        largestNorm,
      }),
      z.strictObject({ kind: z.literal('polyak'), longestStep }),
      z.strictObject({
        kind: z.literal('kalman'),
        measurementNoise: positive.meta({ description: 'r: variance of what is measured' }),
        processNoise: z
          .number()
          .min(0)
          .meta({ description: 'q: variance that a loss of 1 or more adds to every weight after a step' }),
        longestStep,
      }),
    ],
    { error: 'expected an object with the kind sgd, momentum, adam, polyak or kalman' },
  )
  .meta({ description: 'from gradient to weights; its kind is "sgd" where none is given' });

const schedule = z
  .discriminatedUnion(
    'kind',
    [
      z.strictObject({ kind: z.literal('constant') }),
      z.strictObject({ kind: z.literal('inverse'), halfAt: positive }),
      z.strictObject({ kind: z.literal('cosine') }),
    ],
    { error: 'expected an object with the kind constant, inverse or cosine' },
  )
  .default({ kind: 'constant' })
  .meta({ description: 'what the learning rate is multiplied by as steps go by' });

const fields = z.strictObject({
  name: z.string().min(1).max(10_000).meta({ description: 'what tables and figures call it' }),
  network: z.enum(networkNames),
  hidden: count.max(64).meta({ description: 'hidden units H' }),
  task,
  initial,
  loss: z
    .enum(['squared-error', 'log-ratio'])
    .default('squared-error')
    .meta({ description: "what is descended: ½(y − t)², or the complex-log network's ln(1 + |v − t|²/(|v|·|t|))" }),
  gradient: z
    .enum(gradientNames)
    .meta({ description: "'projected' leaves out what the phase contributes; for a Kalman filter, the phase itself" }),
  learningRate: positive.meta({ description: 'η, the same for both layers: multiplies the step of every rule' }),
  schedule,
  stepRule,
  batch: count.max(1e6).default(1).meta({ description: 'samples a step, whose losses and gradients are averaged' }),
  reflection: z
    .strictObject({ memory: share.meta({ description: 'β of the averages of sin²(θ/2)' }) })
    .nullable()
    .default(null)
    .meta({ description: "turns a hidden row's sign where that explains the targets' signs better; null for never" }),
  decay: z
    .number()
    .min(0)
    .max(1)
    .default(0)
    .meta({ description: 'κ: after each step every weight is multiplied by 1 − κ·min(1, L)' }),
  steps: z.int().min(0).max(1e12).meta({ description: 'longest length of a run' }),
  stop: z
    .strictObject({
      loss: positive.meta({ description: 'a training loss counts as small below this' }),
      count: count.max(1e6).meta({ description: 'how many in a row must be small' }),
    })
    .nullable()
    .default(null)
    .meta({ description: 'ends a run early; it sees training losses only. null for never' }),
  restart: z
    .strictObject({
      after: count.max(1e12).meta({ description: 'steps of an attempt before it can be given up' }),
      loss: positive.meta({ description: 'an attempt is given up at a training loss that is not below this' }),
      atMost: count.max(1e6).meta({ description: 'how often: the attempt after the last restart is never given up' }),
    })
    .nullable()
    .default(null)
    .meta({
      description:
        'starts again from weights drawn anew; it sees training losses only, and `steps` counts all attempts. null for never',
    }),
  evaluation: z.strictObject({
    interval: count.max(1e12).meta({ description: 'steps between evaluations' }),
    samples: count.max(1e6).meta({ description: 'size of each evaluation set' }),
    seed: z.int().min(0).meta({ description: 'the evaluation sets are drawn from this seed' }),
    extrapolation: interval.meta({ description: 'inputs of the extrapolation set are drawn uniformly from here' }),
    criterion: positive.meta({ description: 'converged: extrapolation MSE below this at the last evaluation' }),
    stop: z
      .strictObject({
        stuck: z
          .boolean()
          .meta({
            description: 'end a run whose weights no input can change any more; only its steps and samples differ',
          })
          .optional(),
        convergedFor: count
          .max(1e12)
          .meta({
            description: 'end a run after this many further evaluations below the criterion; changes published numbers',
          })
          .optional(),
      })
      .meta({ description: 'when a run may end before its last step; never where not given' })
      .optional(),
  }),
});

const recipe = fields.superRefine((value, context) => {
  for (const { path, message } of misfits(value)) context.addIssue({ code: 'custom', path: [...path], message });
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

/** A field whose value does not go with the rest. */
interface Misfit {
  readonly path: readonly string[];
  readonly message: string;
}

/** What the parts of a recipe ask of each other. */
function misfits(value: Recipe): Misfit[] {
  const found: Misfit[] = [];
  const complexLog = value.network === 'complex-log';
  const oneOutput = value.task.exponents.length === 1;
  const { kind } = value.stepRule;
  const refuse = (wrong: boolean, path: readonly string[], message: string) => {
    if (wrong) found.push({ path, message });
  };
  refuse(value.loss === 'log-ratio' && !complexLog, ['loss'], 'is defined for the complex-log network only');
  refuse(kind === 'kalman' && !oneOutput, ['stepRule', 'kind'], 'the filter takes tasks with one output');
  refuse(kind === 'kalman' && value.batch > 1, ['batch'], 'the filter takes one sample a step');
  const reflects = value.reflection !== null;
  refuse(reflects && !complexLog, ['reflection'], 'only the complex-log network has signs to turn');
  refuse(reflects && !oneOutput, ['reflection'], 'takes tasks with one output');
  refuse(reflects && value.batch > 1, ['reflection'], 'takes one sample a step');
  refuse(
    reflects && (kind === 'momentum' || kind === 'adam'),
    ['reflection'],
    `does not go with ${kind}, whose memory has the old sign`,
  );
  return found;
}

/** One typed, validated value that says everything about a run except its seed, generator and backend. */
export type Recipe = z.infer<typeof fields>;

/** The schema of a complete recipe. */
export const recipeSchema = recipe;

/** The network's shape: I and O come from the task, H from the recipe. */
export function shapeOfRecipe(value: Recipe): Shape {
  return { inputs: value.task.exponents[0].length, hidden: value.hidden, outputs: value.task.exponents.length };
}
