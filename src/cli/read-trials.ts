import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describedStudy, readStudyRequest } from '../experiments/training/read-study.js';
import { loadStudyFile } from '../experiments/training/study-file.js';
import {
  requireCompared,
  requireEndings,
  requireJudged,
  requireSummarised,
} from '../experiments/training/tables/agree-with-results.js';
import {
  asWritten,
  expectedRuns,
  requireRunsOfStudy,
  type ExpectedRuns,
} from '../experiments/training/tables/agree-with-study.js';
import { runCounter, type FoundRuns } from '../experiments/training/tables/found-runs.js';
import {
  comparisonsTable,
  criterionTable,
  endingsTable,
  summaryTable,
} from '../experiments/training/tables/results.js';
import type { KnownNames } from '../experiments/training/tables/setting-columns.js';
import { trialsTable } from '../experiments/training/tables/trials.js';
import { numberOfCell } from '../study/tables/cell-value.js';
import { namedCells } from '../report/named-cells.js';
import type { Table } from '../report/csv.js';
import { recipesOf } from '../experiments/training/report/study-recipes.js';
import { readStudyFile } from '../report/study-file.js';
import { InputError } from '../base/input-error.js';
import { namesIn } from './folder-plugins.js';
import { jsonFile } from './json-file.js';
import { notATable, readTable, streamTable, type RowTaker } from './table-file.js';

/** The tables that stand beside a table of trials and count its runs; null for what is not there. */
export interface CountedTables {
  readonly summary: Table | null;
  readonly endings: Table | null;
  readonly comparisons: Table | null;
  readonly criterion: Table | null;
}

/**
 * Reads the tables of a study: `trials.csv` row by row, and what was counted of it. They are to agree with
 * each other, and with `study.json` where that is a study that this version understands.
 * @param begin is given the columns of `trials.csv`, and returns what takes its rows; not asked where there
 * is none
 * @throws InputError of one line that names the table, and the row, column and value or what is missing
 */
export async function readTrials(
  folder: string,
  begin: (columns: readonly string[]) => RowTaker,
): Promise<CountedTables> {
  const studyFile = join(folder, 'study.json');
  const expected = expectedOf(studyFile);
  const known = knownNames(studyFile, expected);
  const tables = {
    summary: await readTable(folder, summaryTable(known)),
    endings: await readTable(folder, endingsTable(known)),
    comparisons: await readTable(folder, comparisonsTable(known)),
    criterion: await readTable(folder, criterionTable(known)),
  };
  const counters: ReturnType<typeof runCounter>[] = [];
  await streamTable(folder, trialsTable(known), (columns) => {
    const take = begin(columns);
    const counter = runCounter(columns);
    const named = namedCells(columns);
    counters.push(counter);
    return (cells, row) => {
      counter.row(named(cells), row);
      take(cells, row);
    };
  });
  const found = counters.at(0)?.found();
  if (found === undefined || found.rows === 0) return tables;
  try {
    requireAgreement(found, tables, expected);
  } catch (error) {
    throw notATable(join(folder, 'trials.csv'), error);
  }
  return tables;
}

function requireAgreement(found: FoundRuns, tables: CountedTables, expected: ExpectedRuns | null): void {
  const { summary, endings, comparisons, criterion } = tables;
  if (expected !== null) requireRunsOfStudy(found, expected, runsJudged(criterion));
  if (criterion !== null) requireJudged(found, criterion);
  if (summary !== null) requireSummarised(found, summary);
  if (endings !== null) requireEndings(found, endings);
  if (comparisons !== null) requireCompared(found, comparisons);
}

/** On how many runs a verdict rests; null where the table does not say. */
function runsJudged(criterion: Table | null): number | null {
  const row = criterion?.rows.at(0);
  return criterion === null || row === undefined ? null : numberOfCell(namedCells(criterion.columns)(row)('runs'));
}

/** What tables may name, with the recipes that a study file names, understood or not. */
function knownNames(studyFile: string, expected: ExpectedRuns | null): KnownNames {
  const file = readStudyFile(jsonFile(studyFile));
  const recipes = (file === null ? [] : recipesOf(file)).flatMap((recipe) => {
    if (typeof recipe === 'string') return [asWritten(recipe)];
    if (typeof recipe !== 'object' || recipe === null || !('name' in recipe)) return [];
    return typeof recipe.name === 'string' ? [asWritten(recipe.name)] : [];
  });
  const ofStudy = (expected?.groups ?? []).map(({ recipe }) => recipe);
  return { ...namesIn(dirname(studyFile)), recipes: new Set([...recipes, ...ofStudy]) };
}

/**
 * The runs of a study file; null where there is none, or it is of a version or with plugins that this program
 * does not understand: then the tables are all there is.
 */
function expectedOf(path: string): ExpectedRuns | null {
  if (!existsSync(path)) return null;
  try {
    return expectedRuns(describedStudy(readStudyRequest(loadStudyFile(path))));
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}
