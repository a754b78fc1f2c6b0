import type { StepKernel } from '../../../compile/step-kernel.js';
import { float64 } from '../../../numeric/backends/float64.js';
import { initialTheta } from '../../../training/initial-theta.js';
import { entryOf } from '../../../training/part.js';
import type { Parts } from '../../../training/parts.js';
import type { Recipe } from '../../../training/recipe.js';
import type { Snapshot } from '../../../training/train.js';
import type { LaneSamples } from './samples.js';

/** What all runs of a recipe have in common. */
export interface LanePlan {
  readonly recipe: Recipe;
  readonly parts: Parts;
  /** Steps between snapshots. */
  readonly every: number;
  /** What the recipe's parts remember before the first step. */
  readonly memory: readonly number[];
}

/** Where steps led to. */
interface Reached {
  readonly loss: number;
  readonly last: boolean;
  /** Whether the attempt is given up. */
  readonly givenUp: boolean;
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
  /** How many steps are being made. */
  #count = 0;
  #reached: Reached = { loss: NaN, last: false, givenUp: false };

  constructor(
    readonly plan: LanePlan,
    readonly kernel: StepKernel,
    readonly lane: number,
    readonly theta: readonly number[],
    readonly samples: LaneSamples,
  ) {
    const { recipe, parts, memory } = plan;
    this.#ends = this.#watch();
    this.#givesUp =
      recipe.restart === null ? () => false : entryOf(parts.restarts, recipe.restart).watch(float64, recipe.restart);
    this.#factor = entryOf(parts.schedules, recipe.schedule).factor(recipe.schedule, recipe.steps);
    kernel.setState(lane, [...theta, ...memory]);
  }

  /** The run before its first step. */
  get beginning(): Snapshot<number> {
    return { step: 0, attempt: 1, theta: this.theta, loss: null, last: this.plan.recipe.steps === 0 };
  }

  /** Prepares as many steps as lead to the next snapshot, or as there is room for. @returns how many */
  prepare(): number {
    const { recipe, every } = this.plan;
    if (this.#reached.givenUp) this.#begin();
    const next = Math.min(every - (this.#step % every), recipe.steps - this.#step);
    this.#count = Math.min(next, this.kernel.room);
    this.samples.prepare?.(this.#count);
    for (let step = 0; step < this.#count; step++) {
      const factor = this.#factor(this.#step + step + 1 - this.#before);
      this.kernel.setRate(this.lane, step, recipe.learningRate * factor);
    }
    return this.#count;
  }

  /** What the losses say of these steps. @returns how many of them are to be made again, 0 for none */
  observe(): number {
    const { recipe } = this.plan;
    const isWatched = recipe.stop !== null || recipe.restart !== null;
    for (let made = isWatched ? 1 : this.#count; made <= this.#count; made++) {
      const loss = this.kernel.lossAt(made - 1, this.lane);
      const step = this.#step + made;
      const last = this.#ends(loss) || step === recipe.steps;
      const givenUp = this.#givesUp(this.#attempt, step - this.#before, loss) && !last;
      if (last || givenUp || made === this.#count) return this.#reach(made, { loss, last, givenUp });
    }
    return 0;
  }

  /** The snapshot that is due after these steps; null where none is. */
  snapshot(): Snapshot<number> | null {
    const { loss, last } = this.#reached;
    if (!last && this.#step % this.plan.every !== 0) return null;
    const theta = this.kernel.stateOf(this.lane, this.theta.length);
    return { step: this.#step, attempt: this.#attempt, theta, loss, last };
  }

  #reach(made: number, reached: Reached): number {
    this.#reached = reached;
    this.#step += made;
    if (made === this.#count) return 0;
    this.kernel.recall(this.lane);
    this.samples.takeBack?.(made);
    return made;
  }

  /** A new attempt, from weights drawn anew. */
  #begin(): void {
    const { recipe, parts, memory } = this.plan;
    const theta = this.samples.redraw((rng) => initialTheta(recipe, rng, parts));
    this.kernel.setState(this.lane, [...theta, ...memory]);
    this.#attempt++;
    this.#before = this.#step;
    this.#ends = this.#watch();
  }

  #watch(): (loss: number) => boolean {
    const { stop } = this.plan.recipe;
    return stop === null ? () => false : entryOf(this.plan.parts.stops, stop).watch(float64, stop);
  }
}
