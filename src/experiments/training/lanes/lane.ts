import type { StepKernel } from '../../../compile/step-kernel.js';
import type { TrialStreams } from '../../../random/generator.js';
import { initialTheta } from '../../../training/initial-theta.js';
import { entryOf } from '../../../training/part.js';
import type { Snapshot } from '../../../training/train.js';
import type { CompiledRecipe } from './compiled-recipe.js';
import { reasons } from './recipe-program.js';
import { isAskedAgain, samplesIn, type LaneSamples } from './samples.js';

/** Where a run starts. */
export interface LaneStart {
  readonly theta: readonly number[];
  readonly streams: TrialStreams;
}

/** One run, in a lane of a kernel: `train` of `src/training`, some steps at a time. */
export class Lane {
  readonly #samples: LaneSamples;
  /** Steps made, in all attempts. */
  #step = 0;
  #attempt = 1;
  /** From which step of the page on its samples are this lane's. */
  #from = 0;
  #last: boolean;
  #isGivenUp = false;

  /** @param every so many steps there is a snapshot */
  constructor(
    readonly compiled: CompiledRecipe,
    readonly kernel: StepKernel,
    readonly lane: number,
    readonly start: LaneStart,
    readonly every: number,
  ) {
    this.#last = compiled.recipe.steps === 0;
    this.#samples = samplesIn(lane, kernel, compiled, start.streams);
    kernel.setState(lane, compiled.program.start(start.theta, 1));
  }

  /** The run before its first step. */
  get beginning(): Snapshot<number> {
    return { step: 0, attempt: 1, theta: this.start.theta, loss: null, last: this.#last };
  }

  /** Steps to the next snapshot. */
  get due(): number {
    return Math.min(this.every - (this.#step % this.every), this.compiled.recipe.steps - this.#step);
  }

  /** Fills the page from a step on. */
  fill(from: number): void {
    this.#from = from;
    this.#samples.fill(from);
  }

  /** Takes note of steps that were made. @returns the snapshot that is due after them; null where none is */
  observe(made: number): Snapshot<number> | null {
    const { recipe, program } = this.compiled;
    const { kernel, lane } = this;
    this.#step += made;
    this.#last = this.#step === recipe.steps || kernel.hasHalted(lane, reasons.ended);
    this.#isGivenUp = !this.#last && kernel.hasHalted(lane, reasons.givenUp);
    if (!this.#last && this.#step % this.every !== 0) return null;
    return {
      step: this.#step,
      attempt: this.#attempt,
      theta: kernel.stateOf(lane, program.length),
      loss: kernel.entryOf(lane, program.size - 1),
      last: this.#last,
    };
  }

  /**
   * Begins a new attempt, where the last one was given up.
   * @param at how many steps of the page have been made
   * @returns from which step of the page on there are to be other samples; null where they go on
   */
  goOn(at: number): number | null {
    if (!this.#isGivenUp) return null;
    this.#isGivenUp = false;
    this.#attempt++;
    const { streams } = this.start;
    const isAsked = isAskedAgain(this.compiled, streams);
    const stream = isAsked ? this.#samplesBehind(at) : streams.initialisation;
    const theta = initialTheta(this.compiled.recipe, stream, this.compiled.parts);
    this.kernel.setState(this.lane, this.compiled.program.start(theta, this.#attempt));
    if (!isAsked) return null;
    this.#samples.goOn(stream);
    return at;
  }

  /** Draws on the core what the kernel could not draw. @throws RangeError since no sample is accepted */
  drawOnCore(): never {
    this.#samplesBehind(this.compiled.step.page);
    throw new Error('the kernel has drawn other samples than the core');
  }

  /** The stream of samples behind those that stand before a step of the page. */
  #samplesBehind(at: number) {
    const { recipe, parts } = this.compiled;
    const task = entryOf(parts.tasks, recipe.task);
    const stream = this.#samples.before();
    for (let k = this.#from * recipe.batch; k < at * recipe.batch; k++) task.draw(recipe.task, stream);
    return stream;
  }
}
