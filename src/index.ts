/**
 * Warizan as a library: number systems, generators, units and training, and one run of a recipe. Studies of
 * many runs are in `warizan/study`, property factories for models of your own in `warizan/testing`,
 * elementary functions with the same bits on every engine in `warizan/elementary`.
 */
export { InputError } from './base/input-error.js';
export type { Named, Registry } from './base/registry.js';
export { catalogue, type Catalogue } from './catalogue.js';
/** The library that settings and options are read with; a plugin writes its schemas with this copy. */
export { z } from 'zod';

export {
  defineExperiment,
  type DefinedColumn,
  type DefinedSeries,
  type ExperimentDefinition,
} from './study/define-experiment.js';
export type { Outcome as ExperimentOutcome, Run, RunContext } from './study/experiment.js';
export { definePlugin, type Plugin } from './plugins/plugin.js';
export { withPlugins } from './plugins/with-plugins.js';

export type { Backend, BackendUser, DigitRange } from './numeric/backend.js';
export { backends, chooseBackend, withBackend, type BackendChoice } from './numeric/backends.js';
export { decimal } from './numeric/backends/decimal.js';
export { float64 } from './numeric/backends/float64.js';
export { loadMpfr, type MpfrNumber, type MpfrNumeric } from './numeric/backends/mpfr.js';
export { withBooleanConditions, type Arithmetic } from './numeric/conditions.js';
export type { Complex } from './numeric/complex.js';
export { dual, type Dual, type DualNumeric } from './numeric/dual.js';
export type { Numeric } from './numeric/numeric.js';
export { runningError, Undecidable, type Bounded, type RunningErrorNumeric } from './numeric/running-error.js';

export type { Generator, RunStreams, TrialStreams } from './random/generator.js';
export { mt19937 } from './random/generators/mt19937.js';
export { xoroshiro128plus } from './random/generators/xoroshiro128plus.js';
export { drawsFrom, type Draws, type Rng, type RngState } from './random/rng.js';
export { evaluationStream, restoreRng, trialStreams } from './random/streams.js';

export { complexLog } from './units/complex-log/complex-log.js';
export { forwardPass, type ForwardPass } from './units/derived-forward.js';
export type { Diagnosed, Diagnosis, DiagnosisColumn, DiagnosisOutcome, UnitSolution } from './units/diagnosis.js';
export { logSquare } from './units/log-square/log-square.js';
export {
  columnNames,
  nestedByName,
  thetaLength,
  type Initial,
  type Nested,
  type Parameter,
} from './units/parameter.js';
export type { Forward, Guard, Penalty, Polar, Sizes, Unit, UnitOn } from './units/unit.js';

export type { Clipping } from './training/clippings/clipping.js';
export { drawEvaluationSets, type EvaluationSets } from './training/evaluation-sets.js';
export { evaluatorOf, type Evaluator } from './training/evaluate.js';
export type { Initialiser } from './training/initialisers/initialiser.js';
export { initialTheta } from './training/initial-theta.js';
export type { Judge, Outcome } from './training/judges/judge.js';
export type { Loss, OutputLoss, PolarLoss } from './training/losses/loss.js';
export { namedRecipes } from './training/named-recipes.js';
export type { Choice, Part, Setting } from './training/part.js';
export type { Parts } from './training/parts.js';
export { readRecipe } from './training/read-recipe.js';
export { readTheta } from './training/read-theta.js';
export { sizesOf, unitOf, type Recipe, type RecipeUnit } from './training/recipe.js';
export type { Restart } from './training/restarts/restart.js';
export type { GradientRule, ResidualRule, StepRule } from './training/rules/step-rule.js';
export type { SampleSet } from './training/samples.js';
export type { Schedule } from './training/schedules/schedule.js';
export type { Stop } from './training/stops/stop.js';
export type { Sample, Task } from './training/tasks/task.js';
export { train, type Snapshot } from './training/train.js';

export { sparsityError } from './units/sparsity.js';
export { wilsonInterval } from './statistics/wilson-interval.js';
export { runTrial, type RunOptions, type Trial, type TrialResult } from './experiments/training/trial.js';
