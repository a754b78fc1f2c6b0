import type { CellKind, NumberKind, TextKind } from './column.js';

/** More known texts than these are not listed in a message. */
const mostListed = 12;

/** What would be right in a column: `a whole number from 0 to 7`, `one of met, missed, undecided`. */
export function kindWords(kind: CellKind): string {
  if (kind.is === 'any') return 'a number or a text';
  return kind.is === 'number' ? numberWords(kind) : textWords(kind);
}

function textWords({ among, like }: TextKind): string {
  if (among === undefined) return like?.says ?? 'a text';
  if (among.length === 1) return `only ${among[0]}`;
  const listed = among.slice(0, mostListed).join(', ');
  return `one of ${listed}${among.length > mostListed ? ', …' : ''}`;
}

function numberWords({ whole, from, to, nan }: NumberKind): string {
  const what = whole === true ? 'a whole number' : 'a number';
  const upper = to === undefined || to === Infinity ? null : to;
  const range =
    from === undefined || from === -Infinity
      ? upper === null
        ? ''
        : `, ${upper} or less`
      : upper === null
        ? `, ${from} or more`
        : ` from ${from} to ${upper}`;
  return `${what}${range}${nan === true ? ', or NaN' : ''}`;
}

/** What spreadsheets write where a formula has no value, in English and German. */
const sheetError = /^#[\p{L}][\p{L}\d/_ ]*[!?]?$|^#+$/u;
const thousands = /^-?\d{1,3}(?:[.,'’ \u00A0\u202F]\d{3})+$/u;
const decimalComma = /^-?\d+,\d+(?:[eE][+-]?\d+)?$/;
const date =
  /^(?:\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\d{1,2}[-. ]+\p{L}{3,}\.?(?:[- ]\d{2,4})?|\p{L}{3,}\.?[- ]\d{2,4})(?: \d{1,2}:\d{2}(?::\d{2})?)?$/u;

/**
 * What would be right in place of a text that is not, with a guess at how it came to be: spreadsheets group
 * thousands, write decimal commas, make dates of numbers and errors of formulas.
 * @param text as the table has it
 */
export function rightWords(kind: CellKind, text: string): string {
  if (sheetError.test(text)) return `an error that a spreadsheet found, where ${kindWords(kind)} is right`;
  if (kind.is === 'text') return textHint(kind, text) ?? kindWords(kind);
  if (kind.is !== 'number') return kindWords(kind);
  if (kind.whole === true && thousands.test(text)) {
    return `a whole number without a separator of thousands, like ${text.replace(/[^\d-]/gu, '')}`;
  }
  if (decimalComma.test(text)) return `${kindWords(kind)}, with a decimal point: ${text.replace(',', '.')}`;
  if (date.test(text)) return `a date, as spreadsheets make of numbers, where ${kindWords(kind)} is right`;
  return kindWords(kind);
}

/** `converged`, where the text differs from it in blanks or capitals only. */
function textHint({ among }: TextKind, text: string): string | null {
  const near = among?.find((known) => plainName(known) === plainName(text));
  return near === undefined ? null : `${near} is right, without other blanks or capitals`;
}

/** A name without what the eye overlooks: blanks, marks nobody sees, capitals. */
export function plainName(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim()
    .toLowerCase();
}
