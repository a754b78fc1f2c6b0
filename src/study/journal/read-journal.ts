import { closeSync } from 'node:fs';
import { join } from 'node:path';
import { InputError, quoted } from '../../base/input-error.js';
import { fileTrouble } from '../../base/file-trouble.js';
import type { CodeFile, StudyDescription } from '../description.js';
import { failed } from '../experiment.js';
import { linesOf, type FileLine } from './file-lines.js';
import { assertHeader, assertIsStudy, isHeader } from './header.js';
import { journalFile } from './journal.js';
import { journalLines, type ReadEntry } from './line.js';
import { openRegular } from '../input-file.js';

/** What a journal holds. */
export interface FoundTrials {
  /** By index in the study. */
  readonly entries: ReadonlyMap<number, ReadEntry>;
  /** The modules that it was run with. */
  readonly code: readonly CodeFile[];
}

/**
 * The finished trials that a folder's journal holds of a study; of one that failed and then did not, the row
 * that did not. The folder is only read: it may be a copy from another machine, or be in use.
 * @param field what messages call the folder
 * @throws InputError where there is no journal, or one of another study
 */
export function readJournal(field: string, folder: string, study: StudyDescription): FoundTrials {
  const file = openToRead(field, folder);
  const own = journalLines(study);
  const found = new Map<number, ReadEntry>();
  try {
    let last: string | null = null;
    for (const { text } of readLines(field, folder, file)) {
      if (last === null) assertHeader(folder, text, field);
      if (last === null || isHeader(text)) {
        last = text;
        continue;
      }
      const entry = own.read(text);
      if (entry === null) continue;
      const before = found.get(entry.index);
      if (before === undefined || before.row.get('outcome') === failed.name) found.set(entry.index, entry);
    }
    if (last === null) throw new InputError(`${field}: ${quoted(folder)}: its journal.jsonl is empty`);
    return { entries: found, code: assertIsStudy(field, folder, last, study) };
  } finally {
    closeSync(file);
  }
}

function openToRead(field: string, folder: string): number {
  try {
    return openRegular(join(folder, journalFile));
  } catch (error) {
    throw unreadable(field, folder, error);
  }
}

function* readLines(field: string, folder: string, file: number): Generator<FileLine> {
  try {
    yield* linesOf(file);
  } catch (error) {
    throw unreadable(field, folder, error);
  }
}

function unreadable(field: string, folder: string, error: unknown): InputError {
  return new InputError(`${field}: ${quoted(folder)}: cannot read its ${journalFile}: ${fileTrouble(error)}`);
}
