import type { StepKernel } from '../../../compile/step-kernel.js';
import { float64 } from '../../../numeric/backends/float64.js';
import type { Rng } from '../../../random/rng.js';
import type { WordGenerator } from '../../../random/word-generator.js';
import { entryOf } from '../../../training/part.js';
import type { CompiledRecipe } from './compiled-recipe.js';

/** Where a lane's samples come from, a page of the kernel at a time. */
export interface LaneSamples {
  /** From here on samples come from this stream, which may be drawn from. */
  from(stream: Rng): void;
  /** Puts samples on the page from a step on, or has the kernel draw them next. */
  fill(from: number): void;
  /** The stream of samples as it was when the page was last filled. */
  before(): Rng;
}

/** Drawn by the core, and handed in. */
class GivenSamples implements LaneSamples {
  #before: Rng | null = null;
  #stream: Rng | null = null;

  constructor(
    readonly compiled: CompiledRecipe,
    readonly kernel: StepKernel,
    readonly lane: number,
  ) {}

  from(stream: Rng): void {
    this.#stream = stream;
  }

  fill(from: number): void {
    const { recipe, parts, step } = this.compiled;
    const task = entryOf(parts.tasks, recipe.task);
    const stream = this.#stream;
    if (stream === null) throw new Error('there is no stream of samples');
    // Asked again for what restarts draw.
    this.#before = recipe.restart === null ? null : stream.clone();
    for (let row = from; row < step.page; row++) {
      for (let k = 0; k < recipe.batch; k++) {
        const x = task.draw(recipe.task, stream);
        this.kernel.setSample(this.lane, row, k, [...x, ...task.target(float64, recipe.task, x)]);
      }
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
