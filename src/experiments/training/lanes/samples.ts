import type { StepKernel } from '../../../compile/step-kernel.js';
import type { Generator, TrialStreams } from '../../../random/generator.js';
import type { Rng } from '../../../random/rng.js';
import type { WordGenerator } from '../../../random/word-generator.js';
import type { Recipe } from '../../../training/recipe.js';
import type { Task } from '../../../training/tasks/task.js';

/** Where a lane's samples come from, a call of the kernel at a time. */
export interface LaneSamples {
  /** Hands in those of the next call, where the kernel does not draw. @param steps that the lane is to do */
  prepare?(steps: number): void;
  /** Of the last call only so many steps count, and they are to be made again. */
  takeBack?(made: number): void;
  /** Draws weights for a new attempt: of one stream for both, behind the samples that count. */
  redraw<R>(use: (rng: Rng) => R): R;
}

/** What all lanes of a kernel draw by. */
export interface Drawing {
  readonly recipe: Recipe;
  readonly task: Task;
  readonly kernel: StepKernel;
}

/** Drawn by the core, and handed in. */
export class GivenSamples implements LaneSamples {
  /** Drawn for steps that were not made. */
  #queue: (readonly number[])[] = [];
  #drawn: (readonly number[])[] = [];
  /** Where the one stream stood before the last call, and which of its samples count. */
  #before: Rng | null = null;
  #made = 0;
  #stream: Rng;

  constructor(
    readonly drawing: Drawing,
    readonly lane: number,
    readonly streams: TrialStreams,
  ) {
    this.#stream = streams.samples;
  }

  prepare(steps: number): void {
    const { recipe, task, kernel } = this.drawing;
    if (recipe.restart !== null && this.#isShared) this.#before = this.#stream.clone();
    const wanted = steps * recipe.batch;
    this.#drawn = this.#queue.slice(0, wanted);
    this.#queue = this.#queue.slice(wanted);
    while (this.#drawn.length < wanted) this.#drawn.push(task.draw(recipe.task, this.#stream));
    this.#made = wanted;
    this.#drawn.forEach((x, k) => {
      kernel.setSample(this.lane, Math.floor(k / recipe.batch), k % recipe.batch, x);
    });
  }

  takeBack(made: number): void {
    this.#made = made * this.drawing.recipe.batch;
    this.#queue = [...this.#drawn.slice(this.#made), ...this.#queue];
  }

  redraw<R>(use: (rng: Rng) => R): R {
    if (this.#before === null) return use(this.streams.initialisation);
    const { recipe, task } = this.drawing;
    this.#stream = this.#before;
    this.#queue = [];
    for (let k = 0; k < this.#made; k++) task.draw(recipe.task, this.#stream);
    return use(this.#stream);
  }

  get #isShared(): boolean {
    return this.streams.initialisation === this.streams.samples;
  }
}

/** Drawn by the kernel, whose lane has the generator's state. */
export class DrawnSamples implements LaneSamples {
  constructor(
    readonly drawing: Drawing,
    readonly lane: number,
    readonly streams: TrialStreams,
    readonly generator: Generator,
    readonly words: WordGenerator,
  ) {
    drawing.kernel.setWords(lane, words.pack(streams.samples.state().words));
  }

  redraw<R>(use: (rng: Rng) => R): R {
    if (this.streams.initialisation !== this.streams.samples) return use(this.streams.initialisation);
    const { kernel } = this.drawing;
    const stream = this.generator.restore(this.words.unpack(kernel.wordsOf(this.lane)));
    const result = use(stream);
    kernel.setWords(this.lane, this.words.pack(stream.state().words));
    return result;
  }

  /** Draws on the core what the kernel could not. @throws RangeError since no sample is accepted */
  drawOnCore(): never {
    const { recipe, task, kernel } = this.drawing;
    kernel.recall(this.lane);
    const stream = this.generator.restore(this.words.unpack(kernel.wordsOf(this.lane)));
    for (let k = 0; k < kernel.room * recipe.batch; k++) task.draw(recipe.task, stream);
    throw new Error('the kernel has drawn other samples than the core');
  }
}
