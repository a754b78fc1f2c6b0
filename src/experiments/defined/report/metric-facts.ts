import { mostRows, words, type FactTable } from '../../../report/facts.js';
import { numberOfCell } from '../../../report/cell.js';
import type { Table } from '../../../report/csv.js';
import { namedCells, type NamedCells } from '../../../report/named-cells.js';
import type { Group } from '../../../report/study-data.js';
import { groupName } from '../../../report/group-label.js';
import type { DeclaredExperiment } from '../experiment-file.js';
import { intervalText, shortNumber } from './number-text.js';
import { isAbout } from './own-group.js';

/** An estimate of a column, with its interval where it has one. */
interface ShownEstimate {
  readonly heading: string;
  readonly column: string;
  readonly hasInterval: boolean;
}

/**
 * A table a measured column: what the summary makes of it, setting by setting. Empty where the summary has no
 * estimates.
 * @param groups the settings, as the page calls them
 */
export function metricFacts(
  { columns: declared }: DeclaredExperiment,
  summary: Table,
  groups: readonly Group[],
): readonly FactTable[] {
  const read = namedCells(summary.columns);
  const rows = summary.rows.map((row) => read(row));
  return declared.flatMap(({ name, unit, says, estimates = [] }): readonly FactTable[] => {
    const shown = shownEstimates(name, estimates).filter(({ column }) => summary.columns.includes(column));
    if (shown.length === 0) return [];
    return [
      {
        name,
        caption: `${name}: ${says}${unit === null ? '' : `, in ${unit}`}; 95 % intervals; over runs that ended.`,
        columns: [
          ...words('setting'),
          ...shown.map(({ heading, hasInterval }) => ({
            heading: hasInterval ? `${heading} [95 % interval]` : heading,
            isNumeric: true,
          })),
        ],
        rows: groups.slice(0, mostRows).map((group) => {
          const own = rows.find((cell) => isAbout(group, cell));
          return [
            groupName(group),
            ...shown.map((estimate) => (own === undefined ? '–' : estimateText(own, estimate))),
          ];
        }),
      },
    ];
  });
}

/** `loss_mean` is `mean`, with the interval of `loss_mean_low` and `loss_mean_high`. */
function shownEstimates(column: string, estimates: readonly string[]): readonly ShownEstimate[] {
  const isBound = (name: string) => /_(?:low|high)$/.test(name);
  const bounds = estimates.filter(isBound);
  return estimates
    .filter((name) => !isBound(name))
    .map((name) => {
      const short = name.startsWith(`${column}_`) ? name.slice(column.length + 1) : name;
      return { heading: short.replaceAll('_', ' '), column: name, hasInterval: bounds.includes(`${name}_low`) };
    });
}

function estimateText(cell: NamedCells, { column, hasInterval }: ShownEstimate): string {
  const value = numberOfCell(cell(column));
  if (hasInterval) return intervalText(cell, column);
  return value === null ? '–' : shortNumber(value);
}
