import type { Lanes } from '../../../compile/map.js';
import { StepKernel } from '../../../compile/step-kernel.js';
import { recordStep } from '../../../compile/step-program.js';
import type { Parts } from '../../../training/parts.js';
import type { Recipe } from '../../../training/recipe.js';
import type { Snapshot } from '../../../training/train.js';
import { Lane, type LanePlan, type LaneStart } from './lane.js';
import { programOf, type RecipeProgram } from './recipe-program.js';

/** A snapshot of one of many runs. */
export interface LaneSnapshot {
  /** Which of the starts it belongs to. */
  readonly run: number;
  readonly snapshot: Snapshot<number>;
}

/** Trains from many starts; whoever is given a run's snapshot may say that the run ends there. */
export type TrainInLanes = (
  starts: readonly LaneStart[],
  every: number,
) => Generator<LaneSnapshot, void, 'end' | undefined>;

/**
 * `train` of `src/training` on float64, bit for bit, with a run in each lane; a lane whose run has ended
 * takes the next one. Runs do not depend on which others there are.
 * @returns null for a recipe that cannot be compiled
 */
export function trainInLanes(recipe: Recipe, parts: Parts, lanes: Lanes, room: number): TrainInLanes | null {
  const program = compilable(recipe, parts);
  if (program === null) return null;
  return (starts, every) => {
    const plan = { recipe, parts, every, memory: program.memory };
    return running(plan, new StepKernel(program, lanes, room), starts);
  };
}

/** The program of a recipe; null where it cannot be recorded, or asks for the number of a step. */
function compilable(recipe: Recipe, parts: Parts): RecipeProgram | null {
  const [program, other] = [programOf(recipe, parts, 1), programOf(recipe, parts, 2)];
  if (program === null || other === null) return null;
  try {
    const texts = [program, other].map((one) => recordStep(one).move.trace.text);
    return texts[0] === texts[1] ? program : null;
  } catch {
    return null;
  }
}

function* running(
  plan: LanePlan,
  kernel: StepKernel,
  starts: readonly LaneStart[],
): Generator<LaneSnapshot, void, 'end' | undefined> {
  const active = new Map<number, { readonly run: number; readonly lane: Lane }>();
  let next = 0;
  const free = Array.from({ length: kernel.width }, (_, lane) => lane);
  while (active.size > 0 || next < starts.length) {
    while (free.length > 0 && next < starts.length) {
      const at = free.pop() ?? 0;
      const lane = new Lane(plan, kernel, at, starts[next]);
      const run = next++;
      const snapshot = lane.beginning;
      const answer = yield { run, snapshot };
      if (snapshot.last || answer === 'end') free.push(at);
      else active.set(at, { run, lane });
    }
    advance(kernel, active);
    for (const [at, { run, lane }] of [...active]) {
      const snapshot = lane.snapshot();
      if (snapshot === null) continue;
      const answer = yield { run, snapshot };
      if (snapshot.last || answer === 'end') {
        active.delete(at);
        free.push(at);
      }
    }
  }
}

/** Some steps of each lane; those in which a run ended before them are made again, as far as they count. */
function advance(kernel: StepKernel, active: ReadonlyMap<number, { readonly lane: Lane }>): void {
  const lanes = Array.from({ length: kernel.width }, (_, at) => active.get(at)?.lane ?? null);
  kernel.advance(lanes.map((lane) => lane?.prepare() ?? 0));
  const again = lanes.map((lane) => lane?.observe() ?? 0);
  if (again.some((count) => count > 0)) kernel.advance(again);
}
