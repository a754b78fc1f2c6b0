import type { Named } from '../../base/registry.js';
import type { Schema } from '../../base/schema.js';
import type { Draws } from '../../random/rng.js';

/**
 * A way to draw a parameter's initial entries, as float64 whatever the backend. A recipe names it as `{name:
 * argument}`.
 * @typeParam A its argument
 */
export interface Initialiser<A = unknown> extends Named {
  /** One phrase on what it draws. */
  readonly says: string;
  readonly argument: Schema<A>;
  /** Arguments that reach what matters in it. At least one. */
  readonly examples: readonly A[];
  /** How many dimensions a parameter must have; null for any. */
  readonly dimensions: number | null;
  /** All entries of a parameter of that shape, by rows. */
  draw(argument: A, shape: readonly number[], rng: Draws): readonly number[];
}
