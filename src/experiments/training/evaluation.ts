import { evaluatorBy, type Evaluator } from '../../training/evaluate.js';
import { shippedParts, type Parts } from '../../training/parts.js';
import { unitOf, type Recipe } from '../../training/recipe.js';
import type { Unit } from '../../units/unit.js';
import { sumsInLanes } from './lanes/sums-in-lanes.js';

/** Of 2, 4, 8 and 16 lanes 8 are the fastest for most units (bench/evaluation.ts). */
const lanes = { vectors: 4, grouped: 8 };
/** What compiling costs, in samples on the core: 20 to 60 ms (bench/evaluation.ts). */
const worthwhile = 20_000;

let kept: { readonly key: string; readonly unit: Unit; readonly evaluator: Evaluator } | null = null;

/**
 * The fastest evaluator of a recipe's unit: with a sample in each lane where there are many of them. It gives
 * the bits of the core. It depends on the unit alone and a study runs one recipe over many seeds, so the last
 * one is kept.
 */
export function fastEvaluator(recipe: Recipe, parts: Parts = shippedParts): Evaluator {
  const { unit, sizes } = unitOf(recipe, parts);
  const key = JSON.stringify([recipe.unit, sizes]);
  if (kept?.key !== key || kept.unit !== unit) {
    const evaluator = evaluatorBy(sumsInLanes(recipe, parts, lanes, worthwhile), sizes.outputs);
    kept = { key, unit, evaluator };
  }
  return kept.evaluator;
}
