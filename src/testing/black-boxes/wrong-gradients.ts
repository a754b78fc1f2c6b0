import { rightOnes, withErrorsOfAllSizes, withMistakes } from './altered-gradients.js';
import { casesOf, type GradientCase } from './gradient-case.js';
import { linearAlgebra } from './linear-algebra.js';
import { networkModels } from './network-models.js';
import { scienceModels } from './science-models.js';
import { statisticsModels } from './statistics-models.js';

const rows = rightOnes([...linearAlgebra, ...statisticsModels, ...networkModels, ...scienceModels]);
const allSizes = { smallest: 1e-8, largest: 1 };

/** The right gradients of float64 models with an error in one entry, and with mistakes people make. */
export const wrongGradients: readonly GradientCase[] = [
  ...casesOf('small errors', 'wrong', withErrorsOfAllSizes(rows, allSizes, 1)),
  ...casesOf('small errors', 'wrong', withErrorsOfAllSizes(rows, allSizes, 2)),
  ...casesOf('mistakes', 'wrong', withMistakes(rows, 3)),
];
