/** How a number is written. */
type WriteNumber = (value: number) => string;

/** As short as can be: an integer without a point. */
const shortest: WriteNumber = (value) => (Object.is(value, -0) ? '-0.0' : String(value));

/** So that Python reads a float: an integer has a point too. */
export const asFloat: WriteNumber = (value) =>
  Number.isSafeInteger(value) ? `${shortest(value)}.0`.replace('.0.0', '.0') : String(value);

/**
 * A value on one line of JSON as Python's `json` writes and reads it: NaN, Infinity and −Infinity stand there
 * as words, and −0 as −0.0. Typed arrays are arrays, and a map with text for keys is an object.
 */
export function writeLine(value: unknown, number: WriteNumber = shortest): string {
  const written = (part: unknown) => writeLine(part, number);
  if (typeof value === 'number') return number(value);
  if (value instanceof Map) return written(Object.fromEntries(value));
  if (Array.isArray(value) || ArrayBuffer.isView(value))
    return `[${Array.from(Object.values(value), written).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return value === undefined ? 'null' : JSON.stringify(value);
  const fields = Object.entries(value).filter(([, field]) => field !== undefined && typeof field !== 'function');
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}: ${written(field)}`).join(', ')}}`;
}

/**
 * What a line says, with the words above as numbers.
 * @throws SyntaxError where it is no JSON
 */
export function readLine(line: string): unknown {
  const marked = line.replace(/"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/g, (found) =>
    found.startsWith('"') ? found : `{"${word}":"${found}"}`,
  );
  return JSON.parse(marked, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && word in value ? Number(value[word]) : value,
  );
}

/** A field that no model's answer has. */
const word = '$warizan: a number';
