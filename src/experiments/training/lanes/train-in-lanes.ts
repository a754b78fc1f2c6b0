import type { StepKernel } from '../../../compile/step-kernel.js';
import type { CompiledRecipe } from './compiled-recipe.js';
import { Lane, type LaneSnapshot, type LaneStart } from './lane.js';

/** Is given the snapshots of many runs, and may say that a run ends there. */
export type Visit = (seen: LaneSnapshot) => 'end' | undefined;

/**
 * `train` of `src/training` on float64, bit for bit, with a run in each lane; a lane whose run has ended
 * takes the next one. Runs do not depend on which others there are. Whoever has them closes them.
 */
export class RunsInLanes {
  readonly #kernel: StepKernel;
  readonly #page: Page;
  readonly #starts: Iterator<LaneStart>;
  /** How many runs have begun. */
  #begun = 0;

  /** @param every so many steps a run has a snapshot */
  constructor(
    readonly compiled: CompiledRecipe,
    starts: Iterable<LaneStart>,
    every: number,
  ) {
    this.#kernel = compiled.kernels.take();
    this.#page = new Page(compiled, this.#kernel, every);
    this.#starts = starts[Symbol.iterator]();
  }

  /**
   * Gives free lanes a run each, and makes some steps of all: to the next snapshot of one at the most.
   * @returns whether there was a run to do this for
   * @throws RangeError where no sample is accepted
   */
  advance(visit: Visit): boolean {
    const page = this.#page;
    const before = this.#begun;
    for (let lane = page.free(); lane !== null; lane = page.free()) {
      const start = this.#starts.next();
      if (start.done === true) break;
      const opened = page.open(lane, this.#begun++, start.value);
      if (visit(opened) === 'end' || opened.snapshot.last) page.close(lane);
    }
    // Runs without a step have ended already.
    if (page.isIdle) return this.#begun > before;
    page.advance();
    for (let lane = 0; lane < this.compiled.step.width; lane++) {
      const due = page.observe(lane);
      if (due !== null && (visit(due) === 'end' || due.snapshot.last)) page.close(lane);
      else page.goOn(lane);
    }
    return true;
  }

  /** Gives the kernel back. */
  close(): void {
    this.compiled.kernels.give(this.#kernel);
  }
}

/** All snapshots of runs in lanes, one after the other. */
export function* trainInLanes(
  compiled: CompiledRecipe,
  starts: Iterable<LaneStart>,
  every: number,
): Generator<LaneSnapshot, void, undefined> {
  const runs = new RunsInLanes(compiled, starts, every);
  try {
    const seen: LaneSnapshot[] = [];
    const keep = (one: LaneSnapshot): undefined => {
      seen.push(one);
    };
    while (runs.advance(keep)) yield* seen.splice(0);
  } finally {
    runs.close();
  }
}

/** A kernel's lanes, which share a page of samples. */
class Page {
  readonly #kernel: StepKernel;
  readonly #lanes: readonly Lane[];
  /** From which step on a lane's samples are to be drawn; the page's end where they are there. */
  readonly #from: number[];
  readonly #size: number;
  /** How many lanes have no run. */
  #idle: number;
  /** Steps of the page that have been made, and how many of them in the last call. */
  #at: number;
  #made = 0;

  /** @param every so many steps a run has a snapshot */
  constructor(compiled: CompiledRecipe, kernel: StepKernel, every: number) {
    const { width, page } = compiled.step;
    this.#kernel = kernel;
    this.#lanes = Array.from({ length: width }, (_, lane) => new Lane(compiled, kernel, lane, every));
    this.#from = this.#lanes.map(() => page);
    this.#size = page;
    this.#idle = width;
    this.#at = page;
  }

  /** A lane without a run; null where all have one. */
  free(): number | null {
    return this.#idle === 0 ? null : this.#lanes.findIndex((lane) => lane.isIdle);
  }

  get isIdle(): boolean {
    return this.#idle === this.#lanes.length;
  }

  /** @returns the run before its first step */
  open(at: number, run: number, start: LaneStart): LaneSnapshot {
    this.#idle--;
    this.#from[at] = this.#at;
    return this.#lanes[at].open(run, start);
  }

  close(at: number): void {
    this.#idle++;
    this.#from[at] = this.#size;
    this.#lanes[at].close();
  }

  /** Some steps of all lanes. */
  advance(): void {
    this.#fill();
    this.#made = this.#kernel.advance(this.#at, this.#due());
    this.#at += this.#made;
  }

  /** A lane after these steps. @returns the snapshot that is due; null where none is */
  observe(at: number): LaneSnapshot | null {
    return this.#lanes[at].observe(this.#made);
  }

  /** Begins a new attempt where the last one was given up. */
  goOn(at: number): void {
    const from = this.#lanes[at].goOn(this.#at);
    if (from !== null) this.#from[at] = from;
  }

  /** As many steps as lead to the first snapshot that is due, or to the end of the page. */
  #due(): number {
    let least = this.#size - this.#at;
    for (const { due } of this.#lanes) if (due < least) least = due;
    return least;
  }

  /** Has samples on the page for every lane from here on. */
  #fill(): void {
    const isNew = this.#at === this.#size;
    if (isNew) this.#at = 0;
    let isAsked = false;
    for (let at = 0; at < this.#lanes.length; at++) {
      const lane = this.#lanes[at];
      if (isNew) this.#from[at] = lane.isIdle ? this.#size : 0;
      if (lane.isIdle || this.#from[at] === this.#size) continue;
      lane.fill(this.#from[at]);
      isAsked = true;
    }
    if (!isAsked) return;
    const short = this.#kernel.draw(this.#from);
    if (short !== null) this.#lanes[short].drawOnCore();
    // `fill` takes longer for so few.
    for (let at = 0; at < this.#from.length; at++) this.#from[at] = this.#size;
    if (isNew && this.#idle > 0) this.#occupyIdle();
  }

  /** Lanes without a run do what another one does: nothing that is rare for it happens to them alone. */
  #occupyIdle(): void {
    const model = this.#lanes.findIndex((lane) => !lane.isIdle);
    this.#lanes.forEach((lane, at) => {
      if (lane.isIdle) this.#kernel.copy(model, at);
    });
  }
}
