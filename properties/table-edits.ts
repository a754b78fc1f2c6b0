import type { Sheet } from './right-table.js';

/** What an edit made of a table. */
export interface Edited {
  readonly sheet: Sheet;
  /** How the sheet becomes a file, where not as studies write it. */
  readonly file?: (csv: string) => string | Buffer;
  /** The cell that the message is to name: its row as a spreadsheet shows it, and its column. */
  readonly row?: number;
  readonly column?: string;
}

/** A way to edit a table, and what is to come of it. */
export interface Edit {
  readonly what: string;
  /** What stands beside the table, by which some edits alone can be seen. */
  readonly beside?: 'study.json' | 'summary.csv';
  /** `read`: as the table that was not edited. Else it is refused, with these words. */
  readonly then: 'read' | RegExp;
  edit(sheet: Sheet): Edited;
}

/** The rows of a right table whose first runs converged, did not, and failed. */
const [converged, unfinished, failed] = [0, 1, 2];
const last = (sheet: Sheet) => sheet.rows.length - 1;

const at = ({ header }: Sheet, column: string) => header.indexOf(column);
const cellIn = (sheet: Sheet, k: number, column: string) => sheet.rows[k][at(sheet, column)];

/** One cell is another; the message is to name it. */
function cell(k: number, column: string, value: (before: string) => string): (sheet: Sheet) => Edited {
  return (sheet) => ({
    sheet: {
      ...sheet,
      rows: sheet.rows.with(k, sheet.rows[k].with(at(sheet, column), value(cellIn(sheet, k, column)))),
    },
    row: k + 2,
    column,
  });
}

/** The cells of a column, all of them. */
function column(name: string, value: (before: string) => string): (sheet: Sheet) => Edited {
  return (sheet) => ({
    sheet: { ...sheet, rows: sheet.rows.map((row) => row.with(at(sheet, name), value(row[at(sheet, name)]))) },
  });
}

/** Other rows. */
function rows(pick: (rows: Sheet['rows'], sheet: Sheet) => Sheet['rows'], named: Pick<Edited, 'row' | 'column'> = {}) {
  return (sheet: Sheet): Edited => ({ sheet: { ...sheet, rows: pick(sheet.rows, sheet) }, ...named });
}

/** Another header. */
function header(change: (names: readonly string[]) => readonly string[], row = 1): (sheet: Sheet) => Edited {
  return (sheet) => ({ sheet: { ...sheet, header: change(sheet.header) }, row });
}

/** Two columns have each other's name; the message is to name a cell of the first row that shows it. */
function swapped(first: string, second: string, named: Pick<Edited, 'row' | 'column'>) {
  return (sheet: Sheet): Edited => ({
    sheet: { ...sheet, header: sheet.header.map((name) => (name === first ? second : name === second ? first : name)) },
    ...named,
  });
}

/** The same table as another file. */
function file(change: (csv: string) => string | Buffer, named: Pick<Edited, 'row' | 'column'> = {}) {
  return (sheet: Sheet): Edited => ({ sheet, file: change, ...named });
}

const grouped = (sign: string) => (text: string) => text.replace(/\B(?=(\d{3})+$)/g, sign);
const isConverged = (sheet: Sheet) => (row: readonly string[]) => row[at(sheet, 'outcome')] === 'converged';
const withoutEnd = (csv: string) => csv.replace(/\r\n$/, '');
const utf16 = (csv: string) => Buffer.from(`\uFEFF${csv}`, 'utf16le');
const lastRow = (sheet: Sheet) => last(sheet) + 2;

/** An edit a line, so that they can be read as a table. */
// prettier-ignore
export const edits: readonly Edit[] = [
  // Rows.
  { what: 'every row twice', then: /repeats row 2: a run is to be there once$/, edit: rows((all) => all.flatMap((row) => [row, row]), { row: 3, column: 'seed' }) },
  { what: 'the table twice', then: /repeats row 2: a run/, edit: (sheet) => ({ sheet: { ...sheet, rows: [...sheet.rows, ...sheet.rows] }, row: lastRow(sheet) + 1, column: 'seed' }) },
  { what: 'one row once more at the end', then: /repeats row 3: a run/, edit: (sheet) => ({ sheet: { ...sheet, rows: [...sheet.rows, sheet.rows[unfinished]] }, row: lastRow(sheet) + 1, column: 'seed' }) },
  { what: 'a table with its header behind another', then: /the header is there once more/, edit: (sheet) => ({ sheet: { ...sheet, rows: [...sheet.rows, sheet.header] }, row: lastRow(sheet) + 1 }) },
  { what: 'every row twice and no seeds, beside the study', beside: 'study.json', then: /has \d+ runs of "clipped", where study\.json has \d+$/, edit: (sheet) => ({ sheet: { header: sheet.header.toSpliced(at(sheet, 'seed'), 1), rows: sheet.rows.flatMap((row) => [row, row]).map((row) => row.toSpliced(at(sheet, 'seed'), 1)) } }) },
  { what: 'only the converged rows, beside the study', beside: 'study.json', then: /has \d+ of the \d+ runs of study\.json; the first that is missing is of "clipped", seed \d+: put the rows back/, edit: rows((all, sheet) => all.filter(isConverged(sheet))) },
  { what: 'only the converged rows, beside the summary', beside: 'summary.csv', then: /has \d+ runs? of "clipped", where summary\.csv counts \d+/, edit: rows((all, sheet) => all.filter(isConverged(sheet))) },
  { what: 'the last row dropped, beside the study', beside: 'study.json', then: /the first that is missing is of "(exact|naive)", seed \d+: put the rows back/, edit: rows((all) => all.slice(0, -1)) },
  { what: 'the last row dropped, beside the summary', beside: 'summary.csv', then: /where summary\.csv counts/, edit: rows((all) => all.slice(0, -1)) },
  { what: 'a setting dropped', beside: 'study.json', then: /the first that is missing is of "clipped", seed \d+: put the rows back/, edit: rows((all, sheet) => all.filter((row) => row[at(sheet, 'recipe')] !== 'clipped')) },
  { what: 'all rows in another order', then: 'read', edit: rows((all) => all.toReversed()) },
  { what: 'all rows in another order, beside the study', beside: 'study.json', then: 'read', edit: rows((all) => all.toReversed()) },
  { what: 'rows of empty cells at the end', then: 'read', edit: rows((all) => [...all, all[0].map(() => ''), all[0].map(() => '')]) },
  { what: 'a cell too many', then: /has \d+ cells where the header has \d+$/, edit: (sheet) => ({ sheet: { ...sheet, rows: sheet.rows.with(1, [...sheet.rows[1], '']) }, row: 3 }) },
  { what: 'a cell too few', then: /has \d+ cells where the header has \d+$/, edit: (sheet) => ({ sheet: { ...sheet, rows: sheet.rows.with(1, sheet.rows[1].slice(1)) }, row: 3 }) },
  // Whole numbers.
  { what: 'thousands with a point', then: /"\d+\.000": a whole number without a separator of thousands, like \d+$/, edit: cell(converged, 'converged_at', grouped('.')) },
  { what: 'thousands with a comma', then: /a whole number without a separator of thousands, like 200000$/, edit: cell(converged, 'steps', grouped(',')) },
  { what: 'thousands with a blank', then: /without a separator of thousands, like 800000$/, edit: cell(converged, 'samples', grouped('\u00A0')) },
  { what: 'thousands with an apostrophe', then: /without a separator of thousands, like 200000$/, edit: cell(unfinished, 'steps', grouped("'")) },
  { what: 'numbers as pandas writes a column with gaps', then: 'read', edit: column('converged_at', (text) => (text === '' ? '' : `${text}.0`)) },
  { what: 'numbers as R writes them', then: 'read', edit: column('steps', (text) => (text === '' ? '' : '2e+05')) },
  { what: 'numbers as a spreadsheet writes them in its scientific format', then: 'read', edit: column('samples', (text) => (text === '' ? '' : '8E+05')) },
  { what: 'a seed rounded to a power', then: /"9\.00719925474099E\+15": a whole number from 0/, edit: cell(unfinished, 'seed', () => '9.00719925474099E+15') },
  { what: 'no seed', then: /is empty: a whole number from 0/, edit: cell(unfinished, 'seed', () => '') },
  { what: 'a negative seed', then: /"-5": a whole number from 0/, edit: cell(unfinished, 'seed', () => '-5') },
  { what: 'a seed and a half', then: /"1\.5": a whole number/, edit: cell(unfinished, 'seed', () => '1.5') },
  { what: 'a seed larger than any', then: /"9007199254740993": a whole number/, edit: cell(unfinished, 'seed', () => '9007199254740993') },
  { what: 'a word for a seed', then: /"abc": a whole number/, edit: cell(unfinished, 'seed', () => 'abc') },
  { what: 'a seed that the study has not', beside: 'study.json', then: /the study of study\.json has the seeds \d+ to \d+$/, edit: cell(unfinished, 'seed', () => '9007199254740991') },
  { what: 'endless steps', then: /"Infinity": a whole number/, edit: cell(unfinished, 'steps', () => 'Infinity') },
  { what: 'a step that is no number', then: /"NaN": a whole number/, edit: cell(converged, 'converged_at', () => 'NaN') },
  { what: 'a step far too large', then: /"1e\+?30": a whole number/, edit: cell(converged, 'converged_at', () => '1e30') },
  { what: 'a step behind the last', then: /is to be at most steps, which is 200000$/, edit: cell(converged, 'converged_at', () => '200001') },
  { what: 'a best step behind the last', then: /is to be at most steps/, edit: cell(unfinished, 'last_improvement', () => '300000') },
  { what: 'a mark of text before a number', then: /"\d+": a whole number/, edit: cell(converged, 'converged_at', (text) => `'${text}`) },
  // Measures.
  { what: 'a decimal comma', then: /with a decimal point: 0\.\d+/, edit: cell(unfinished, 'interpolation_mse', () => '0,8126635720330522') },
  { what: "a spreadsheet's #NUM!", then: /an error that a spreadsheet found/, edit: cell(converged, 'gradient_norm', () => '#NUM!') },
  { what: "a spreadsheet's #REF! for a seed", then: /an error that a spreadsheet found/, edit: cell(converged, 'seed', () => '#REF!') },
  { what: "a German spreadsheet's #BEZUG!", then: /an error that a spreadsheet found/, edit: cell(converged, 'outcome', () => '#BEZUG!') },
  { what: 'a column too narrow for its numbers', then: /an error that a spreadsheet found/, edit: cell(converged, 'extrapolation_mse', () => '########') },
  { what: 'a number made a date', then: /a date, as spreadsheets make of numbers/, edit: cell(unfinished, 'exponent_low', () => '01. Mai') },
  { what: 'a step made a date', then: /a date, as spreadsheets make of numbers/, edit: cell(converged, 'converged_at', () => '2026-05-01') },
  { what: 'a share above one', then: /a number from 0 to 1, or NaN$/, edit: cell(unfinished, 'dead_share', () => '1.5') },
  { what: 'a negative norm', then: /"-1": a number, 0 or more, or NaN$/, edit: cell(unfinished, 'gradient_norm', () => '-1') },
  { what: 'a word for a weight', then: /"abc": a number$/, edit: cell(unfinished, 'w0_0_0', () => 'abc') },
  { what: 'weights with zeros behind', then: 'read', edit: column('w1_0_0', (text) => (/^-?\d+\.\d+$/.test(text) ? `${text}000` : text)) },
  { what: 'a capital E for exponents', then: 'read', edit: column('solution_residual', (text) => text.replace('e', 'E')) },
  { what: 'a NUL byte in a number', then: /\\u0000/, edit: cell(unfinished, 'steps', () => '20\u00000') },
  // Names and outcomes.
  { what: 'an outcome with a capital', then: /"Converged": converged is right/, edit: cell(converged, 'outcome', () => 'Converged') },
  { what: 'an outcome with a blank behind', then: /"unfinished ": unfinished is right/, edit: cell(unfinished, 'outcome', (text) => `${text} `) },
  { what: 'an outcome nobody knows', then: /"solved": one of diverged, converged/, edit: cell(converged, 'outcome', () => 'solved') },
  { what: 'no outcome', then: /is empty: one of diverged, converged/, edit: cell(unfinished, 'outcome', () => '') },
  { what: 'another outcome, beside the summary', beside: 'summary.csv', then: /has \d+ runs? of "clipped" that ended as [\w-]+, where summary\.csv counts \d+/, edit: (sheet) => ({ sheet: cell(unfinished, 'outcome', () => 'spurious-minimum')(sheet).sheet }) },
  { what: 'a recipe with a blank behind', then: /differs from "clipped" of row 2 in blanks or capitals alone/, edit: cell(unfinished, 'recipe', (text) => `${text} `) },
  { what: 'a recipe with a capital', then: /differs from "clipped" of row 2 in blanks or capitals alone/, edit: cell(unfinished, 'recipe', () => 'Clipped') },
  { what: 'a recipe misspelt, beside the study', beside: 'study.json', then: /study\.json has "clipped"/, edit: cell(unfinished, 'recipe', () => 'cliped') },
  { what: 'all of a recipe renamed, beside the summary', beside: 'summary.csv', then: /summary\.csv has no such group/, edit: (sheet) => ({ ...column('recipe', (text) => text.replace('exact', 'precise'))(sheet), column: 'recipe' }) },
  { what: 'no recipe', then: /is empty: a text is right/, edit: cell(unfinished, 'recipe', () => '') },
  { what: 'a NUL byte in a name', then: /has a NUL byte/, edit: cell(unfinished, 'recipe', () => 'cl\u0000ipped') },
  { what: 'a number system with a capital', then: /"Float64": float64 is right/, edit: cell(unfinished, 'backend', () => 'Float64') },
  { what: 'a number system of no study', beside: 'study.json', then: /"mpfr 20": study\.json has float64$/, edit: (sheet) => ({ sheet: cell(unfinished, 'precision', () => '20')(cell(unfinished, 'backend', () => 'mpfr')(sheet).sheet).sheet, row: 3, column: 'backend' }) },
  { what: 'another generator, beside the study', beside: 'study.json', then: /"pcg64": study\.json has xoroshiro128plus$/, edit: cell(unfinished, 'rng', () => 'pcg64') },
  { what: 'a generator nobody knows', then: /"dice": one of xoroshiro128plus/, edit: cell(unfinished, 'rng', () => 'dice') },
  { what: 'a generator that has no such seed', then: /mt19937 takes seeds from 0 to 4294967295$/, edit: (sheet) => ({ sheet: cell(unfinished, 'seed', () => '4294967296')(cell(unfinished, 'rng', () => 'mt19937')(sheet).sheet).sheet, row: 3, column: 'seed' }) },
  // Cells that are at odds.
  { what: 'converged, and no step', then: /is empty, and the outcome is converged$/, edit: cell(converged, 'converged_at', () => '') },
  { what: 'a step of convergence, and unfinished', then: /is to be empty, since the outcome is unfinished$/, edit: cell(unfinished, 'converged_at', () => '1000') },
  { what: 'a failure of a run that ended', then: /is to be empty, since the outcome is unfinished$/, edit: cell(unfinished, 'failure', () => 'crashed') },
  { what: 'failed, and no reason', then: /is empty, and the outcome is failed$/, edit: cell(failed, 'failure', () => '') },
  { what: 'a step of convergence moved, beside the summary', beside: 'summary.csv', then: /mean of converged_at is [\d.]+, where summary\.csv has/, edit: (sheet) => ({ sheet: cell(converged, 'converged_at', () => '1234')(sheet).sheet }) },
  // The header.
  { what: 'no column of outcomes', then: /no column outcome$/, edit: (sheet) => ({ sheet: { header: sheet.header.toSpliced(at(sheet, 'outcome'), 1), rows: sheet.rows.map((row) => row.toSpliced(at(sheet, 'outcome'), 1)) } }) },
  { what: 'no header', then: /no column recipe$/, edit: ({ rows: [first, ...rest] }) => ({ sheet: { header: first, rows: rest } }) },
  { what: 'a column twice', then: /the column seed is there twice$/, edit: header((names) => names.map((name) => (name === 'steps' ? 'seed' : name))) },
  { what: 'a column with a capital', then: /the column "Seed" is to be called seed$/, edit: header((names) => names.map((name) => (name === 'seed' ? 'Seed' : name))) },
  { what: 'a column with a blank', then: /the column "converged at" is to be called converged_at$/, edit: header((names) => names.map((name) => (name === 'converged_at' ? 'converged at' : name))) },
  { what: 'recipe and outcome swapped', then: /"clipped": one of diverged/, edit: swapped('recipe', 'outcome', { row: 2, column: 'outcome' }) },
  { what: 'recipe and number system swapped', then: /"clipped": one of float64/, edit: swapped('recipe', 'backend', { row: 2, column: 'backend' }) },
  { what: 'seed and steps swapped', then: /row 2, \w+: "\d+": is to be at most (steps|samples)|row 3, seed: "200000": repeats row 2|, seed: is empty/, edit: swapped('seed', 'steps', {}) },
  { what: 'steps and samples swapped', then: /is to be at most samples, which is 200000$/, edit: swapped('steps', 'samples', { row: 2, column: 'steps' }) },
  { what: 'steps and step of convergence swapped', then: /is to be empty|is to be at most steps|last_improvement/, edit: swapped('steps', 'converged_at', { row: 2 }) },
  { what: 'exponents swapped', then: /is to be at most exponent_high/, edit: swapped('exponent_low', 'exponent_high', { row: 2, column: 'exponent_low' }) },
  { what: 'step of convergence and best step swapped', then: /is to be empty, since the outcome is|is empty, and/, edit: swapped('converged_at', 'last_improvement', { column: 'converged_at' }) },
  { what: 'columns in another order', then: 'read', edit: ({ header: names, rows: all }) => ({ sheet: { header: names.toReversed(), rows: all.map((row) => row.toReversed()) } }) },
  { what: 'a column more', then: 'read', edit: ({ header: names, rows: all }) => ({ sheet: { header: [...names, 'remark'], rows: all.map((row, k) => [...row, `see ${k}`]) } }) },
  { what: 'an index that pandas kept', then: 'read', edit: ({ header: names, rows: all }) => ({ sheet: { header: ['level_0', ...names], rows: all.map((row, k) => [`run ${k}`, ...row]) } }) },
  { what: 'the index of pandas', then: 'read', edit: ({ header: names, rows: all }) => ({ sheet: { header: ['', ...names], rows: all.map((row, k) => [String(k), ...row]) } }) },
  { what: 'a measure left out that no figure takes', then: 'read', edit: (sheet) => ({ sheet: { header: sheet.header.toSpliced(at(sheet, 'gradient_norm'), 1), rows: sheet.rows.map((row) => row.toSpliced(at(sheet, 'gradient_norm'), 1)) } }) },
  // The file.
  { what: 'semicolons and decimal commas', then: /its cells are separated by semicolons: commas are right/, edit: file((csv) => csv.replaceAll(',', ';').replaceAll('.', ','), { row: 1 }) },
  { what: 'semicolons and quotes', then: /its cells are separated by semicolons/, edit: file((csv) => csv.replaceAll(/[^,\r\n]+/g, '"$&"').replaceAll(',', ';'), { row: 1 }) },
  { what: 'tabs', then: /its cells are separated by tabs/, edit: file((csv) => csv.replaceAll(',', '\t'), { row: 1 }) },
  { what: 'a line for a spreadsheet first', then: /"sep=" is no header/, edit: file((csv) => `sep=,\r\n${csv}`, { row: 1 }) },
  { what: 'UTF-16', then: /is text in UTF-16: save it as CSV in UTF-8$/, edit: file(utf16) },
  { what: 'UTF-16 without a mark', then: /save it as CSV in UTF-8$/, edit: file((csv) => Buffer.from(csv, 'utf16le')) },
  { what: 'Latin-1', then: /is no text in UTF-8/, edit: file((csv) => Buffer.from(csv, 'latin1')) },
  { what: 'cut off in a row', then: /has \d+ cells where the header has \d+$/, edit: (sheet) => ({ sheet, row: lastRow(sheet), file: (csv) => withoutEnd(csv).replace(/,[^,]*,[^,]*$/, '') }) },
  { what: 'cut off in the last cell', then: /so it may have been cut off|has \d+ cells where the header has|"[^"]*": a number$/, edit: (sheet) => ({ sheet, row: lastRow(sheet), file: (csv) => withoutEnd(csv).slice(0, -1) }) },
  { what: 'cut off between rows, beside the study', beside: 'study.json', then: /the first that is missing is of/, edit: file((csv) => csv.slice(0, csv.lastIndexOf('\r\n', csv.length - 3) + 2)) },
  { what: 'a quote that has no end', then: /a quoted cell has no end$/, edit: file((csv) => csv.replace(/\r\nclipped/, '\r\n"clipped'), { row: 2 }) },
  { what: 'text behind a quote', then: /text follows the end of a quoted cell$/, edit: file((csv) => csv.replace(/\r\nclipped,/, '\r\n"clipped"x,'), { row: 2 }) },
  { what: 'a byte order mark', then: 'read', edit: file((csv) => `\uFEFF${csv}`) },
  { what: 'LF for CRLF', then: 'read', edit: file((csv) => csv.replaceAll('\r\n', '\n')) },
  { what: 'CR for CRLF', then: 'read', edit: file((csv) => csv.replaceAll('\r\n', '\r')) },
  { what: 'quotes around every cell', then: 'read', edit: file((csv) => csv.replaceAll(/[^,\r\n]+/g, '"$&"')) },
  { what: 'empty lines at the end', then: 'read', edit: file((csv) => `${csv}\r\n\r\n`) },
];
