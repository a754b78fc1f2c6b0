import { registry, type Registry } from '../base/registry.js';
import type { Clipping } from './clippings/clipping.js';
import { normClipping } from './clippings/norm.js';
import { valueClipping } from './clippings/value.js';

/** The clippings that ship. */
export const clippings: Registry<Clipping> = registry<Clipping>('clipping', [normClipping, valueClipping]);
