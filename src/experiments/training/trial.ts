import { catalogue as shipped, type Catalogue } from '../../catalogue.js';
import type { BackendChoice } from '../../numeric/backends.js';
import { withBackend } from '../../numeric/backends.js';
import { float64, float64Backend } from '../../numeric/backends/float64.js';
import type { Numeric } from '../../numeric/numeric.js';
import type { RunStreams } from '../../random/generator.js';
import { firstDrawn, initialDraw } from '../../training/initial-theta.js';
import type { Recipe } from '../../training/recipe.js';
import { recipeOfRun } from '../../training/run-recipe.js';
import { startOf, trainFrom } from '../../training/train-from.js';
import { recipeFrom, type LaneStart } from './lanes/lane.js';
import { kernelsOf, type KernelName } from './lanes/recipe-kernels.js';
import { trainFast, trainMany } from './lanes/runs.js';
import { judgeRun, runJudge, type RecordedSnapshot, type TrialResult } from './judge-run.js';

export type { RecordedSnapshot, TrialResult } from './judge-run.js';

/** What a run depends on beside its generator and its seed. Plain data. */
export interface TrainingSetting {
  readonly recipe: Recipe;
  readonly backend: BackendChoice;
}

/** One run, described as plain data: everything its result depends on. */
export interface Trial extends TrainingSetting {
  /** The generator's name. */
  readonly rng: string;
  readonly seed: number;
}

/**
 * How float64 is computed: by a kernel compiled from the recipe where there can be one, or by the core, whose
 * results are the same bit for bit.
 */
export type KernelChoice = 'auto' | 'reference';

/** What a caller may add to a run. */
export interface RunOptions {
  /** What names mean: what ships, where not given. */
  readonly catalogue?: Catalogue;
  /** Initial weights as `readTheta` takes them, in place of drawn ones. */
  readonly initial?: unknown;
  readonly kernel?: KernelChoice;
  /** Steps between snapshots; must divide the evaluation interval. Default: that interval. */
  readonly every?: number;
  /** Sees every snapshot, before the next is computed. */
  readonly onSnapshot?: (snapshot: RecordedSnapshot) => void;
  /**
   * Asked after every snapshot what the run is to wait for, null for nothing: a program that waits now and
   * then hears signals. A run that waits gives the memory of its backend back with the context, not at its
   * end. What it throws ends the run.
   */
  readonly pause?: () => Promise<void> | null;
}

/**
 * Trains and judges a run. The result depends on the trial (and given initial weights) alone.
 * @throws InputError when the initial weights do not fit the recipe, or the trial names a part that is not
 * known
 */
export async function runTrial(trial: Trial, options: RunOptions = {}): Promise<TrialResult> {
  const generator = (options.catalogue ?? shipped).generators.get(trial.rng);
  return trainOn(trial, { generator, ...generator.streams(trial.seed) }, options);
}

/** The same, on streams of random numbers. @throws InputError as `runTrial` does */
export async function trainOn(
  { recipe, backend }: TrainingSetting,
  streams: RunStreams,
  options: RunOptions = {},
): Promise<TrialResult> {
  const { onSnapshot, pause, catalogue = shipped } = options;
  const every = options.every ?? recipe.evaluation.interval;
  const beginning = { streams, given: options.initial };
  const own = recipeOfRun(recipe, streams, catalogue);
  if (isFloat64({ backend }, catalogue) && options.kernel !== 'reference') {
    const kernels = kernelsOf(recipe, catalogue, streams.generator);
    const start = { theta: startOf(float64, own, beginning, catalogue), streams, task: own.task };
    const judged = judgeRun(float64, own, trainFast(kernels, start, every), catalogue, onSnapshot);
    return pause === undefined ? atOnce(judged) : withPauses(judged, pause);
  }
  const work = <T>(n: Numeric<T>): TrialResult | Promise<TrialResult> => {
    const run = () => trainFrom(n, own, beginning, every, catalogue);
    const judged = () => judgeRun(n, own, run(), catalogue, onSnapshot);
    return pause === undefined ? n.scope(() => atOnce(judged())) : withPauses(judged(), pause);
  };
  return await withBackend(backend, work, catalogue.backends);
}

/**
 * Many runs of a setting on float64, in their order: the same results.
 * @param onSnapshot is called now and then; what it throws ends them all
 * @throws InputError as `runTrial` does
 */
export function* trainTogether(
  { recipe }: TrainingSetting,
  runs: readonly RunStreams[],
  catalogue: Catalogue,
  onSnapshot: () => void,
): Generator<TrialResult, void, undefined> {
  if (runs.length === 0) return;
  const draw = initialDraw(recipe, catalogue);
  const starts = runs.map((streams): LaneStart => {
    const { task } = recipeOfRun(recipe, streams, catalogue);
    return { theta: firstDrawn(draw, streams), streams, task };
  });
  const kernels = kernelsOf(recipe, catalogue, runs[0].generator);
  yield* trainMany(kernels, starts, recipe.evaluation.interval, (start) => {
    const judge = runJudge(float64, recipeFrom(recipe, start), catalogue);
    return (snapshot) => {
      onSnapshot();
      return judge(snapshot);
    };
  });
}

/** Who computes a setting where it is computed in float64; null where it is not. */
export function kernelName({ recipe, backend, rng }: Trial, catalogue: Catalogue): KernelName | null {
  if (!isFloat64({ backend }, catalogue)) return null;
  return kernelsOf(recipe, catalogue, catalogue.generators.get(rng)).name;
}

/** Whether a setting is computed in float64, so that kernels can. */
export function isFloat64({ backend }: Pick<TrainingSetting, 'backend'>, { backends }: Catalogue): boolean {
  return backends.get(backend.name) === float64Backend;
}

function atOnce<R>(work: Generator<void, R, undefined>): R {
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
  }
}

async function withPauses<R>(work: Generator<void, R, undefined>, pause: () => Promise<void> | null): Promise<R> {
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
    const wait = pause();
    if (wait !== null) await wait;
  }
}
