import type { StepKernel } from '../../../compile/step-kernel.js';
import type { Rng } from '../../../random/rng.js';
import type { WordGenerator } from '../../../random/word-generator.js';
import { drawMany, targetsOfMany } from '../../../training/many-samples.js';
import { entryOf, type Setting } from '../../../training/part.js';
import { sizesOf } from '../../../training/recipe.js';
import type { CompiledRecipe } from './compiled-recipe.js';

/** Where a lane's samples come from, a page of the kernel at a time. */
export interface LaneSamples {
  /** From here on samples come from this stream, which may be drawn from, for a run with this task. */
  from(stream: Rng, task: Setting): void;
  /** Puts samples on the page from a step on, or has the kernel draw them next. */
  fill(from: number): void;
  /** The stream of samples as it was when the page was last filled. */
  before(): Rng;
}

/** Drawn by the core, and handed in. */
class GivenSamples implements LaneSamples {
  #before: Rng | null = null;
  #stream: Rng | null = null;
  #task: Setting;
  readonly #inputs: Float64Array;
  readonly #targets: Float64Array;

  constructor(
    readonly compiled: CompiledRecipe,
    readonly kernel: StepKernel,
    readonly lane: number,
  ) {
    const { recipe, parts } = compiled;
    const { inputs, outputs } = sizesOf(recipe, parts);
    this.#task = recipe.task;
    this.#inputs = new Float64Array(recipe.batch * inputs);
    this.#targets = new Float64Array(recipe.batch * outputs);
  }

  from(stream: Rng, task: Setting): void {
    this.#stream = stream;
    this.#task = task;
  }

  fill(from: number): void {
    const { recipe, parts, step } = this.compiled;
    const task = entryOf(parts.tasks, recipe.task);
    const stream = this.#stream;
    if (stream === null) throw new Error('there is no stream of samples');
    // Asked again for what restarts draw.
    this.#before = recipe.restart === null ? null : stream.clone();
    for (let row = from; row < step.page; row++) {
      drawMany(task, this.#task, stream, this.#inputs, recipe.batch);
      targetsOfMany(task, this.#task, this.#inputs, this.#targets, recipe.batch);
      this.kernel.setBatch(this.lane, row, this.#inputs, this.#targets);
    }
  }

  before(): Rng {
    if (this.#before === null) throw new Error('what samples were drawn from is asked again after a restart alone');
    return this.#before;
  }
}

/** Drawn by the kernel, whose lane has the generator's state. */
class DrawnSamples implements LaneSamples {
  constructor(
    readonly compiled: CompiledRecipe,
    readonly kernel: StepKernel,
    readonly lane: number,
    readonly words: WordGenerator,
  ) {}

  from(stream: Rng): void {
    this.kernel.setWords(this.lane, this.words.pack(stream.state().words));
  }

  fill(): void {
    this.kernel.keepWords(this.lane);
  }

  before(): Rng {
    return this.compiled.generator.restore(this.words.unpack(this.kernel.keptWords(this.lane)));
  }
}

export function samplesIn(lane: number, kernel: StepKernel, compiled: CompiledRecipe): LaneSamples {
  const { words } = compiled.generator;
  return compiled.step.drawing === null || words === undefined
    ? new GivenSamples(compiled, kernel, lane)
    : new DrawnSamples(compiled, kernel, lane, words);
}
