/**
 * `warizan/testing`: property factories and arbitraries for other people's models. Needs fast-check; see
 * `matchers` for Vitest.
 */
export { gradientVerdict } from '../gradcheck/gradient-verdict.js';
export type { GradientCheckOptions } from '../gradcheck/check-options.js';
export type { AsyncGradientModel, GradientModel, GradientOf, NumberList } from '../gradcheck/gradient-model.js';
export type { LocatedVerdict as GradientVerdict } from '../gradcheck/located-verdict.js';
export { ParameterTree } from '../gradcheck/parameter-tree.js';
export {
  characteristic,
  decide,
  planSequentialTest,
  type Characteristic,
  type Decision,
  type RateClaim,
  type SequentialPlan,
} from '../statistics/sequential-test.js';
export { ModelError } from '../gradcheck/model-error.js';
export { derivative, type Neighbourhood, type NumericDerivative } from '../gradcheck/finite-differences.js';
export type { AdaptedModel, Adapter } from './adapters/adapter.js';
export { adapters } from './adapters/adapters.js';
export type { ArrayValues, ValuesOf } from './adapters/array-leaves.js';
export { fromCommand, type CommandModel, type CommandOptions } from './adapters/command.js';
export { fromJax, type Jax, type JaxArray, type JaxOptions } from './adapters/jax.js';
export {
  fromTfjs,
  fromTfjsLayers,
  fromTfjsVariables,
  type Tfjs,
  type TfjsLayersModel,
  type TfjsTensor,
  type TfjsVariable,
  type TfjsVariablesModel,
} from './adapters/tfjs.js';
export { arbitraryRng } from './arbitrary-rng.js';
export { arbitrarySample, type NetworkSample, type SampleOptions } from './arbitrary-sample.js';
export { arbitraryQuotientSolution, type SolutionMember } from './arbitrary-solution.js';
export {
  arbitraryExtremeWeights,
  arbitraryInputs,
  arbitraryPermutation,
  arbitraryWeight,
  arbitraryWeights,
  extremeWeight,
} from './arbitrary-weights.js';
export { adapterLaws, type AdapterExample } from './laws/adapter-laws.js';
export { backendLaws } from './laws/backend-laws.js';
export { executorLaws, type ExecutorLawOptions } from './laws/executor-laws.js';
export { experimentLaws, type ExperimentLawOptions } from './laws/experiment-laws.js';
export { generatorLaws } from './laws/generator-laws.js';
export type { Law, LawOptions } from './laws/law.js';
export { lossLaws } from './laws/loss-laws.js';
export { stepRuleLaws } from './laws/step-rule-laws.js';
export { unitLaws, type UnitLawOptions } from './laws/unit-laws.js';
export type { RunLimits } from './run-limits.js';
export { commutesWith, type Symmetry, type SymmetryOptions } from './commutes-with.js';
export {
  convergesTo,
  describeConvergence,
  type ConvergenceOptions,
  type ConvergenceReport,
  type SolutionFamily,
} from './converges-to.js';
export { describeVerdict } from './describe-verdict.js';
export { gradientCases, type GradientCase, type GradientTruth } from './gradient-cases.js';
export type {
  AsyncDifferentiableModel,
  DifferentiableModel,
  GivenParams,
  GradientPoint,
} from './differentiable-model.js';
export { gradientMatches, type GradientOptions, type GradientOptionsWithInputs } from './gradient-matches.js';
export {
  gradientSummary,
  gradientSummaryMarkdown,
  type GradientSummary,
  type GradientSummaryRow,
} from './gradient-summary.js';
export { gradientTable, gradientTableMarkdown, type GradientTableRow } from './gradient-table.js';
export {
  blackBox,
  checkNumericGradient,
  numericGradientMatches,
  type LossNeighbourhood,
  type NumericCheckOptions,
  type NumericEntry,
  type NumericGradientOptions,
  type NumericModel,
} from './numeric-model.js';
export { hessianVectorMatches, jacobianMatches, jvpMatches, vjpMatches } from './products-match.js';
export { productsTranspose } from './products-transpose.js';
export type { DerivativeOptions, DerivativePoint, PropertyFor } from './reduced-check.js';
export { parameterStructures, type ParameterSpace, type ParameterStructure } from './parameter-structures.js';
export { parameters, type FlatParameterOptions, type ParameterOptions } from './parameters.js';
export type { ParameterBounds } from './parameter-entry.js';
export { assertProperty, propertyFailure, type RunOptions } from './property-failure.js';
export { stepIsBounded, type StepFunction, type StepOptions } from './step-is-bounded.js';
