import { registry, type Registry } from '../base/registry.js';
import type { Operation } from './operation.js';
import * as arithmetic from './operations/arithmetic.js';
import { called } from './operations/called.js';
import * as conditions from './operations/conditions.js';
import { lookup } from './operations/lookup.js';
import * as words from './operations/words.js';

/** What a trace can record. */
export const operations: Registry<Operation> = registry<Operation>('operation', [
  ...Object.values(arithmetic),
  ...Object.values(conditions),
  ...Object.values(words),
  called,
  lookup,
]);
