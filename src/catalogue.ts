import type { Registry } from './base/registry.js';
import type { Backend } from './numeric/backend.js';
import { backends } from './numeric/backends.js';
import { shippedParts, type Parts } from './training/parts.js';

/** Everything that can be named in recipes, studies and on the command line. */
export interface Catalogue extends Parts {
  readonly backends: Registry<Backend>;
}

/**
 * The shipped registries in one value.
 *
 * @example
 * ```ts
 * import { catalogue, float64 } from 'warizan';
 * const unit = catalogue.units.get('complex-log');
 * const sizes = { inputs: 2, hidden: 2, outputs: 1 };
 * const [quotient] = unit.on(float64, sizes, {}).output([1, 0, 0, 1, 1, -1], [-6, 3]); // -2
 * ```
 */
export const catalogue: Catalogue = { ...shippedParts, backends };
