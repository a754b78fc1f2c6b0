import { registry, type Registry } from '../base/registry.js';
import { adam } from './rules/adam.js';
import { kalman } from './rules/kalman.js';
import { momentum } from './rules/momentum.js';
import { polyak } from './rules/polyak.js';
import { rmsprop } from './rules/rmsprop.js';
import { sgd } from './rules/sgd.js';
import type { StepRule } from './rules/step-rule.js';

/** The step rules that ship. */
export const stepRules: Registry<StepRule> = registry<StepRule>('step rule', [
  sgd,
  momentum,
  adam,
  polyak,
  kalman,
  rmsprop,
]);
