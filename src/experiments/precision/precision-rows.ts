import type { ComparedSetting, Loss, SeedComparison, Verdict } from './compare-precision.js';
import { losses, verdictNames } from './compare-precision.js';
import { precisionSummaryTable, precisionTable } from './tables.js';
import { columnNames } from '../../study/tables/table-kind.js';
import type { Interval } from '../../statistics/interval.js';
import type { Cell } from '../../study/tables/cell.js';
import { textOfCell } from '../../study/tables/cell-value.js';

type Row = ReadonlyMap<string, Cell>;

/** The columns of `precision.csv`. */
export const precisionColumns = columnNames(precisionTable());

/**
 * A seed's rows of `precision.csv`: one a backend and recorded step. The reference, which agrees with itself,
 * has none.
 */
export function precisionRows({ recipe }: SummarisedRun, { seed, backends }: SeedComparison): Row[] {
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
export const precisionSummaryColumns = columnNames(precisionSummaryTable());

/** What is told of a run beside its comparison. */
interface SummarisedRun extends Pick<ComparedSetting, 'recipe' | 'reference'> {
  /** The generator's name. */
  readonly rng: string;
}

/** A seed's rows of `precision-summary.csv`: one a backend. */
export function precisionSummaryRows({ recipe, rng, reference }: SummarisedRun, comparison: SeedComparison): Row[] {
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

/** What the rows of a seed tell of its run on one backend. */
export interface ToldSide {
  readonly lostAt: ReadonlyMap<Loss, number | null>;
  readonly amplification: number;
  readonly growth: { readonly rate: number; readonly interval: Interval | null } | null;
  readonly verdict: Verdict;
  readonly outcome: string;
  readonly outcomeAgrees: boolean;
}

/** What the rows of `precision-summary.csv` tell of a seed. */
export interface ToldSeed {
  readonly seed: number;
  /** In the order in which the backends are compared. */
  readonly backends: readonly ToldSide[];
  readonly referenceOutcome: string;
  readonly referenceUnknownFrom: number | null;
}

/**
 * Reads back a seed's rows of `precision-summary.csv`.
 * @param rows at least one, cells by `precisionSummaryColumns`
 */
export function toldSeed(rows: readonly (readonly Cell[])[]): ToldSeed {
  const at = (row: readonly Cell[], name: string) => row[precisionSummaryColumns.indexOf(name)];
  const numberAt = (row: readonly Cell[], name: string) => {
    const cell = at(row, name);
    return typeof cell === 'number' ? cell : null;
  };
  const [first] = rows;
  return {
    seed: numberAt(first, 'seed') ?? NaN,
    referenceOutcome: textOfCell(at(first, 'reference_outcome') ?? null),
    referenceUnknownFrom: numberAt(first, 'reference_unknown_from'),
    backends: rows.map((row): ToldSide => {
      const rate = numberAt(row, 'growth_rate');
      const [low, high] = [numberAt(row, 'growth_low'), numberAt(row, 'growth_high')];
      return {
        lostAt: new Map(losses.map((loss) => [loss, numberAt(row, `lost_${loss}_at`)])),
        amplification: numberAt(row, 'amplification') ?? NaN,
        growth: rate === null ? null : { rate, interval: low === null || high === null ? null : { low, high } },
        verdict: verdictNames.find((name) => name === at(row, 'verdict')) ?? 'adds-up',
        outcome: textOfCell(at(row, 'outcome') ?? null),
        outcomeAgrees: at(row, 'outcome_agrees') === 'yes',
      };
    }),
  };
}
