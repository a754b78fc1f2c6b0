/** `warizan/study`: studies of many runs, as the command line runs them. */
export { describeStudy, type StudyRequest } from './describe-study.js';
export { trialAt, trialCount, type Setup, type StudyDescription } from './description.js';
export { inProcessExecutor } from './in-process-executor.js';
export type { BatchReport, Executor, TrialReport } from './executor.js';
export { planStudy, type PlannedSetup } from './plan.js';
export type { Patience } from './pace.js';
export { readStudy, type LoadedFile } from './read-study.js';
export { trialColumns, trialOutcomes, type Cell, type NumberText, type TrialRow } from './rows.js';
export { runStudy, type StudyRunOptions } from './run-study.js';
export type { SeedRange } from './seeds.js';
export { studyStatistics, type StudyStatistics } from './statistics.js';
export { shippedStudies, studyFrom } from './study-file.js';
export type { Comparison } from './comparisons.js';
export type { Ending, Quartiles } from './endings.js';
export type { GroupSummary } from './summary.js';
export { trialIdentity } from './trial-identity.js';
export { workerThreadExecutor } from './worker-thread-executor.js';
export { compareSeed, type BackendComparison, type PrecisionStudy, type SeedComparison } from './compare-precision.js';
