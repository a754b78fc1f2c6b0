import type { StepKernel } from '../../../compile/step-kernel.js';
import type { Rng } from '../../../random/rng.js';
import type { TrialStreams } from '../../../random/generator.js';
import type { Setting } from '../../../training/part.js';
import type { Recipe } from '../../../training/recipe.js';
import { drawBatch, type Snapshot } from '../../../training/train.js';
import type { CompiledRecipe } from './compiled-recipe.js';
import { reasons } from './recipe-program.js';
import { samplesIn, type LaneSamples } from './samples.js';

/** Where a run starts. */
export interface LaneStart {
  readonly theta: readonly number[];
  readonly streams: TrialStreams;
  /** The task of this run (`recipeOfRun`); the recipe's where it is not given. */
  readonly task?: Setting;
}

/** The recipe of a run that starts there. */
export function recipeFrom(recipe: Recipe, { task }: LaneStart): Recipe {
  return task === undefined || task === recipe.task ? recipe : { ...recipe, task };
}

/** A snapshot of one of many runs. */
export interface LaneSnapshot {
  /** Which of the starts it belongs to. */
  readonly run: number;
  readonly snapshot: Snapshot<number>;
}

/** A run that is in a lane, some steps at a time. */
interface Running {
  readonly run: number;
  readonly streams: TrialStreams;
  /** With the run's own task. */
  readonly recipe: Recipe;
  /** Steps made, in all attempts. */
  step: number;
  attempt: number;
  /** Steps to the next snapshot. */
  due: number;
  last: boolean;
  isGivenUp: boolean;
}

/** A lane of a kernel, and the run in it: `train` of `src/training`. */
export class Lane {
  readonly #samples: LaneSamples;
  #running: Running | null = null;
  /** From which step of the page on its samples are this run's. */
  #from = 0;

  /** @param every so many steps there is a snapshot */
  constructor(
    readonly compiled: CompiledRecipe,
    readonly kernel: StepKernel,
    readonly lane: number,
    readonly every: number,
  ) {
    this.#samples = samplesIn(lane, kernel, compiled);
  }

  get isIdle(): boolean {
    return this.#running === null;
  }

  /** Steps to the next snapshot. */
  get due(): number {
    return this.#running === null ? Infinity : this.#running.due;
  }

  /** Takes a run. @returns the run before its first step */
  open(run: number, start: LaneStart): LaneSnapshot {
    const { theta, streams } = start;
    const recipe = recipeFrom(this.compiled.recipe, start);
    const last = recipe.steps === 0;
    this.#running = { run, streams, recipe, step: 0, attempt: 1, due: this.#dueAfter(0), last, isGivenUp: false };
    this.#samples.from(streams.samples, recipe.task);
    this.compiled.program.begin(this.kernel, this.lane, theta, 1);
    this.kernel.setLive(this.lane, 'live');
    return { run, snapshot: { step: 0, attempt: 1, theta, loss: null, last } };
  }

  close(): void {
    this.#running = null;
    this.kernel.setLive(this.lane, 'idle');
  }

  #dueAfter(step: number): number {
    return Math.min(this.every - (step % this.every), this.compiled.recipe.steps - step);
  }

  /** Fills the page from a step on. */
  fill(from: number): void {
    this.#from = from;
    this.#samples.fill(from);
  }

  /** Takes note of steps that were made. @returns the snapshot that is due after them; null where none is */
  observe(made: number): LaneSnapshot | null {
    const running = this.#running;
    if (running === null) return null;
    const { kernel, lane } = this;
    const { recipe, program } = this.compiled;
    running.step += made;
    running.due -= made;
    running.last = running.step === recipe.steps || kernel.hasHalted(lane, reasons.ended);
    running.isGivenUp = !running.last && kernel.hasHalted(lane, reasons.givenUp);
    if (!running.last && running.due > 0) return null;
    running.due = this.#dueAfter(running.step);
    const { run, step, attempt, last } = running;
    const theta = kernel.stateOf(lane, program.length);
    return { run, snapshot: { step, attempt, theta, loss: kernel.entryOf(lane, program.size - 1), last } };
  }

  /**
   * Begins a new attempt, where the last one was given up.
   * @param at how many steps of the page have been made
   * @returns from which step of the page on there are to be other samples; null where they go on
   */
  goOn(at: number): number | null {
    const running = this.#running;
    if (running?.isGivenUp !== true) return null;
    running.isGivenUp = false;
    running.attempt++;
    const { initialisation, samples } = running.streams;
    // Weights that are drawn from the stream of samples stand behind those that the run has seen.
    const isShared = initialisation === samples;
    const stream = isShared ? this.#samplesBehind(at) : initialisation;
    const theta = this.compiled.draw(stream);
    this.compiled.program.begin(this.kernel, this.lane, theta, running.attempt);
    if (!isShared) return null;
    this.#samples.from(stream, running.recipe.task);
    return at;
  }

  /** Draws on the core what the kernel could not draw. @throws RangeError since no sample is accepted */
  drawOnCore(): never {
    this.#samplesBehind(this.compiled.step.page);
    throw new Error('the kernel has drawn other samples than the core');
  }

  /** The stream of samples behind those that stand before a step of the page. */
  #samplesBehind(at: number): Rng {
    const { recipe } = this.#running ?? this.compiled;
    const stream = this.#samples.before();
    for (let step = this.#from; step < at; step++) drawBatch(recipe, stream, this.compiled.parts);
    return stream;
  }
}
