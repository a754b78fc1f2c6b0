import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';

/** The longest row, in characters: a thousand times that of the widest table of ours. */
const longestRow = 2 ** 24;

/** Records that were read together, each as the text of its fields. */
export type Records = readonly (readonly string[])[];

/**
 * The records of CSV, part by part. Lines end in CRLF, LF or CR; a mark of byte order is left out. As long as
 * no quote has come every line is a record and every comma ends a field, which takes a fifth of the time that
 * csv-parse needs; from the first quote on it reads the rest.
 * @throws CsvError as csv-parse has it, `records` counted from the beginning
 */
export async function* csvRecords(pieces: AsyncIterable<string>): AsyncGenerator<Records> {
  const iterator = pieces[Symbol.asyncIterator]();
  let rest: string | null = null;
  let before = 0;
  for (;;) {
    const next = await iterator.next();
    if (next.done === true) break;
    const text: string = rest === null ? next.value.replace(/^\uFEFF/, '') : rest + next.value;
    if (text.includes('"')) {
      yield* quotedRecords(text, iterator, before);
      return;
    }
    const end = lastLineEnd(text);
    rest = text.slice(end);
    if (rest.length > longestRow) throw new RangeError(`row ${before + 1} is longer than ${longestRow} characters`);
    const records = linesOf(text.slice(0, end)).map((line) => line.split(','));
    before += records.length;
    yield records;
  }
  // A lone CR at the end is a line's end.
  const last = rest === null ? '' : rest.replace(/\r$/, '');
  if (rest !== null && rest !== '') yield [last.split(',')];
}

/** Where the last line that is sure to have ended ends: behind a last CR an LF may come. */
function lastLineEnd(text: string): number {
  const until = text.endsWith('\r') ? text.length - 1 : text.length;
  // A place before the first would mean the first.
  if (until === 0) return 0;
  return Math.max(text.lastIndexOf('\n', until - 1), text.lastIndexOf('\r', until - 1)) + 1;
}

/** The lines of a text that ends in a line's end. */
function linesOf(text: string): readonly string[] {
  if (text === '') return [];
  const lines = text.split(text.includes('\r') ? /\r\n|\n|\r/ : '\n');
  lines.pop();
  return lines;
}

/** The records of a text with quotes, and of all that follows. */
async function* quotedRecords(text: string, more: AsyncIterator<string>, before: number): AsyncGenerator<Records> {
  // Whether every row has a cell a column is the table's to say, by the number that a spreadsheet shows.
  const parser = parse({
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    max_record_size: longestRow,
  });
  // Gives the reader's errors to the parser, whose loop below throws them.
  pipeline(Readable.from(following(text, more)), parser, () => undefined);
  const records: AsyncIterable<readonly string[]> = parser;
  try {
    for await (const record of records) yield [record];
  } catch (error) {
    const own: unknown = error instanceof CsvError ? Reflect.get(error, 'records') : undefined;
    if (error instanceof CsvError && typeof own === 'number') Reflect.set(error, 'records', before + own);
    throw error;
  }
}

async function* following(text: string, more: AsyncIterator<string>): AsyncGenerator<string> {
  yield text;
  for (;;) {
    const next = await more.next();
    if (next.done === true) return;
    yield next.value;
  }
}
