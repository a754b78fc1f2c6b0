import { closeSync, existsSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Table } from '../report/csv.js';
import { digitsReader, type DigitsData } from '../report/digits-data.js';
import { readEnvironments, type Environment } from '../report/environment.js';
import { gradientReader, type GradientData } from '../report/gradient-data.js';
import { studyReader, type StudyData, type StudyReader } from '../report/study-data.js';
import { readStudyFile, type StudyFile } from '../report/study-file.js';
import type { Cell } from '../study/tables/cell.js';
import type { TableKind } from '../study/tables/table-kind.js';
import { precisionSummaryTable, precisionTable } from '../experiments/precision/tables.js';
import { trajectoriesTable } from '../experiments/training/tables/trajectories.js';
import { benchTable } from '../report/bench-columns.js';
import { gradcheckStepsTable, gradcheckTable } from '../report/gradcheck-columns.js';
import { InputError, messageOf, quoted } from '../base/input-error.js';
import { parseJson } from '../study/parse-text.js';
import { commandFile } from './recorded-command.js';
import { namesIn } from './folder-plugins.js';
import { readTrials } from './read-trials.js';
import { readTable, streamTable } from './table-file.js';

/** What a report finds in a folder; null for what is not there. */
export interface ReportFolder {
  /** Null where there is no `trials.csv`, or one without rows. */
  readonly study: StudyData | null;
  readonly comparisons: Table | null;
  readonly trajectories: Table | null;
  readonly criterion: Table | null;
  /** `gradcheck.csv` and `gradcheck-steps.csv` */
  readonly checkedGradient: GradientData | null;
  readonly stepSizes: Table | null;
  /** `precision.csv` and `precision-summary.csv` */
  readonly digits: DigitsData | null;
  readonly precisionSummary: Table | null;
  /** `bench.csv` */
  readonly costs: Table | null;
  readonly description: StudyFile | null;
  /** Whether the description is a study file that `warizan study` takes. */
  readonly hasStudyFile: boolean;
  /** What `command.json` holds; null where there is none. */
  readonly command: unknown;
  /** Where the study ran. */
  readonly environments: readonly Environment[];
  /** Small tables as text. */
  readonly copies: readonly { readonly name: string; readonly text: string }[];
}

/** A file larger than this cannot be copied from the page; it lies beside it. */
const largestCopy = 20_000;
const copied = [
  ...['criterion.csv', 'summary.csv', 'comparisons.csv', 'endings.csv'],
  ...['gradcheck-steps.csv', 'precision-summary.csv', 'bench.csv'],
];

/**
 * Reads a folder.
 * @throws InputError when it is none, holds nothing to report on, or a file of it cannot be read
 */
export async function readReportFolder(folder: string): Promise<ReportFolder> {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new InputError(`DIR: ${quoted(folder)}: not a folder: name one that Warizan has written`);
  }
  const known = namesIn(folder);
  const { study, comparisons, criterion } = await readStudyTables(folder);
  const tables = {
    checkedGradient: await readRows(folder, gradcheckTable, gradientReader),
    stepSizes: await readTable(folder, gradcheckStepsTable),
    digits: await readRows(folder, precisionTable(known), digitsReader),
    costs: await readTable(folder, benchTable),
  };
  if (study === null && Object.values(tables).every((table) => table === null)) {
    throw new InputError(
      `DIR: ${quoted(folder)}: no trials.csv with rows, gradcheck.csv, gradcheck-steps.csv, precision.csv or bench.csv: name a folder that Warizan has written`,
    );
  }
  const studyFile = jsonFile(join(folder, 'study.json'));
  return {
    study,
    ...tables,
    precisionSummary: await readTable(folder, precisionSummaryTable(known)),
    comparisons,
    trajectories: await readTable(folder, trajectoriesTable(known)),
    criterion,
    description: readStudyFile(studyFile ?? headerOfJournal(join(folder, 'journal.jsonl'))),
    hasStudyFile: studyFile !== null,
    command: jsonFile(join(folder, commandFile)),
    environments: readEnvironments(jsonFile(join(folder, 'environment.json'))),
    copies: copied.flatMap((name) => {
      const path = join(folder, name);
      if (!existsSync(path) || statSync(path).size > largestCopy) return [];
      return [{ name, text: readFileSync(path, 'utf8') }];
    }),
  };
}

/** What takes the rows of a table as they come. */
interface RowReader<R> {
  row(cells: readonly Cell[]): void;
  /** Null where there was nothing to read. */
  finish(): R | null;
}

/** The table of trials, and what was counted of it. */
async function readStudyTables(folder: string): Promise<Pick<ReportFolder, 'study' | 'comparisons' | 'criterion'>> {
  const readers: StudyReader[] = [];
  const { comparisons, criterion } = await readTrials(folder, (columns) => {
    const reader = studyReader(columns);
    readers.push(reader);
    return (row) => reader.row(row);
  });
  return { study: readers.at(0)?.finish() ?? null, comparisons, criterion };
}

/** Null where there is no such table, or one without rows. */
async function readRows<R>(
  folder: string,
  kind: TableKind,
  open: (columns: readonly string[]) => RowReader<R>,
): Promise<R | null> {
  const readers: RowReader<R>[] = [];
  await streamTable(folder, kind, (columns) => {
    const reader = open(columns);
    readers.push(reader);
    return (row) => reader.row(row);
  });
  return readers.at(0)?.finish() ?? null;
}

/** Null where there is no such file. @throws InputError when it is not JSON */
function jsonFile(path: string): unknown {
  if (!existsSync(path)) return null;
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new InputError(`${quoted(path)}: ${messageOf(error)}`);
  }
  return parseJson(quoted(path), text);
}

/** More of a journal is not read: it may be much larger than its header. */
const longestHeader = 1024 * 1024;

/**
 * The first line of a journal, which holds the study's description. A report is possible without it, so
 * nothing is thrown.
 */
function headerOfJournal(path: string): unknown {
  if (!existsSync(path)) return null;
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(longestHeader);
    const [line] = bytes.toString('utf8', 0, readSync(file, bytes)).split('\n', 1);
    const value: unknown = JSON.parse(line);
    return value;
  } catch {
    return null;
  } finally {
    closeSync(file);
  }
}
