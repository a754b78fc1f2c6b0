import type { Generator } from '../../../random/generator.js';
import type { Parts } from '../../../training/parts.js';
import type { Recipe } from '../../../training/recipe.js';
import { compileRecipe, type CompiledRecipe } from './compiled-recipe.js';
import { recordRecipe, type RecordedRecipe } from './recipe-program.js';

/** Of 2, 4, 8 and 16 lanes 8 are the fastest for most recipes (bench/lanes.ts). */
const mostVectors = 4;

/** Who computes a recipe on float64: a kernel that is compiled from it, or the core. */
export type KernelName = 'lanes' | 'core';

/** What compiling costs, in samples on the core: it takes some 75 µs an operation, the core 10 ns. */
const worthwhile = 8000;

/** Steps whose samples are drawn at a time: few where lanes take new runs often, each drawing the rest. */
const pages = { manyRuns: 32, longRuns: 128 };

/** What samples may take of memory, in bytes: a recipe whose step takes more, of all lanes, is the core’s. */
const mostBytes = 2 ** 27;

/** The samples of a step of all lanes, in bytes. */
function bytesOfStep({ program }: RecordedRecipe, vectors: number): number {
  return program.batch * program.inputs * 2 * vectors * 8;
}

/** Of a few operations in a row for one vector most programs are the fastest (bench/lanes.ts). */
const grouped = 4;

/** The kernels of a recipe, each compiled when that pays. They change how long a run takes, and no bit. */
export class RecipeKernels {
  readonly #compiled = new Map<number, CompiledRecipe>();
  #recorded: RecordedRecipe | null | undefined;
  /** Samples that the core has seen in runs of this recipe. */
  #spent = 0;

  constructor(
    readonly recipe: Recipe,
    readonly parts: Parts,
    readonly generator: Generator,
  ) {}

  get name(): KernelName {
    return this.#record() === null ? 'core' : 'lanes';
  }

  /** Takes note of steps on the core. */
  spend(steps: number): void {
    this.#spent += steps * this.recipe.batch;
  }

  /** Whether a kernel is the faster way for so many more runs, and there can be one. */
  pays(runs: number): boolean {
    return (this.#spent >= worthwhile || this.#areLong(runs)) && this.#record() !== null;
  }

  /** A kernel for so many runs side by side; null where it does not pay. */
  for(runs: number): CompiledRecipe | null {
    const recorded = this.pays(runs) ? this.#record() : null;
    if (recorded === null) return null;
    const vectors = runs <= 2 ? 1 : runs <= 4 ? 2 : mostVectors;
    const known = this.#compiled.get(vectors);
    if (known !== undefined) return known;
    const wanted = this.#endsEarly ? pages.manyRuns : pages.longRuns;
    const page = Math.max(1, Math.min(wanted, Math.floor(mostBytes / bytesOfStep(recorded, vectors))));
    const options = { vectors, grouped, page, generator: this.generator, drawn: 'by the kernel' } as const;
    const compiled = compileRecipe(this, recorded, options);
    this.#compiled.set(vectors, compiled);
    return compiled;
  }

  get #endsEarly(): boolean {
    const { stop, restart, evaluation } = this.recipe;
    return stop !== null || restart !== null || evaluation.stop !== undefined;
  }

  #areLong(runs: number): boolean {
    const { steps, batch } = this.recipe;
    return !this.#endsEarly && runs * steps * batch >= worthwhile;
  }

  #record(): RecordedRecipe | null {
    if (this.#recorded === undefined) {
      const recorded = recordRecipe(this.recipe, this.parts);
      const fits = recorded !== null && bytesOfStep(recorded, mostVectors) <= mostBytes;
      this.#recorded = fits ? recorded : null;
    }
    return this.#recorded;
  }
}

/** So many recipes are remembered. */
const most = 8;
const kept = new Map<string, RecipeKernels>();

/** The kernels of a recipe. Those of the last few are kept: a study runs one recipe over many seeds. */
export function kernelsOf(recipe: Recipe, parts: Parts, generator: Generator): RecipeKernels {
  const key = JSON.stringify([recipe, generator.name]);
  const known = kept.get(key);
  kept.delete(key);
  const isSame = known?.parts === parts && known.generator === generator;
  const kernels = isSame ? known : new RecipeKernels(recipe, parts, generator);
  kept.set(key, kernels);
  for (const oldest of kept.keys()) if (kept.size > most) kept.delete(oldest);
  return kernels;
}
