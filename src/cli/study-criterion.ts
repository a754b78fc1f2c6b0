import { join } from 'node:path';
import type { SuccessWords } from '../base/success-words.js';
import { criterionAnswer } from '../report/criterion-answer.js';
import { formatCsv, type Table } from '../report/csv.js';
import { criterionColumns, criterionRow } from '../study/criteria/criterion-table.js';
import type { VerdictName } from '../study/criteria/criterion.js';
import type { StudyDescription } from '../study/description.js';
import { successOf } from '../study/experiment.js';
import type { Decision } from '../study/run-to-decision.js';
import { CheckFailed } from './exit.js';
import { writeResult } from './output-file.js';
import { jsonNumber } from './train-json.js';

/** A study's verdict as a table of one row. */
export interface CriterionTable {
  readonly verdict: VerdictName;
  readonly table: Table;
  /** Its column with the setting's name. */
  readonly nameColumn: string;
  /** What a run does that succeeds. */
  readonly success: SuccessWords;
}

/** Null where the study has no criterion. */
export function criterionTable(description: StudyDescription, { runs }: Decision): CriterionTable | null {
  const { criterion } = description;
  if (criterion === undefined || runs === null) return null;
  const verdict = runs.verdict();
  const row = criterionRow(description, criterion, verdict);
  const columns = criterionColumns(description.experiment);
  const cells = columns.map((column) => row.get(column) ?? null);
  const [{ name: nameColumn }] = description.experiment.identity;
  return {
    verdict: verdict.verdict,
    table: { columns, rows: [cells] },
    nameColumn,
    success: successOf(description.experiment),
  };
}

/** Writes `criterion.csv`. @returns the names of the files that were written */
export function writeCriterion(folder: string, criterion: CriterionTable | null): string[] {
  if (criterion === null) return [];
  writeResult('--out', join(folder, 'criterion.csv'), formatCsv(criterion.table));
  return ['criterion.csv'];
}

/** `{"criterion": {…}}`: the row by columns; nothing where there is no criterion. */
export function criterionJson(criterion: CriterionTable | null): { readonly criterion?: object } {
  if (criterion === null) return {};
  const { columns, rows } = criterion.table;
  const [row] = rows;
  return {
    criterion: Object.fromEntries(
      columns.map((name, k) => {
        const cell = row[k];
        return [name, typeof cell === 'number' ? jsonNumber(cell) : cell];
      }),
    ),
  };
}

/**
 * Exit status 0 says that the criterion was met. A criterion that is undecided was not: who relies on it
 * would otherwise take too few runs for an answer.
 * @throws CheckFailed where it was missed or is undecided
 */
export function requireMet(criterion: CriterionTable | null): void {
  if (criterion !== null && criterion.verdict !== 'met') {
    const { table, nameColumn, success } = criterion;
    throw new CheckFailed(criterionAnswer(table, nameColumn, success).slice(0, 1).join(' '));
  }
}
