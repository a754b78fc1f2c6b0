import { withBackend, type BackendChoice } from '../../numeric/backends.js';
import { dual } from '../../numeric/dual.js';
import { float64 } from '../../numeric/float64.js';
import type { Numeric } from '../../numeric/numeric.js';
import type { Weights } from '../../network/weights.js';
import type { Rng } from '../../random/rng.js';
import { trialStreams } from '../../random/streams.js';
import { drawInputs, targetOf } from '../../training/task.js';
import { recipeNamed } from '../../training/read-recipe.js';
import { drawInitial } from '../../training/train.js';
import { trainOnKernel } from '../../kernel/train.js';
import type { BenchTask } from './suite.js';

/** What all suites work on: the essay's network in the course of listing 2. */
export const recipe = recipeNamed('clipped');

/** Backends and precisions, and operations a sample of the clock takes: some hundreds of microseconds each. */
const contexts: readonly { readonly choice: BackendChoice; readonly batch: number }[] = [
  ...[20, 34, 50, 100].map((digits) => ({ choice: { name: 'decimal' as const, digits }, batch: 4 })),
  ...[20, 34, 50, 100].map((digits) => ({ choice: { name: 'mpfr' as const, digits }, batch: 40 })),
];

/**
 * Weights after 100 steps, pre-activations of either sign, and a stream of samples. Trained on the kernel, so that the engine sees the
 * generic core first with the backend that is timed.
 */
export function runUnderWay(): { readonly weights: Weights<number>; readonly samples: Rng } {
  const streams = trialStreams('xoroshiro128plus', 1);
  let weights = drawInitial(recipe, streams.initialisation);
  for (const snapshot of trainOnKernel({ ...recipe, steps: 100 }, weights, streams.samples, 100))
    weights = snapshot.weights;
  return { weights, samples: trialStreams('xoroshiro128plus', 2).samples };
}

/** A sample as float64. */
export interface PlainSample {
  readonly x: readonly number[];
  readonly t: readonly number[];
}

export function drawSamples(count: number): PlainSample[] {
  const { samples } = runUnderWay();
  return Array.from({ length: count }, () => {
    const x = drawInputs(recipe.task, samples);
    return { x, t: targetOf(float64, recipe.task.exponents, x) };
  });
}

/** Prepares a batch of work on a backend and gives back what does it. */
export type Work = <T>(n: Numeric<T>, batch: number) => () => unknown;

/**
 * The same work on float64, on dual numbers and on every backend and precision.
 * @param kernel the float64 kernel's way of `batch` operations
 */
export function onEveryBackend(work: Work, kernel: (batch: number) => () => unknown): readonly BenchTask[] {
  const batch = 2000;
  const own = { precision: null, batch };
  return [
    { ...own, task: 'float64', backend: 'float64', prepare: () => Promise.resolve(work(float64, batch)) },
    { ...own, task: 'float64 kernel', backend: 'float64', prepare: () => Promise.resolve(kernel(batch)) },
    { ...own, task: 'dual(float64)', backend: 'dual', prepare: () => Promise.resolve(work(dual(float64), batch)) },
    ...contexts.map(({ choice, batch: fewer }): BenchTask => ({
      task: `${choice.name} ${choice.digits}`,
      backend: choice.name,
      precision: choice.digits,
      batch: fewer,
      prepare: () => withBackend(choice, (n) => work(n, fewer)),
    })),
  ];
}

/** Trains to the end. */
export function runToEnd(run: Iterator<unknown>): void {
  while (run.next().done !== true);
}
