import type { PrecisionStudy, SeedComparison } from './compare-precision.js';
import { losses } from './compare-precision.js';
import type { Cell } from '../../study/tables/cell.js';

type Row = ReadonlyMap<string, Cell>;

/** The columns of `precision.csv`. */
export const precisionColumns = ['recipe', 'seed', 'step', 'backend', 'precision', 'digits_agreed'];

/**
 * A seed's rows of `precision.csv`: one a backend and recorded step. The reference, which agrees with itself,
 * has none.
 */
export function precisionRows({ recipe }: PrecisionStudy, { seed, backends }: SeedComparison): Row[] {
  return backends.flatMap(({ backend, agreement }) =>
    agreement.map(
      ({ step, digits }) =>
        new Map<string, Cell>([
          ['recipe', recipe.name],
          ['seed', seed],
          ['step', step],
          ['backend', backend.name],
          ['precision', backend.digits],
          ['digits_agreed', digits],
        ]),
    ),
  );
}

/** The columns of `precision-summary.csv`; see `BackendComparison` for what they mean. */
export const precisionSummaryColumns = [
  ...['recipe', 'rng', 'seed', 'steps', 'backend', 'precision', 'reference', 'reference_precision'],
  ...['digits_carried', 'fewest_digits', 'final_digits'],
  ...losses.map((loss) => `lost_${loss}_at`),
  ...['amplification', 'growth_from', 'growth_to', 'growth_rate', 'growth_low', 'growth_high', 'verdict'],
  ...['outcome', 'reference_outcome', 'outcome_agrees', 'reference_unknown_from'],
];

/** A seed's rows of `precision-summary.csv`: one a backend. */
export function precisionSummaryRows({ recipe, rng, reference }: PrecisionStudy, comparison: SeedComparison): Row[] {
  return comparison.backends.map(
    (side) =>
      new Map<string, Cell>([
        ['recipe', recipe.name],
        ['rng', rng],
        ['seed', comparison.seed],
        ['steps', recipe.steps],
        ['backend', side.backend.name],
        ['precision', side.backend.digits],
        ['reference', reference.name],
        ['reference_precision', reference.digits],
        ['digits_carried', side.digits],
        ['fewest_digits', side.fewestDigits],
        ['final_digits', side.finalDigits],
        ...losses.map((loss): [string, Cell] => [`lost_${loss}_at`, side.lostAt.get(loss) ?? null]),
        ['amplification', side.amplification],
        ['growth_from', side.growth?.from ?? null],
        ['growth_to', side.growth?.to ?? null],
        ['growth_rate', side.growth?.rate ?? null],
        ['growth_low', side.growth?.interval?.low ?? null],
        ['growth_high', side.growth?.interval?.high ?? null],
        ['verdict', side.verdict],
        ['outcome', side.outcome],
        ['reference_outcome', comparison.referenceOutcome],
        ['outcome_agrees', side.outcomeAgrees ? 'yes' : 'no'],
        ['reference_unknown_from', comparison.referenceUnknownFrom],
      ]),
  );
}
