import fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { propertyOfRecord } from '../../properties/property.js';
import { csvRecords } from './csv-records.js';

async function* inPieces(text: string, lengths: readonly number[]): AsyncGenerator<string> {
  let at = 0;
  for (let k = 0; at < text.length; k++) {
    const length = lengths[k % lengths.length];
    yield await Promise.resolve(text.slice(at, at + length));
    at += length;
  }
}

async function read(text: string, lengths: readonly number[]): Promise<readonly (readonly string[])[]> {
  const all: (readonly string[])[] = [];
  for await (const records of csvRecords(inPieces(text, lengths))) all.push(...records);
  return all;
}

const options = { record_delimiter: ['\r\n', '\n', '\r'], bom: true, relax_column_count: true };
const part = fc.constantFrom('a', '1', ',', '\n', '\r\n', '\r', '"', '""', ' ', "'", '\uFEFF', 'é', '"x,\n"');

propertyOfRecord(
  { parts: fc.array(part, { maxLength: 20 }), lengths: fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1 }) },
  { numRuns: 500 },
)('CSV in pieces is read as csv-parse reads it whole', async ({ parts, lengths }) => {
  const text = parts.join('');
  let whole: string[][] | null;
  try {
    whole = parse(text, options);
  } catch {
    whole = null;
  }
  if (whole === null) await expect(read(text, lengths)).rejects.toThrow();
  else expect(await read(text, lengths)).toEqual(whole);
});

test('an error counts its row from the beginning', async () => {
  await expect(read('a,b\n1,2\n3,4\n"5,6\n', [5])).rejects.toMatchObject({ code: 'CSV_QUOTE_NOT_CLOSED', records: 3 });
});

test.each(['a,b\n', 'a,b\n"x"\n'])('a row longer than is read is refused, behind %j', async (head) => {
  const reading = read(`${head}${'x'.repeat(2 ** 24 + 10)}`, [2 ** 18]);
  await expect(reading).rejects.toThrow(/longer than 16777216 characters|Max Record Size/);
});
