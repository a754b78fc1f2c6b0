import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { property } from '../../../properties/property.js';
import type { Cell } from './cell.js';
import type { Complaint, TableRule } from './table-kind.js';
import { addsUp, distinctNames, noRowTwiceInSequence, notAbove, uniqueRows } from './table-rules.js';

type Row = Readonly<Record<string, Cell>>;

/** What a rule says of each row of a table; its first row is row 2, as in a spreadsheet. */
function complaints(rule: TableRule, rows: readonly Row[]): (Complaint | null)[] {
  const check = rule.begin();
  return rows.map((row, k) => check((name) => row[name] ?? null, k + 2));
}

/** Few values, so that rows repeat; numbers that count up and down, and texts that look like them. */
const seed: fc.Arbitrary<Cell> = fc.oneof(
  fc.integer({ min: -2, max: 6 }),
  fc.constantFrom<Cell>('1', null, 1.5, NaN, { digits: '1.5' }, { digits: '2' }),
);
const rows = fc.array(fc.record({ name: fc.constantFrom<string | number>('a', 'b', 1, '1'), seed }), { maxLength: 30 });
const countUp = fc
  .tuple(fc.integer({ min: -3, max: 3 }), fc.nat(8), fc.nat(8), rows)
  .map(([from, length, again, others]) => [
    ...Array.from({ length }, (_, k) => ({ name: 'a', seed: from + k })),
    ...others,
    ...Array.from({ length: again }, (_, k) => ({ name: 'a', seed: from + length + k - 2 })),
  ]);

/** How a value is told from others: a number with more digits is text to a table. */
const key = ({ name, seed: own }: { readonly name: string | number; readonly seed: Cell }) =>
  `${String(name)} ${typeof own === 'object' && own !== null ? `string ${own.digits}` : `${typeof own} ${String(own)}`}`;

property([fc.oneof(rows, countUp)])('a row that repeats one is said to, and which', (table) => {
  const found = complaints(uniqueRows(['name', 'seed'], 'a run'), table);
  const isEmpty = (cell: Cell) => cell === null;
  for (const [k, row] of table.entries()) {
    // An empty cell is the text that is empty.
    const first = table.findIndex((other) => key(other) === key(row) && isEmpty(other.seed) === isEmpty(row.seed));
    const right = `repeats row ${first + 2}: a run is to be there once`;
    expect(found[k]).toEqual(first === k ? null : { column: 'seed', right });
  }
});

test('rules are about their columns, and begin anew with every table', () => {
  const rule = uniqueRows(['name', 'seed'], 'a run');
  const once = [{ name: 'a', seed: 1 }];
  expect([...complaints(rule, once), ...complaints(rule, once)]).toEqual([null, null]);
  const last = noRowTwiceInSequence(['name', 'seed']);
  expect([...complaints(last, once), ...complaints(last, once)]).toEqual([null, null]);
  const names = distinctNames('name', new Set());
  expect([...complaints(names, once), ...complaints(names, [{ name: 'A' }])]).toEqual([null, null]);
  const rules = [rule, last, notAbove('a', 'b'), addsUp(['a', 'b'], 'c'), names];
  expect(rules.map(({ of }) => of)).toEqual([['seed'], ['seed'], ['a', 'b'], ['a', 'b', 'c'], ['name']]);
});

property([rows])('a row that is the one before it once more is said to be', (table) => {
  const text = ({ name, seed: own }: (typeof table)[number]) =>
    JSON.stringify([String(name), typeof own === 'object' ? (own?.digits ?? '') : String(own)]);
  const found = complaints(noRowTwiceInSequence(['name', 'seed']), table);
  for (const [k, row] of table.entries()) {
    const isRepeated = k > 0 && text(table[k - 1]) === text(row);
    const right = `repeats row ${k + 1} in every column`;
    expect(found[k]).toEqual(isRepeated ? { column: 'seed', right } : null);
  }
});

const number: fc.Arbitrary<Cell> = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.integer({ min: -3, max: 3 }).map((value) => ({ digits: `${value}.0` })),
  fc.constantFrom<Cell>(null, 'x', NaN),
);
const valueOf = (cell: Cell) =>
  cell === null || typeof cell === 'string' ? null : typeof cell === 'number' ? cell : Number(cell.digits);

property([number, number])('a number above its limit is said to be', (low, high) => {
  const [value, most] = [valueOf(low), valueOf(high)];
  const isAbove = value !== null && most !== null && value > most;
  const right = `is to be at most high, which is ${most}`;
  expect(complaints(notAbove('low', 'high'), [{ low, high }])).toEqual([isAbove ? { column: 'low', right } : null]);
});

property([fc.array(number, { minLength: 1, maxLength: 3 }), number])('parts add up to a whole', (parts, whole) => {
  const names = parts.map((_, k) => `part${k}`);
  const row = (name: string) => (name === 'whole' ? whole : parts[names.indexOf(name)]);
  const numbers = parts.map(valueOf);
  const sum = numbers.reduce<number>((before, value) => before + (value ?? 0), 0);
  const isAsked = valueOf(whole) !== null && !numbers.includes(null);
  const right = `is to be the sum of ${names.join(', ')}, which is ${sum}`;
  const isWrong = isAsked && sum !== valueOf(whole);
  expect(addsUp(names, 'whole').begin()(row, 2)).toEqual(isWrong ? { column: 'whole', right } : null);
});

describe('names', () => {
  const said = (names: readonly Cell[], known: readonly string[] = []) =>
    complaints(
      distinctNames('name', new Set(known)),
      names.map((name) => ({ name })),
    );
  const differs = (name: string, row: number) => ({
    column: 'name',
    right: `differs from ${JSON.stringify(name)} of row ${row} in blanks or capitals alone`,
  });

  test('that differ in blanks or capitals alone are told of once each', () => {
    expect(said(['exact', 'Exact', 'b', 'exact ', 'exact', 'Exact', 'e xact'])).toEqual([
      null,
      differs('exact', 2),
      null,
      differs('exact', 2),
      null,
      null,
      null,
    ]);
  });

  test('that are known may be alike, but not to others', () => {
    expect(said(['exact', 'Exact', 'EXACT'], ['exact', 'Exact'])).toEqual([null, null, differs('exact', 2)]);
    expect(said(['EXACT', 'exact'], ['exact'])).toEqual([null, differs('EXACT', 2)]);
  });

  test('with a NUL byte are none, unless they are known', () => {
    const none = { column: 'name', right: 'has a NUL byte, which no name has' };
    expect(said(['a\u0000', 'b'])).toEqual([none, null]);
    expect(said(['a\u0000'], ['a\u0000'])).toEqual([null]);
  });
});
