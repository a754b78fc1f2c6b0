/**
 * `warizan/testing`: property factories and arbitraries for other people's models. Needs fast-check; see
 * `matchers` for Vitest.
 */
export {
  gradientVerdict,
  type GradientCheckOptions,
  type GradientModel,
  type GradientVerdict,
} from '../gradcheck/taylor-verdict.js';
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
export { backendLaws } from './laws/backend-laws.js';
export { generatorLaws } from './laws/generator-laws.js';
export type { Law, LawOptions } from './laws/law.js';
export { lossLaws } from './laws/loss-laws.js';
export { stepRuleLaws } from './laws/step-rule-laws.js';
export { unitLaws, type UnitLawOptions } from './laws/unit-laws.js';
export type { RunLimits } from './bounded-property.js';
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
export {
  gradientMatches,
  type DifferentiableModel,
  type GradientOptions,
  type GradientOptionsWithInputs,
  type GradientPoint,
} from './gradient-matches.js';
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
export { parameterStructures, type ParameterSpace, type ParameterStructure } from './parameter-structures.js';
export { parameters, type FlatParameterOptions, type ParameterOptions } from './parameters.js';
export type { ParameterBounds } from './parameter-entry.js';
export { assertProperty, propertyFailure, type RunOptions } from './property-failure.js';
export { stepIsBounded, type StepFunction, type StepOptions } from './step-is-bounded.js';
