import { CsvError, type CsvErrorCode } from 'csv-parse';
import { expect, test } from 'vitest';
import { csvErrorText } from './csv-error.js';

/** The reader's own error, with the rows that it had read. */
function errorOf(code: CsvErrorCode, records?: number): CsvError {
  const error = new CsvError(code, 'in its words');
  if (records !== undefined) Reflect.set(error, 'records', records);
  return error;
}

test.each<readonly [CsvErrorCode, string]>([
  ['CSV_QUOTE_NOT_CLOSED', 'a quoted cell has no end'],
  ['CSV_INVALID_CLOSING_QUOTE', 'text follows the end of a quoted cell'],
  ['CSV_MAX_RECORD_SIZE', 'it is longer than 16777216 characters'],
  ['INVALID_OPENING_QUOTE', 'a quote stands inside a cell that is not quoted'],
  ['CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE', 'it is not CSV'],
])('%s is told in our words, with the row where it is known', (code, text) => {
  expect(csvErrorText(errorOf(code))).toBe(text);
  expect(csvErrorText(errorOf(code, 3))).toBe(`row 4: ${text}`);
});

test('other errors say it themselves', () => {
  expect(csvErrorText(new RangeError('no column seed'))).toBe('no column seed');
});
