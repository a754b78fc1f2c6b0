import { closeSync, existsSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Chapter } from '../report/chapter.js';
import { readEnvironments, type Environment } from '../report/environment.js';
import type { RowReader, TableFolder } from '../report/report-part.js';
import { readStudyFile, type StudyFile } from '../report/study-file.js';
import type { TableKind } from '../study/tables/table-kind.js';
import { InputError, quoted } from '../base/input-error.js';
import type { ReachOptions } from '../study/reach.js';
import { requireOwnFiles } from './own-files.js';
import { commandFile } from './recorded-command.js';
import { hasPlugins } from './folder-plugins.js';
import { jsonFile } from './json-file.js';
import { reportParts } from './report-parts.js';
import { readTable, streamTable } from './table-file.js';
import { openRegular, readRegularText } from '../study/input-file.js';
import { parsedJson } from '../base/parsed-json.js';

/** What a report finds in a folder; null for what is not there. */
export interface ReportFolder {
  /** What its parts found, in the order of the page. */
  readonly chapters: readonly Chapter[];
  readonly description: StudyFile | null;
  /** What `command.json` holds; null where there is none. */
  readonly command: unknown;
  /** Where the study ran. */
  readonly environments: readonly Environment[];
  /** Small tables as text. */
  readonly copies: readonly { readonly name: string; readonly text: string }[];
}

/** A file larger than this cannot be copied from the page; it lies beside it. */
const largestCopy = 20_000;

/**
 * Reads a folder.
 * @throws InputError when it is none, holds nothing to report on, or a file of it cannot be read
 */
export async function readReportFolder(path: string, { allowOutside }: ReachOptions = {}): Promise<ReportFolder> {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new InputError(`DIR: ${quoted(path)}: not a folder: name one that Warizan has written`);
  }
  if (allowOutside !== true) requireOwnFiles(path);
  const folder = tableFolder(path);
  const chapters: Chapter[] = [];
  for (const part of reportParts) chapters.push(...[await part.read(folder)].filter((chapter) => chapter !== null));
  if (chapters.every(({ title }) => title === '')) {
    const tables = reportParts.flatMap(({ from }) => from);
    throw new InputError(
      `DIR: ${quoted(path)}: no ${tables.slice(0, -1).join(', ')} or ${tables.slice(-1).join('')}: name a folder that Warizan has written`,
    );
  }
  return {
    chapters,
    description: folder.description,
    command: jsonFile(join(path, commandFile)),
    environments: readEnvironments(jsonFile(join(path, 'environment.json'))),
    copies: reportParts.flatMap(({ copies }) => copies.flatMap((name) => copyOf(path, name))),
  };
}

function tableFolder(path: string): TableFolder {
  const studyFile = jsonFile(join(path, 'study.json'));
  return {
    path,
    description: readStudyFile(studyFile ?? headerOfJournal(join(path, 'journal.jsonl'))),
    hasStudyFile: studyFile !== null,
    hasPlugins: hasPlugins(path),
    table: (kind) => readTable(path, kind),
    rows: (kind, open) => readRows(path, kind, open),
  };
}

function copyOf(folder: string, name: string): ReportFolder['copies'] {
  const path = join(folder, name);
  if (!existsSync(path) || statSync(path).size > largestCopy) return [];
  return [{ name, text: readRegularText(path) }];
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

/** More of a journal is not read: it may be much larger than its header. */
const longestHeader = 1024 * 1024;

/**
 * The first line of a journal, which holds the study's description. A report is possible without it, so
 * nothing is thrown.
 */
function headerOfJournal(path: string): unknown {
  if (!existsSync(path)) return null;
  let file: number | null = null;
  try {
    file = openRegular(path);
    const bytes = Buffer.alloc(longestHeader);
    const [line] = bytes.toString('utf8', 0, readSync(file, bytes)).split('\n', 1);
    return parsedJson(line) ?? null;
  } catch {
    return null;
  } finally {
    if (file !== null) closeSync(file);
  }
}
