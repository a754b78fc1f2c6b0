import type { EndingMeasures } from '../../study/experiment.js';

/** A phase sum this near to a multiple of ½ is counted as it. */
const nearHalf = 0.05;

/** What `endings.csv` says of runs: where they stand still, by their phase sums, and how far they came. */
export const endings: EndingMeasures = {
  quartiles: [
    ...['phase_sum', 'exponent_low', 'exponent_high'],
    ...['last_improvement', 'gradient_norm', 'extrapolation_mse'],
  ],
  counted: {
    column: 'phase_sum',
    as: 'phase_sums',
    classOf(value) {
      // + 0 makes −0 a 0.
      const nearest = Math.round(2 * value) / 2 + 0;
      return Math.abs(value - nearest) <= nearHalf ? nearest : 'other';
    },
  },
};
