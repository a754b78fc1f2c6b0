import { forward } from './forward.js';
import { gradient } from './gradient.js';
import { librarySums } from './library-sums.js';
import type { Suite } from './suite.js';
import { trainingStep } from './training-step.js';

/** Every suite, in the order they run in. */
export const suites: readonly Suite[] = [forward, gradient, trainingStep, librarySums];
