import { join } from 'node:path';
import { csvWriter } from '../report/csv.js';
import { comparisonColumns, comparisonRow } from '../study/comparisons.js';
import { type StudyDescription, type TableName } from '../study/description.js';
import { endingColumns, endingRow } from '../study/endings.js';
import type { RanStudy, RowSource } from '../study/ran-study.js';
import type { TrialRow } from '../study/tables/cell.js';
import { gridCells, trialColumns } from '../study/tables/trial-table.js';
import { seedCount } from '../study/seeds.js';
import { summaryColumns, summaryRow } from '../study/summary.js';
import { openResult } from './output-file.js';

/**
 * Writes the tables a study asks for, in the order of its trials and setups, whatever the order in which they
 * finished. Rows go from the journal to the table one by one.
 * @returns the names of the files
 */
export function writeTables(folder: string, { description, rows, statistics }: RanStudy): string[] {
  const { experiment } = description;
  const tables: Record<TableName, () => readonly [readonly string[], Iterable<TrialRow>]> = {
    trials: () => [trialColumns(description), rowsOf(description, rows)],
    summary: () => [summaryColumns(description), statistics.summaries().map((group) => summaryRow(experiment, group))],
    endings: () => [endingColumns(description), statistics.endings().map((ending) => endingRow(experiment, ending))],
    comparisons: () => [
      comparisonColumns(experiment),
      statistics.comparisons().map((comparison) => comparisonRow(experiment, comparison)),
    ],
  };
  return description.tables.map((name) => {
    const [columns, rows] = tables[name]();
    writeTable(join(folder, `${name}.csv`), columns, rows);
    return `${name}.csv`;
  });
}

/** The rows of `trials.csv`. */
function* rowsOf(description: StudyDescription, source: RowSource): Generator<TrialRow> {
  const { experiment } = description;
  const perSetup = seedCount(description.seeds);
  for (const [k, setup] of description.setups.entries()) {
    const grid = new Map(gridCells(experiment, setup));
    for (let index = k * perSetup; index < (k + 1) * perSetup; index++) {
      const row = source.row(index);
      yield { get: (column) => row.get(column) ?? grid.get(column) };
    }
  }
}

/** How much text is gathered before it is written. */
const blockLength = 1 << 18;

function writeTable(path: string, columns: readonly string[], rows: Iterable<TrialRow>): void {
  const writer = csvWriter(columns);
  const output = openResult('--out', path);
  try {
    let text = writer.header;
    for (const row of rows) {
      text += writer.row(columns.map((column) => row.get(column) ?? null));
      if (text.length < blockLength) continue;
      output.write(text);
      text = '';
    }
    output.write(text);
    output.commit();
  } finally {
    output.discard();
  }
}
