import { registry, type Registry } from '../base/registry.js';
import type { Generator } from './generator.js';
import { fieldGenerator } from './generators/field.js';
import { mt19937Generator } from './generators/mt19937.js';
import { pcg64Generator } from './generators/pcg64.js';
import { xoroshiro128plusGenerator } from './generators/xoroshiro128plus.js';

/** The generators that ship. */
export const generators: Registry<Generator> = registry<Generator>('rng', [
  xoroshiro128plusGenerator,
  mt19937Generator,
  pcg64Generator,
  fieldGenerator,
]);

/** The generator where nobody says. */
export const standardGenerator = xoroshiro128plusGenerator;
