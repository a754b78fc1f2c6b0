import type { Table } from '../../../report/csv.js';
import { numberOfCell, textOfCell } from '../../../report/cell.js';
import type { FactTable } from '../../../report/facts.js';
import { namedCells } from '../../../report/named-cells.js';
import { backendText } from '../../../numeric/backend-text.js';
import { counted, groupDigits, showUserText } from '../../../report/user-text.js';

/** What rounding did in the runs on one backend, of `precision-summary.csv`. */
export interface BackendFacts {
  /** `float64`, `mpfr at 34 digits` */
  readonly name: string;
  readonly runs: number;
  /**
   * In how many runs 1, 4, 8 and all digits were lost, and the median of the first steps at which they were.
   */
  readonly lost: readonly { readonly digits: string; readonly runs: number; readonly medianStep: number | null }[];
  /** How many runs have each verdict. */
  readonly verdicts: ReadonlyMap<string, number>;
  readonly otherOutcomes: number;
}

/** The rows of `precision-summary.csv`. */
export interface PrecisionFacts {
  /** `mpfr at 50 digits`; empty where the table does not say. */
  readonly reference: string;
  readonly recipes: readonly string[];
  readonly steps: number | null;
  /** In order of first appearance, which is from the least precise to the most. */
  readonly backends: readonly BackendFacts[];
  /** The verdict on the first backend of each run, by `runKey`. */
  readonly verdicts: ReadonlyMap<string, string>;
}

/** A run's name for programs. */
export function runKey(recipe: string, seed: string): string {
  return JSON.stringify([recipe, seed]);
}

const losses = ['1', '4', '8', 'all'];

/**
 * Reads `precision-summary.csv`; null where it has no rows. Columns are found by name, and may be missing.
 */
export function precisionFacts({ columns, rows }: Table): PrecisionFacts | null {
  const named = namedCells(columns);
  const entries = rows.map((row) => {
    const cell = named(row);
    const text = (name: string) => textOfCell(cell(name));
    const backend = (name: string, precision: string) =>
      backendText({ name: showUserText(text(name), 20), digits: numberOfCell(cell(precision)) });
    return {
      recipe: text('recipe'),
      seed: text('seed'),
      steps: numberOfCell(cell('steps')),
      name: backend('backend', 'precision'),
      reference: text('reference') === '' ? '' : backend('reference', 'reference_precision'),
      lostAt: losses.map((loss) => numberOfCell(cell(`lost_${loss}_at`))),
      verdict: text('verdict'),
      isOtherOutcome: text('outcome_agrees') === 'no',
    };
  });
  if (entries.length === 0) return null;
  const names = [...new Set(entries.map(({ name }) => name))];
  const verdicts = entries
    .filter(({ name, verdict }) => name === names[0] && verdict !== '')
    .map(({ recipe, seed, verdict }): [string, string] => [runKey(recipe, seed), verdict]);
  return {
    reference: entries[0].reference,
    recipes: [...new Set(entries.map(({ recipe }) => recipe))],
    steps: entries[0].steps,
    backends: names.map((name) => {
      const own = entries.filter((entry) => entry.name === name);
      const counts = new Map<string, number>();
      for (const { verdict } of own) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
      const lost = losses.map((digits, k) => {
        const steps = own.flatMap(({ lostAt }) => lostAt[k] ?? []).sort((a, b) => a - b);
        return { digits, runs: steps.length, medianStep: steps.at(steps.length >> 1) ?? null };
      });
      const otherOutcomes = own.filter(({ isOtherOutcome }) => isOtherOutcome).length;
      return { name, runs: own.length, lost, verdicts: counts, otherOutcomes };
    }),
    verdicts: new Map(verdicts),
  };
}

/** A sentence a backend. */
export function precisionAnswer({ backends, reference }: PrecisionFacts): string[] {
  return backends.map(({ name, runs, lost, verdicts, otherOutcomes }) => {
    const [, , , all] = lost;
    const amplified = verdicts.get('amplifies') ?? 0;
    const added = verdicts.get('adds-up') ?? 0;
    const against = reference === '' ? '' : ` on ${reference}`;
    return (
      `${name} loses all its digits in ${groupDigits(all.runs)} of ${counted(runs, 'run')}; rounding errors grow exponentially in ` +
      `${groupDigits(amplified)} and only add up in ${groupDigits(added)}, and the outcome is another than${against} in ${groupDigits(otherOutcomes)}.`
    );
  });
}

/** One row a backend. */
export function precisionTable({ backends }: PrecisionFacts): FactTable {
  const verdicts = [
    ['amplifies', 'grow exponentially'],
    ['bursts', 'grow in bursts'],
    ['adds-up', 'only add up'],
  ] as const;
  const headings = [
    'runs',
    ...losses.map((loss) => (loss === 'all' ? 'all digits lost' : `${loss} lost`)),
    ...verdicts.map(([, heading]) => heading),
    'other outcome',
  ];
  return {
    name: 'precision',
    caption:
      'Runs that lose 1, 4, 8 or all digits of a weight, and the median step at which they do; runs whose rounding errors grow exponentially, in ' +
      'bursts, or never come to more than ten times the sum of the single steps’ errors; runs that end otherwise than on the reference.',
    columns: [
      { heading: 'arithmetic', isNumeric: false },
      ...headings.map((heading) => ({ heading, isNumeric: true })),
    ],
    rows: backends.map(({ name, runs, lost, verdicts: counts, otherOutcomes }) => [
      name,
      groupDigits(runs),
      ...lost.map(({ runs: losing, medianStep }) =>
        medianStep === null ? '0' : `${groupDigits(losing)} (step ${groupDigits(medianStep)})`,
      ),
      ...verdicts.map(([verdict]) => groupDigits(counts.get(verdict) ?? 0)),
      groupDigits(otherOutcomes),
    ]),
  };
}
