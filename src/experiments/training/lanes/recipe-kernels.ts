import type { Generator } from '../../../random/generator.js';
import type { Parts } from '../../../training/parts.js';
import type { Recipe } from '../../../training/recipe.js';
import { compileRecipe, type CompiledRecipe } from './compiled-recipe.js';
import { endsEarly, lanePlan } from './lane-plan.js';
import { recordRecipe, type RecordedRecipe } from './recipe-program.js';

/** Who computes a recipe on float64: a kernel that is compiled from it, or the core. */
export type KernelName = 'lanes' | 'core';

/** What compiling costs, in samples on the core: it takes some 75 µs an operation, the core 10 ns. */
const worthwhile = 8000;

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
    const plan = recorded === null ? null : lanePlan(this.recipe, recorded, runs);
    if (recorded === null || plan === null) return null;
    const known = this.#compiled.get(plan.vectors);
    if (known !== undefined) return known;
    const options = { ...plan, generator: this.generator, drawn: 'by the kernel' } as const;
    const compiled = compileRecipe(this, recorded, options);
    this.#compiled.set(plan.vectors, compiled);
    return compiled;
  }

  #areLong(runs: number): boolean {
    const { steps, batch } = this.recipe;
    return !endsEarly(this.recipe) && runs * steps * batch >= worthwhile;
  }

  #record(): RecordedRecipe | null {
    if (this.#recorded === undefined) {
      const recorded = recordRecipe(this.recipe, this.parts);
      const isPlanned = recorded !== null && lanePlan(this.recipe, recorded, 1) !== null;
      this.#recorded = isPlanned ? recorded : null;
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
