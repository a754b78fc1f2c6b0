import { withBackend, type BackendChoice } from '../../numeric/backends.js';
import { dual } from '../../numeric/dual.js';
import { float64 } from '../../numeric/backends/float64.js';
import type { Numeric } from '../../numeric/numeric.js';
import type { TrialStreams } from '../../random/generator.js';
import { standardGenerator } from '../../random/generators.js';
import { trialStreams } from '../../random/streams.js';
import { drawBatch, train } from '../../training/train.js';
import { initialTheta } from '../../training/initial-theta.js';
import { entryOf } from '../../training/part.js';
import { shippedParts } from '../../training/parts.js';
import { recipeNamed } from '../../training/read-recipe.js';
import { compiledFrom, type CompiledRecipe } from '../../experiments/training/lanes/compiled-recipe.js';
import { trainInLanes } from '../../experiments/training/lanes/train-in-lanes.js';
import type { BenchTask } from './suite.js';

/** What all suites work on: the essay's network in the course of listing 2. */
export const recipe = recipeNamed('clipped');

/** Samples, or steps, that every task goes through again and again. */
export const samplesInTurn = 100;

/**
 * Backends and precisions, and operations a reading of the clock takes: few enough that most readings are
 * over before a busy machine turns to another process, so that the median does not see it.
 */
const contexts: readonly { readonly choice: BackendChoice; readonly batch: number }[] = [
  ...[20, 34, 50, 100].map((digits) => ({ choice: { name: 'decimal' as const, digits }, batch: 1 })),
  ...[20, 34, 50, 100].map((digits) => ({ choice: { name: 'mpfr' as const, digits }, batch: 10 })),
];

/**
 * Weights after 100 steps, pre-activations of either sign, and a stream of samples. Trained on the kernel, so
 * that the engine sees the generic core first with the backend that is timed.
 */
export function runUnderWay(): { readonly theta: readonly number[]; readonly streams: TrialStreams } {
  const streams = trialStreams(standardGenerator.name, 1);
  let theta: readonly number[] = initialTheta(recipe, streams.initialisation);
  for (const { snapshot } of trainInLanes(inLanes(100, 1), [{ theta, streams }], 100)) theta = snapshot.theta;
  return { theta, streams: trialStreams(standardGenerator.name, 2) };
}

/** So many steps of the recipe, compiled. @param vectors of two lanes each */
export function inLanes(steps: number, vectors: number): CompiledRecipe {
  const shorter = { ...recipe, steps };
  const options = { vectors, grouped: 4, page: 128, generator: standardGenerator, drawn: 'by the kernel' } as const;
  return compiledFrom({ recipe: shorter, parts: shippedParts }, options);
}

/** A sample as float64. */
export interface PlainSample {
  readonly x: readonly number[];
  readonly t: readonly number[];
}

export function drawSamples(count: number): PlainSample[] {
  const { samples } = runUnderWay().streams;
  return Array.from({ length: count }, () => {
    const [x] = drawBatch(recipe, samples);
    return { x, t: entryOf(shippedParts.tasks, recipe.task).target(float64, recipe.task, x) };
  });
}

/**
 * Makes everything ready on a backend and gives back what does one operation, on the next of `samplesInTurn`
 * samples.
 */
export type Work = <T>(n: Numeric<T>) => () => void;

/** Goes through the samples in turn, for ever. */
export function inTurn<S>(samples: readonly S[], use: (sample: S) => void): () => void {
  let next = 0;
  return () => {
    use(samples[next]);
    next = (next + 1) % samples.length;
  };
}

/** One step of training at a time; after `samplesInTurn` of them again from the start. */
export function trainingInTurn<T>(n: Numeric<T>): () => void {
  const { theta, streams } = runUnderWay();
  const start = () => {
    const initial = theta.map((weight) => n.fromNumber(weight));
    const run = train(
      n,
      { ...recipe, steps: samplesInTurn },
      initial,
      { ...streams, samples: streams.samples.clone() },
      1,
    );
    run.next();
    return run;
  };
  let run = start();
  let done = 0;
  return () => {
    if (done === samplesInTurn) {
      run = start();
      done = 0;
    }
    run.next();
    done++;
  };
}

/** The operation, `times` times. */
export function repeated(operation: () => void, times: number): () => void {
  return () => {
    for (let k = 0; k < times; k++) operation();
  };
}

/**
 * The same work on float64, on dual numbers and on every backend and precision.
 * @param kernel the float64 kernel's way of `batch` operations
 */
export function onEveryBackend(work: Work, kernel: (batch: number) => () => void): readonly BenchTask[] {
  const batchOfKernel = 2000;
  const own = { precision: null, batch: samplesInTurn };
  return [
    {
      ...own,
      task: 'float64',
      backend: 'float64',
      prepare: () => Promise.resolve(repeated(work(float64), own.batch)),
    },
    {
      precision: null,
      batch: batchOfKernel,
      task: 'float64 kernel',
      backend: 'float64',
      prepare: () => Promise.resolve(kernel(batchOfKernel)),
    },
    {
      ...own,
      task: 'dual(float64)',
      backend: 'dual',
      prepare: () => Promise.resolve(repeated(work(dual(float64)), own.batch)),
    },
    ...contexts.map(({ choice, batch }): BenchTask => ({
      task: `${choice.name} ${choice.digits}`,
      backend: choice.name,
      precision: choice.digits,
      batch,
      prepare: () => withBackend(choice, (n) => repeated(work(n), batch)),
    })),
  ];
}
