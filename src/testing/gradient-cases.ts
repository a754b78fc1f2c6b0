import { besideKinks } from './black-boxes/beside-kinks.js';
import { float32Cases } from './black-boxes/float32-models.js';
import { hugeAndTinyCases } from './black-boxes/huge-and-tiny.js';
import { kinksAndCuts } from './black-boxes/kinks-and-cuts.js';
import { linearAlgebra } from './black-boxes/linear-algebra.js';
import { networkModels } from './black-boxes/network-models.js';
import { quantisedCases } from './black-boxes/quantised.js';
import { scienceModels } from './black-boxes/science-models.js';
import { smallOther } from './black-boxes/small-other.js';
import { smallRight } from './black-boxes/small-right.js';
import { smallWrong } from './black-boxes/small-wrong.js';
import { statefulCases } from './black-boxes/stateful.js';
import { statisticsModels } from './black-boxes/statistics-models.js';
import { toleranceCases } from './black-boxes/tolerance.js';
import { wrongGradients } from './black-boxes/wrong-gradients.js';
import type { GradientCase } from './black-boxes/gradient-case.js';

export type { GradientCase, GradientTruth } from './black-boxes/gradient-case.js';

/** The table: models with right gradients, with subtly wrong ones, and with none to check. */
export const gradientCases: readonly GradientCase[] = [
  ...smallRight,
  ...smallWrong,
  ...smallOther,
  ...linearAlgebra,
  ...statisticsModels,
  ...networkModels,
  ...scienceModels,
  ...wrongGradients,
  ...float32Cases,
  ...toleranceCases,
  ...quantisedCases,
  ...hugeAndTinyCases,
  ...statefulCases,
  ...besideKinks,
  ...kinksAndCuts,
];
