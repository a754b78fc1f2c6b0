import { recordDraw, type DrawProgram } from '../../../compile/draw-program.js';
import { StepKernels } from '../../../compile/step-kernels.js';
import { compileStep, type StepModule } from '../../../compile/step-module.js';
import type { Generator } from '../../../random/generator.js';
import { initialDraw, type InitialDraw } from '../../../training/initial-theta.js';
import type { Parts } from '../../../training/parts.js';
import type { Recipe } from '../../../training/recipe.js';
import type { LanePlan } from './lane-plan.js';
import { drawingOf } from './recipe-drawing.js';
import { recordRecipe, type RecipeProgram, type RecordedRecipe } from './recipe-program.js';

/** How runs are laid out in lanes. */
export interface LaneOptions extends LanePlan {
  /** Whose streams the runs have. */
  readonly generator: Generator;
  /** Who draws samples: the kernel, where it can, or the core. */
  readonly drawn: 'by the kernel' | 'by the core';
}

/** A recipe whose step is compiled, for any number of runs. */
export interface CompiledRecipe {
  readonly recipe: Recipe;
  readonly parts: Parts;
  readonly generator: Generator;
  readonly program: RecipeProgram;
  /** Of the weights that a new attempt starts from. */
  readonly draw: InitialDraw;
  readonly step: StepModule;
  readonly kernels: StepKernels;
}

/** What a recipe means. */
export interface RecipeParts {
  readonly recipe: Recipe;
  readonly parts: Parts;
}

/** @param recorded the recipe's */
export function compileRecipe(
  { recipe, parts }: RecipeParts,
  recorded: RecordedRecipe,
  options: LaneOptions,
): CompiledRecipe {
  const { generator, drawn, page } = options;
  const drawing = drawn === 'by the core' ? null : recordable(drawingOf(recipe, parts, generator));
  const step = compileStep({ ...recorded, drawing }, options, page);
  const draw = initialDraw(recipe, parts);
  return { recipe, parts, generator, program: recorded.program, draw, step, kernels: new StepKernels(step) };
}

/** The same of a recipe that is known to be one that can be. @throws Error where it cannot be recorded */
export function compiledFrom(of: RecipeParts, options: LaneOptions): CompiledRecipe {
  const recorded = recordRecipe(of.recipe, of.parts);
  if (recorded === null) throw new Error(`${JSON.stringify(of.recipe)} cannot be compiled`);
  return compileRecipe(of, recorded, options);
}

/** A drawing that can be recorded; null where it asks a number system for more than that. */
function recordable(drawing: DrawProgram | null): DrawProgram | null {
  try {
    if (drawing !== null) recordDraw(drawing);
    return drawing;
  } catch {
    return null;
  }
}
