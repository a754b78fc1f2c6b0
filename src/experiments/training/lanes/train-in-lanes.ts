import { StepKernel } from '../../../compile/step-kernel.js';
import type { Snapshot } from '../../../training/train.js';
import type { CompiledRecipe } from './compiled-recipe.js';
import { Lane, type LaneStart } from './lane.js';

/** A snapshot of one of many runs. */
export interface LaneSnapshot {
  /** Which of the starts it belongs to. */
  readonly run: number;
  readonly snapshot: Snapshot<number>;
}

/** Snapshots of many runs; whoever is given one may say that its run ends there. */
export type LaneSnapshots = Generator<LaneSnapshot, void, 'end' | undefined>;

/**
 * `train` of `src/training` on float64, bit for bit, with a run in each lane; a lane whose run has ended
 * takes the next one. Runs do not depend on which others there are.
 * @param every so many steps a run has a snapshot
 * @throws RangeError where no sample is accepted
 */
export function* trainInLanes(compiled: CompiledRecipe, starts: Iterable<LaneStart>, every: number): LaneSnapshots {
  const page = new Page(compiled, every);
  const next = starts[Symbol.iterator]();
  let run = 0;
  for (;;) {
    for (let lane = page.free(); lane !== null; lane = page.free()) {
      const start = next.next();
      if (start.done === true) break;
      const snapshot = page.open(lane, run, start.value);
      const ends = (yield { run, snapshot }) === 'end' || snapshot.last;
      if (ends) page.close(lane);
      run++;
    }
    if (page.isIdle) return;
    for (const { lane, run: ofLane, snapshot } of page.advance()) {
      const ends = (yield { run: ofLane, snapshot }) === 'end' || snapshot.last;
      if (ends) page.close(lane);
    }
  }
}

/** A run in a lane. */
interface Occupied {
  readonly run: number;
  readonly lane: Lane;
}

/** The runs of a kernel's lanes, which share a page of samples. */
class Page {
  readonly #kernel: StepKernel;
  readonly #lanes: (Occupied | null)[];
  /** From which step on a lane's samples are to be drawn; the page's end where they are there. */
  readonly #from: number[];
  readonly #size: number;
  /** Steps of the page that have been made. */
  #at: number;

  constructor(
    readonly compiled: CompiledRecipe,
    readonly every: number,
  ) {
    const { width, page } = compiled.step;
    this.#kernel = new StepKernel(compiled.step);
    this.#lanes = Array.from({ length: width }, () => null);
    this.#from = this.#lanes.map(() => page);
    this.#size = page;
    this.#at = page;
  }

  /** A lane without a run. */
  free(): number | null {
    const lane = this.#lanes.indexOf(null);
    return lane < 0 ? null : lane;
  }

  get isIdle(): boolean {
    return this.#lanes.every((lane) => lane === null);
  }

  /** @returns the run before its first step */
  open(at: number, run: number, start: LaneStart): Snapshot<number> {
    const lane = new Lane(this.compiled, this.#kernel, at, start, this.every);
    this.#lanes[at] = { run, lane };
    this.#kernel.setLive(at, 'live');
    this.#from[at] = this.#at;
    return lane.beginning;
  }

  close(at: number): void {
    this.#lanes[at] = null;
    this.#kernel.setLive(at, 'idle');
    this.#from[at] = this.#size;
  }

  /** Some steps of all lanes. @returns the snapshots that are due after them */
  *advance(): Generator<LaneSnapshot & { readonly lane: number }, void, undefined> {
    this.#fill();
    const made = this.#kernel.advance(this.#at, this.#due());
    this.#at += made;
    for (const [at, occupied] of this.#lanes.entries()) {
      if (occupied === null) continue;
      const snapshot = occupied.lane.observe(made);
      if (snapshot !== null) yield { lane: at, run: occupied.run, snapshot };
      if (this.#lanes[at] === occupied) this.#from[at] = occupied.lane.goOn(this.#at) ?? this.#size;
    }
  }

  /** As many steps as lead to the first snapshot that is due, or to the end of the page. */
  #due(): number {
    return this.#lanes.reduce(
      (least, occupied) => (occupied === null ? least : Math.min(least, occupied.lane.due)),
      this.#size - this.#at,
    );
  }

  /** Has samples on the page for every lane from here on. */
  #fill(): void {
    const isNew = this.#at === this.#size;
    if (isNew) {
      this.#at = 0;
      this.#lanes.forEach((occupied, at) => (this.#from[at] = occupied === null ? this.#size : 0));
    }
    if (this.#from.every((from) => from === this.#size)) return;
    this.#lanes.forEach((occupied, at) => {
      if (this.#from[at] < this.#size) occupied?.lane.fill(this.#from[at]);
    });
    this.#draw();
    this.#from.fill(this.#size);
    if (isNew) this.#occupyIdle();
  }

  #draw(): void {
    if (this.compiled.step.drawing === null) return;
    const short = this.#kernel.draw(this.#from);
    if (short !== null) this.#lanes[short]?.lane.drawOnCore();
  }

  /** Lanes without a run do what another one does: nothing that is rare for it happens to them alone. */
  #occupyIdle(): void {
    const model = this.#lanes.findIndex((occupied) => occupied !== null);
    this.#lanes.forEach((occupied, at) => {
      if (occupied === null) this.#kernel.copy(model, at);
    });
  }
}
