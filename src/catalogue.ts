import type { Registry } from './base/registry.js';
import type { Backend } from './numeric/backend.js';
import { backends } from './numeric/backends.js';
import type { Generator } from './random/generator.js';
import { generators } from './random/generators.js';
import { judges } from './training/judges.js';
import type { Judge } from './training/judges/judge.js';
import { shippedParts, type Parts } from './training/parts.js';

/** Everything that can be named in recipes, studies and on the command line. */
export interface Catalogue extends Parts {
  readonly judges: Registry<Judge>;
  readonly backends: Registry<Backend>;
  readonly generators: Registry<Generator>;
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
export const catalogue: Catalogue = { ...shippedParts, judges, backends, generators };
