import { registry, type Registry } from '../base/registry.js';
import { huber } from './losses/huber.js';
import { logRatio } from './losses/log-ratio.js';
import type { Loss } from './losses/loss.js';
import { meanSquaredError } from './losses/mean-squared-error.js';
import { squaredError } from './losses/squared-error.js';

/** The losses that ship. */
export const losses: Registry<Loss> = registry<Loss>('loss', [squaredError, logRatio, huber, meanSquaredError]);
