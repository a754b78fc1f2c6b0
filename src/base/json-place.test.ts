import fc from 'fast-check';
import { expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import { jsonEnd } from './json-place.js';

const isJson = (text: string) => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};
/** What JSON is made of, and what it is not. */
const part = fc.constantFrom(
  ...'{ } [ ] , : "a" "b\\n" "\\u00e9" 1 -0.5e+3 01 true null tru x " \\ \u0001 \n \t'.split(' '),
  ' ',
);
const text = fc.oneof(
  fc.array(part, { maxLength: 12 }).map((parts) => parts.join('')),
  fc.json(),
);
/** Ways in which a text may go on that is JSON so far. */
const ends = ['', '"', '1', '0', 'n":1', '""', '":1', ':1', '"":1', 'a":1', 'u0000"', '0000"'];
const closings = ['', '}', ']', '}}', ']]', '}]', ']}', '}]}', ']}]'];

property([text], { numRuns: 300 })('JSON is JSON to its end, and what is not has a place where it stops', (own) => {
  const end = jsonEnd(own);
  if (isJson(own)) expect(end).toBe(own.length);
  // Nothing that begins so is JSON, but for words, numbers and escapes that are broken later.
  if (end < own.length && !'eE.\\-'.includes(own.charAt(end)))
    for (const more of ends) expect(isJson(own.slice(0, end + 1) + more)).toBe(false);
});

property([fc.json(), fc.nat()])(
  'JSON that is cut off anywhere is JSON up to there, but for words and numbers',
  (whole, k) => {
    const cut = whole.slice(0, k % (whole.length + 1));
    const rest = cut.slice(jsonEnd(cut));
    expect(rest).toMatch(/^(?:|-|[eE.][+-]?|t|tr|tru|f|fa|fal|fals|n|nu|nul|\\|\\u[\da-f]{0,3})$/);
  },
);

property([fc.json(), fc.nat(), fc.constantFrom('x', '}', '"', ',', '\u0001')])(
  'a sign too much is found',
  (whole, k, sign) => {
    const at = k % (whole.length + 1);
    const broken = whole.slice(0, at) + sign + whole.slice(at);
    if (isJson(broken)) expect(jsonEnd(broken)).toBe(broken.length);
    else expect(jsonEnd(broken)).toBeGreaterThanOrEqual(0);
  },
);

test.each([
  ['', 0],
  ['  ', 2],
  ['[1] x', 4],
  [' [1] ', 5],
  ['{"a": x}', 6],
  ['{"a": 1,\n "b" 2}', 14],
  ['{"a": 1,}', 8],
  ['{,}', 1],
  ['[,]', 1],
  ['[1,]', 3],
  ['[1 2]', 3],
  ['{1: 2}', 1],
  ['{"a"}', 4],
  ['{[', 1],
  ['{{', 1],
  ['[}', 1],
  ['[1}', 2],
  ['{"a": 1]', 7],
  ['1,', 1],
  ['1}', 1],
  [':', 0],
  ['"a\nb"', 2],
  ['"a\\x"', 2],
  ['"\\u00g0"', 1],
  ['"abc', 4],
  ['["abc', 5],
  ['01', 1],
  ['-', 0],
  ['1e', 1],
  ['1.', 1],
  ['+1', 0],
  ['.5', 0],
  ['[nul]', 1],
  ['True', 0],
  ['\uFEFF1', 0],
  ['\u00A01', 0],
  ['[position 5 x]', 1],
  ['{"end": x}', 8],
])('%j stops at %d', (own, end) => {
  expect(jsonEnd(own)).toBe(end);
});

test.each([
  '{}',
  '[]',
  '[[],{}]',
  '{"a":{"b":[]},"c":[1,"x"]}',
  '"\\"\\\\\\/\\b\\f\\n\\r\\t\\uFf09"',
  '-0.5E-7',
  '0',
  '[true,false,null]',
])('%s is whole, and so is it in a list and as a field', (own) => {
  for (const whole of [own, ` ${own}\n`, `[${own}, ${own}]`, `{"a" : ${own}, "a": ${own}}`]) {
    expect([isJson(whole), jsonEnd(whole)]).toEqual([true, whole.length]);
    for (const closing of closings.slice(1)) expect(jsonEnd(whole + closing)).toBe(whole.length);
  }
});

test.each(['1e5', '-0.5E10', '1e+5', '1E-05', '0.25', '-0', '10'])('%s is a number to its end', (number) => {
  expect(jsonEnd(number)).toBe(number.length);
  expect(jsonEnd(`[${number} x`)).toBe(number.length + 2);
});
