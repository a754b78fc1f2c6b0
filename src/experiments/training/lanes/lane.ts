import type { StepKernel } from '../../../compile/step-kernel.js';
import { float64 } from '../../../numeric/backends/float64.js';
import type { TrialStreams } from '../../../random/generator.js';
import type { Rng } from '../../../random/rng.js';
import { initialTheta } from '../../../training/initial-theta.js';
import { entryOf } from '../../../training/part.js';
import type { Parts } from '../../../training/parts.js';
import type { Recipe } from '../../../training/recipe.js';
import type { Snapshot } from '../../../training/train.js';

/** Where a run starts. */
export interface LaneStart {
  readonly theta: readonly number[];
  readonly streams: TrialStreams;
}

/** What all runs of a recipe have in common. */
export interface LanePlan {
  readonly recipe: Recipe;
  readonly parts: Parts;
  /** Steps between snapshots. */
  readonly every: number;
  /** What the recipe's parts remember before the first step. */
  readonly memory: readonly number[];
}

/** One run, in a lane of a kernel: `train` of `src/training`, some steps at a time. */
export class Lane {
  #step = 0;
  #attempt = 1;
  /** Steps before this attempt. */
  #before = 0;
  #ends: (loss: number) => boolean;
  readonly #givesUp: (attempt: number, step: number, loss: number) => boolean;
  readonly #factor: (step: number) => number;
  #samples: Rng;
  /** Drawn for steps that were not made. */
  #queue: (readonly number[])[] = [];
  /** Of the steps that are being made. */
  #drawn: (readonly number[])[] = [];
  /** Where the stream stood, and the state, before these steps. */
  #stream: Rng | null = null;
  #state: readonly number[] = [];
  #count = 0;
  #redraws = false;

  constructor(
    readonly plan: LanePlan,
    readonly kernel: StepKernel,
    readonly lane: number,
    readonly start: LaneStart,
  ) {
    const { recipe, parts, memory } = plan;
    this.#ends = this.#watch();
    this.#givesUp =
      recipe.restart === null ? () => false : entryOf(parts.restarts, recipe.restart).watch(float64, recipe.restart);
    this.#factor = entryOf(parts.schedules, recipe.schedule).factor(recipe.schedule, recipe.steps);
    this.#samples = start.streams.samples;
    kernel.setState(lane, [...start.theta, ...memory]);
  }

  /** The run before its first step. */
  get beginning(): Snapshot<number> {
    return { step: 0, attempt: 1, theta: this.start.theta, loss: null, last: this.plan.recipe.steps === 0 };
  }

  /** Prepares as many steps as lead to the next snapshot, or as there is room for. @returns how many */
  prepare(): number {
    const { recipe, every } = this.plan;
    if (this.#redraws) this.#begin();
    const next = Math.min(every - (this.#step % every), recipe.steps - this.#step);
    this.#count = Math.min(next, this.kernel.room);
    if (recipe.stop !== null || recipe.restart !== null) this.#state = this.kernel.stateOf(this.lane);
    if (recipe.restart !== null && this.#sharesStream) this.#stream = this.#samples.clone();
    this.#draw();
    return this.#count;
  }

  /** What the losses say of these steps. @returns how many of them are to be made again, 0 for none */
  observe(): number {
    for (let k = 0; k < this.#count; k++) {
      const loss = this.kernel.lossAt(k, this.lane);
      const step = this.#step + k + 1;
      const met = this.#ends(loss);
      const givenUp = this.#givesUp(this.#attempt, step - this.#before, loss);
      const last = met || step === this.plan.recipe.steps;
      if (met || givenUp || k === this.#count - 1) return this.#finish(k + 1, loss, givenUp && !last, last);
    }
    return 0;
  }

  #last: { readonly loss: number; readonly last: boolean } = { loss: NaN, last: false };

  #finish(made: number, loss: number, redraws: boolean, last: boolean): number {
    const again = made < this.#count ? made : 0;
    if (again > 0) this.kernel.setState(this.lane, this.#state);
    this.#queue = this.#drawn.slice(made * this.plan.recipe.batch);
    this.#count = made;
    this.#step += made;
    this.#redraws = redraws;
    this.#last = { loss, last };
    return again;
  }

  /** The snapshot that is due after these steps; null where none is. */
  snapshot(): Snapshot<number> | null {
    const { loss, last } = this.#last;
    if (!last && this.#step % this.plan.every !== 0) return null;
    const theta = this.kernel.stateOf(this.lane).slice(0, this.start.theta.length);
    return { step: this.#step, attempt: this.#attempt, theta, loss, last };
  }

  get #sharesStream(): boolean {
    return this.start.streams.initialisation === this.start.streams.samples;
  }

  #watch(): (loss: number) => boolean {
    const { stop } = this.plan.recipe;
    return stop === null ? () => false : entryOf(this.plan.parts.stops, stop).watch(float64, stop);
  }

  /** A new attempt, from weights drawn anew. Of one stream they come after the samples that were used. */
  #begin(): void {
    const { recipe, parts, memory } = this.plan;
    if (this.#stream !== null) {
      this.#samples = this.#stream;
      this.#queue = [];
      const task = entryOf(parts.tasks, recipe.task);
      for (let k = 0; k < this.#count * recipe.batch; k++) task.draw(recipe.task, this.#samples);
    }
    const rng = this.#stream === null ? this.start.streams.initialisation : this.#samples;
    this.kernel.setState(this.lane, [...initialTheta(recipe, rng, parts), ...memory]);
    this.#attempt++;
    this.#before = this.#step;
    this.#ends = this.#watch();
    this.#redraws = false;
  }

  #draw(): void {
    const { recipe, parts } = this.plan;
    const task = entryOf(parts.tasks, recipe.task);
    const wanted = this.#count * recipe.batch;
    this.#drawn = this.#queue.slice(0, wanted);
    while (this.#drawn.length < wanted) this.#drawn.push(task.draw(recipe.task, this.#samples));
    for (let step = 0; step < this.#count; step++) {
      const inAttempt = this.#step + step + 1 - this.#before;
      this.kernel.setRate(this.lane, step, recipe.learningRate * this.#factor(inAttempt));
      for (let b = 0; b < recipe.batch; b++) {
        this.kernel.setSample(this.lane, step, b, this.#drawn[step * recipe.batch + b]);
      }
    }
  }
}
