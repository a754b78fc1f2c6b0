/** `warizan/study`: studies of many runs, as the command line runs them. */
export { catalogueFrom, loadPlugin } from './plugins/load-plugin.js';
export { moduleGraphHash } from './plugins/module-graph.js';
export { describeStudy, type StudyRequest } from './experiments/training/describe-study.js';
export { trialAt, trialCount, type Setup, type StudyDescription } from './study/description.js';
export { inProcessExecutor, workerThreadExecutor } from './workshop.js';
export type { BatchReport, Executor, TrialReport } from './study/executor.js';
export { planStudy, type PlannedSetup } from './experiments/training/plan.js';
export type { Patience } from './study/pace.js';
export { readStudy, type LoadedFile } from './experiments/training/read-study.js';
export type { Cell, NumberText, TrialRow } from './study/tables/cell.js';
export { trialColumns } from './study/tables/trial-table.js';
export { training } from './experiments/training/training.js';
export type { Experiment, Outcome, Run, RunContext } from './study/experiment.js';
export { estimators } from './study/estimators.js';
export type { Estimator } from './study/estimators/estimator.js';
export { runStudy, type StudyRunOptions } from './study/run-study.js';
export type { SeedRange } from './study/seeds.js';
export { studyStatistics, type StudyStatistics } from './study/statistics.js';
export { shippedStudies, studyFrom, studyRequestWithPlugins } from './experiments/training/study-file.js';
export type { Comparison } from './study/comparisons.js';
export type { Criterion, Verdict } from './study/criteria/criterion.js';
export type { CriterionRequest } from './study/criteria/read-criterion.js';
export { cutStudy, decisionOf, runToDecision, type Decision } from './study/run-to-decision.js';
export type { Ending, Quartiles } from './study/endings.js';
export type { GroupSummary } from './study/summary.js';
export { trialIdentity } from './study/trial-identity.js';
export {
  compareSeed,
  type BackendComparison,
  type PrecisionStudy,
  type SeedComparison,
} from './experiments/precision/compare-precision.js';
