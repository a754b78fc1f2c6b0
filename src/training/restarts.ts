import { registry, type Registry } from '../base/registry.js';
import { highLoss } from './restarts/high-loss.js';
import type { Restart } from './restarts/restart.js';

/** The restart rules that ship. */
export const restarts: Registry<Restart> = registry<Restart>('restart', [highLoss]);
