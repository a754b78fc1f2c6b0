/**
 * Warizan as a library: the same core, kernel, analysis and study engine that the command line uses.
 */
export { backendNames, chooseBackend, withBackend, type BackendChoice, type BackendName } from './numeric/backends.js';
export { decimal } from './numeric/decimal.js';
export { dual, type Dual, type DualNumeric } from './numeric/dual.js';
export { float64 } from './numeric/float64.js';
export { loadMpfr } from './numeric/load-mpfr.js';
export type { MpfrNumber, MpfrNumeric } from './numeric/mpfr.js';
export type { Numeric } from './numeric/numeric.js';
export { runningError, Undecidable, type Bounded, type RunningErrorNumeric } from './numeric/running-error.js';
export type { Complex } from './numeric/complex.js';

export { uniform, type Rng, type RngName, type RngState } from './random/rng.js';
export { mt19937 } from './random/mt19937.js';
export { xoroshiro128plus } from './random/xoroshiro128plus.js';
export { evaluationStream, restoreRng, trialStreams, type TrialStreams } from './random/streams.js';

export { complexLog } from './network/complex-log.js';
export { logRatio, logRatioGradient, logRatioLoss, type LogRatio, type LogRatioLoss } from './network/log-ratio.js';
export { logSquare } from './network/log-square.js';
export {
  networkNamed,
  type GradientName,
  type Guard,
  type LossGradient,
  type Network,
  type NetworkName,
} from './network/network.js';
export type { SampleSet } from './network/samples.js';
export {
  flattenWeights,
  mapWeights,
  unflattenWeights,
  type Matrix,
  type Shape,
  type Weights,
} from './network/weights.js';

export { InputError } from './training/input-error.js';
export { namedRecipes } from './training/named-recipes.js';
export { readRecipe } from './training/read-recipe.js';
export { readWeights } from './training/read-weights.js';
export { shapeOfRecipe, type Recipe } from './training/recipe.js';
export { clip, mantissa, nanToZero, type StepRule } from './training/step-rule.js';
export { drawInputs, product, quotient, targetOf, type Task } from './training/task.js';
export { drawEvaluationSets, type EvaluationSets } from './training/evaluation-sets.js';
export { initialWeights, train, type Snapshot } from './training/train.js';

export { trainOnKernel } from './kernel/train.js';
export { meanGradientNorm, meanSquaredError } from './kernel/evaluate.js';

export { outcomes, type Outcome } from './analysis/outcome.js';
export { recogniseSolution, solutionTolerance, type Solution } from './analysis/solution.js';
export { sparsityError } from './analysis/sparsity.js';
export { wilsonInterval } from './analysis/wilson-interval.js';

export { runTrial, type RunOptions, type Trial, type TrialResult } from './study/trial.js';
export { trialIdentity } from './study/trial-identity.js';
export { trialAt, trialCount, type Setup, type StudyDescription } from './study/description.js';
export { describeStudy, type StudyRequest } from './study/describe-study.js';
export { readStudy, type LoadedFile } from './study/read-study.js';
export { shippedStudies, studyFrom } from './study/study-file.js';
export type { SeedRange } from './study/seeds.js';
export { planStudy, type PlannedSetup } from './study/plan.js';
export type { BatchReport, Executor, TrialReport } from './study/executor.js';
export { inProcessExecutor } from './study/in-process-executor.js';
export { runBatch } from './study/run-batch.js';
export { workerThreadExecutor } from './study/worker-thread-executor.js';
export { openJournal, type Journal, type JournalEntry } from './study/journal.js';
export { runStudy, type StudyRunOptions } from './study/run-study.js';
export {
  trialColumns,
  trialOutcomes,
  type Cell,
  type NumberText,
  type TrialOutcome,
  type TrialRow,
} from './study/rows.js';
export { studyStatistics, type StudyStatistics } from './study/statistics.js';
export type { GroupSummary } from './study/summary.js';
export type { Ending, Quartiles } from './study/endings.js';
export type { Comparison } from './study/comparisons.js';
export type { Patience } from './study/pace.js';
export {
  compareSeed,
  type BackendComparison,
  type PrecisionStudy,
  type SeedComparison,
} from './study/compare-precision.js';
