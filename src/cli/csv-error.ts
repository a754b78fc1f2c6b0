import { CsvError } from 'csv-parse';

/** What is wrong with a table, by the code of the reader's error. */
const mistakes: Readonly<Partial<Record<string, string>>> = {
  CSV_QUOTE_NOT_CLOSED: 'a quoted cell has no end',
  CSV_INVALID_CLOSING_QUOTE: 'text follows the end of a quoted cell',
  CSV_MAX_RECORD_SIZE: 'it is longer than 16777216 characters',
  INVALID_OPENING_QUOTE: 'a quote stands inside a cell that is not quoted',
};

/** Why a table cannot be read, in our words where the reader of CSV would use its own. */
export function csvErrorText(error: Error): string {
  if (!(error instanceof CsvError)) return error.message;
  const rowsBefore: unknown = Reflect.get(error, 'records');
  const what = mistakes[error.code] ?? 'it is not CSV';
  return typeof rowsBefore === 'number' ? `row ${rowsBefore + 1}: ${what}` : what;
}
