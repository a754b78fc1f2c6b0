import { float64 } from '../../../numeric/backends/float64.js';
import type { TrialStreams } from '../../../random/generator.js';
import { train, type Snapshot } from '../../../training/train.js';
import { recipeFrom, type LaneSnapshot, type LaneStart } from './lane.js';
import type { RecipeKernels } from './recipe-kernels.js';
import { RunsInLanes, trainInLanes } from './train-in-lanes.js';

/** `train` of `src/training` on float64, bit for bit, on a kernel where that is worth while. */
export function* trainFast(kernels: RecipeKernels, start: LaneStart, every: number): Iterable<Snapshot<number>> {
  let seen = -1;
  if (!kernels.pays(1)) {
    for (const snapshot of trainOnCore(kernels, start, every)) {
      seen = snapshot.step;
      yield snapshot;
      if (snapshot.last) return;
      if (kernels.pays(1)) break;
    }
  }
  const compiled = kernels.for(1);
  if (compiled === null) return;
  // From the beginning once more: that takes less than what was spent so far.
  for (const { snapshot } of trainInLanes(compiled, [start], every)) if (snapshot.step > seen) yield snapshot;
}

/** Follows one run. What it gives is the run's end; null where the run goes on. */
export type Follow<Result> = (snapshot: Snapshot<number>) => Result | null;

/**
 * Many runs, in their order.
 * @param follow makes who follows a run, from its beginning
 */
export function* trainMany<Result>(
  kernels: RecipeKernels,
  starts: readonly LaneStart[],
  every: number,
  follow: (start: LaneStart) => Follow<Result>,
): Generator<Result, void, undefined> {
  let first = 0;
  for (; first < starts.length && !kernels.pays(starts.length - first); first++) {
    const result = followed(trainOnCore(kernels, starts[first], every), follow(starts[first]), () => kernels.pays(1));
    if (result === null) break;
    yield result;
  }
  const rest = starts.slice(first);
  const compiled = rest.length === 0 ? null : kernels.for(rest.length);
  if (compiled === null) return;
  const following = rest.map((start) => follow(start));
  const ended = new Map<number, Result>();
  let due = 0;
  const visit = ({ run, snapshot }: LaneSnapshot): 'end' | undefined => {
    const result = following[run](snapshot);
    if (result === null) return undefined;
    ended.set(run, result);
    return 'end';
  };
  const runs = new RunsInLanes(compiled, rest, every);
  try {
    while (runs.advance(visit)) {
      for (let one = ended.get(due); one !== undefined; one = ended.get(due)) {
        yield one;
        ended.delete(due++);
      }
    }
  } finally {
    runs.close();
  }
}

/** The end of a run; null where it is left before. */
function followed<Result>(
  run: Iterable<Snapshot<number>>,
  follow: Follow<Result>,
  isLeft: () => boolean,
): Result | null {
  for (const snapshot of run) {
    const result = follow(snapshot);
    if (result !== null || isLeft()) return result;
  }
  return null;
}

/** A run on the core, of streams that stay where they are. */
function* trainOnCore(kernels: RecipeKernels, start: LaneStart, every: number) {
  const { parts } = kernels;
  const recipe = recipeFrom(kernels.recipe, start);
  let step = 0;
  for (const snapshot of train(float64, recipe, start.theta, copyOf(start.streams), every, parts)) {
    kernels.spend(snapshot.step - step);
    step = snapshot.step;
    yield snapshot;
  }
}

function copyOf({ initialisation, samples, task }: TrialStreams): TrialStreams {
  const copy = samples.clone();
  return { samples: copy, initialisation: initialisation === samples ? copy : initialisation.clone(), task };
}
