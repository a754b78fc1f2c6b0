import { registry, type Registry } from '../base/registry.js';
import { bestValidation } from './judges/best-validation.js';
import type { Judge } from './judges/judge.js';
import { lastEvaluation } from './judges/last-evaluation.js';

/** The judges that ship. */
export const judges: Registry<Judge> = registry<Judge>('judge', [lastEvaluation, bestValidation]);

/** The judge where a recipe does not say. */
export const standardJudge = lastEvaluation;
