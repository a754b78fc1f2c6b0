import { precisionPart } from '../experiments/precision/report/precision-part.js';
import { trajectoriesPart } from '../experiments/training/report/trajectories-part.js';
import type { ReportPart } from '../report/report-part.js';
import { benchPart } from './bench/report/bench-part.js';
import { definedPart } from './defined-part.js';
import { gradcheckPart } from './gradcheck-report/gradcheck-part.js';
import { studyPart } from './study-part.js';

/** What can report on a folder, in the order of a page's chapters. */
export const reportParts: readonly ReportPart[] = [
  studyPart,
  definedPart,
  gradcheckPart,
  precisionPart,
  benchPart,
  trajectoriesPart,
];
