import { registry } from '../../base/registry.js';
import type { Adapter } from './adapter.js';
import { command } from './command.js';
import { jax } from './jax.js';
import { tfjs } from './tfjs.js';

/** The adapters that come with the package. */
export const adapters = registry<Adapter>('adapter', [tfjs, jax, command]);
