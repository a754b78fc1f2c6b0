import type { StepKernel } from '../../../compile/step-kernel.js';
import { float64 } from '../../../numeric/backends/float64.js';
import type { TrialStreams } from '../../../random/generator.js';
import type { Rng } from '../../../random/rng.js';
import type { WordGenerator } from '../../../random/word-generator.js';
import { entryOf } from '../../../training/part.js';
import type { CompiledRecipe } from './compiled-recipe.js';

/** Where a lane's samples come from, a page of the kernel at a time. */
export interface LaneSamples {
  /** Puts samples on the page from a step on, or has the kernel draw them next. */
  fill(from: number): void;
  /** The stream of samples as it was when the page was last filled. */
  before(): Rng;
  /** From here on samples come from this stream. */
  goOn(stream: Rng): void;
}

/** Drawn by the core, and handed in. */
class GivenSamples implements LaneSamples {
  #before: Rng | null = null;
  #stream: Rng;

  constructor(
    readonly compiled: CompiledRecipe,
    readonly kernel: StepKernel,
    readonly lane: number,
    readonly streams: TrialStreams,
  ) {
    this.#stream = streams.samples;
  }

  fill(from: number): void {
    const { recipe, parts, step } = this.compiled;
    const task = entryOf(parts.tasks, recipe.task);
    this.#before = isAskedAgain(this.compiled, this.streams) ? this.#stream.clone() : null;
    for (let row = from; row < step.page; row++) {
      for (let k = 0; k < recipe.batch; k++) {
        const x = task.draw(recipe.task, this.#stream);
        this.kernel.setSample(this.lane, row, k, [...x, ...task.target(float64, recipe.task, x)]);
      }
    }
  }

  before(): Rng {
    if (this.#before === null) throw new Error('a stream of its own is not asked again');
    return this.#before;
  }

  goOn(stream: Rng): void {
    this.#stream = stream;
  }
}

/** Drawn by the kernel, whose lane has the generator's state. */
class DrawnSamples implements LaneSamples {
  constructor(
    readonly compiled: CompiledRecipe,
    readonly kernel: StepKernel,
    readonly lane: number,
    readonly streams: TrialStreams,
    readonly words: WordGenerator,
  ) {
    kernel.setWords(lane, words.pack(streams.samples.state().words));
  }

  fill(): void {
    this.kernel.keepWords(this.lane);
  }

  before(): Rng {
    return this.compiled.generator.restore(this.words.unpack(this.kernel.keptWords(this.lane)));
  }

  goOn(stream: Rng): void {
    this.kernel.setWords(this.lane, this.words.pack(stream.state().words));
  }
}

export function samplesIn(
  lane: number,
  kernel: StepKernel,
  compiled: CompiledRecipe,
  streams: TrialStreams,
): LaneSamples {
  const { words } = compiled.generator;
  return compiled.step.drawing === null || words === undefined
    ? new GivenSamples(compiled, kernel, lane, streams)
    : new DrawnSamples(compiled, kernel, lane, streams, words);
}

/** Whether a run's weights are drawn from its stream of samples, behind those that it has seen. */
export function isAskedAgain({ recipe }: CompiledRecipe, streams: TrialStreams): boolean {
  return recipe.restart !== null && streams.initialisation === streams.samples;
}
