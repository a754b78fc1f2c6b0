import type { Lanes } from '../../../compile/lanes.js';
import { StepKernel } from '../../../compile/step-kernel.js';
import { recordStep } from '../../../compile/step-program.js';
import type { Generator as RandomGenerator, TrialStreams } from '../../../random/generator.js';
import { entryOf } from '../../../training/part.js';
import type { Parts } from '../../../training/parts.js';
import type { Recipe } from '../../../training/recipe.js';
import type { Snapshot } from '../../../training/train.js';
import { Lane, type LanePlan } from './lane.js';
import { drawingOf } from './recipe-drawing.js';
import { programOf, type RecipeProgram } from './recipe-program.js';
import { DrawnSamples, GivenSamples, type LaneSamples } from './samples.js';

/** Where a run starts. */
export interface LaneStart {
  readonly theta: readonly number[];
  readonly streams: TrialStreams;
}

/** A snapshot of one of many runs. */
export interface LaneSnapshot {
  /** Which of the starts it belongs to. */
  readonly run: number;
  readonly snapshot: Snapshot<number>;
}

/** Snapshots of many runs; whoever is given one may say that its run ends there. */
export type LaneSnapshots = Generator<LaneSnapshot, void, 'end' | undefined>;

/** How runs are laid out in lanes. */
export interface LaneOptions extends Lanes {
  /** Steps of one call of the kernel. */
  readonly room: number;
  /** Whose streams the runs have, where the kernel is to draw from them; null where the core draws. */
  readonly generator: RandomGenerator | null;
}

/**
 * `train` of `src/training` on float64, bit for bit, with a run in each lane; a lane whose run has ended
 * takes the next one. Runs do not depend on which others there are.
 * @returns null for a recipe that cannot be compiled
 */
export function trainInLanes(
  recipe: Recipe,
  parts: Parts,
  options: LaneOptions,
): ((starts: readonly LaneStart[], every: number) => LaneSnapshots) | null {
  const program = compilable(recipe, parts);
  if (program === null) return null;
  return (starts, every) => {
    const plan = { recipe, parts, every, memory: program.memory };
    return running(openLanes(plan, program, options), starts);
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

/** A kernel, and how a lane of it is opened for a run. */
interface OpenLanes {
  readonly kernel: StepKernel;
  open(lane: number, start: LaneStart): Lane;
  /** Draws samples, where the kernel does. @throws RangeError where no sample is accepted */
  draw(until: readonly number[]): void;
}

function openLanes(plan: LanePlan, program: RecipeProgram, options: LaneOptions): OpenLanes {
  const { recipe, parts } = plan;
  const { generator, room } = options;
  const words = generator?.words;
  const size = words?.pack(generator?.streams(0).samples.state().words ?? []).length ?? 0;
  const drawing = words === undefined ? null : drawingOf(recipe, parts, words, size);
  const kernel = new StepKernel(program, drawing, options, room);
  const by = { recipe, task: entryOf(parts.tasks, recipe.task), kernel };
  const inKernel = new Map<number, DrawnSamples>();
  const samplesOf = (lane: number, streams: TrialStreams): LaneSamples => {
    if (drawing === null || generator === null || words === undefined) return new GivenSamples(by, lane, streams);
    const samples = new DrawnSamples(by, lane, streams, generator, words);
    inKernel.set(lane, samples);
    return samples;
  };
  return {
    kernel,
    open: (lane, { theta, streams }) => new Lane(plan, kernel, lane, theta, samplesOf(lane, streams)),
    draw(until) {
      const short = drawing === null ? null : kernel.draw(until);
      if (short !== null) inKernel.get(short)?.drawOnCore();
    },
  };
}

/** A lane at work, and which run is in it. */
interface Occupied {
  readonly run: number;
  readonly lane: Lane;
}

function* running(lanes: OpenLanes, starts: readonly LaneStart[]): LaneSnapshots {
  const occupied = new Map<number, Occupied>();
  const free = Array.from({ length: lanes.kernel.width }, (_, lane) => lane);
  let next = 0;
  while (occupied.size > 0 || next < starts.length) {
    for (let at = free.pop(); at !== undefined; at = free.pop()) {
      if (next === starts.length) break;
      const run = next++;
      const lane = lanes.open(at, starts[run]);
      const snapshot = lane.beginning;
      const ends = (yield { run, snapshot }) === 'end' || snapshot.last;
      if (ends) free.push(at);
      else occupied.set(at, { run, lane });
    }
    advance(lanes, occupied);
    for (const [at, { run, lane }] of [...occupied]) {
      const snapshot = lane.snapshot();
      if (snapshot === null) continue;
      const ends = (yield { run, snapshot }) === 'end' || snapshot.last;
      if (ends && occupied.delete(at)) free.push(at);
    }
  }
}

/** Some steps of each lane; those in which a run ended before them are made again, as far as they count. */
function advance(lanes: OpenLanes, occupied: ReadonlyMap<number, Occupied>): void {
  const { kernel } = lanes;
  const all = Array.from({ length: kernel.width }, (_, at) => occupied.get(at)?.lane ?? null);
  const steps = all.map((lane) => lane?.prepare() ?? 0);
  kernel.remember();
  lanes.draw(steps);
  kernel.advance(steps);
  const again = all.map((lane) => lane?.observe() ?? 0);
  if (!again.some((count) => count > 0)) return;
  lanes.draw(again);
  kernel.advance(again);
}
