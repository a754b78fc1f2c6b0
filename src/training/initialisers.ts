import { registry, type Registry } from '../base/registry.js';
import type { Initialiser } from './initialisers/initialiser.js';
import { normal } from './initialisers/normal.js';
import { orthogonal } from './initialisers/orthogonal.js';
import { uniform } from './initialisers/uniform.js';

/** The initialisers that ship. */
export const initialisers: Registry<Initialiser> = registry<Initialiser>('initialiser', [uniform, orthogonal, normal]);
