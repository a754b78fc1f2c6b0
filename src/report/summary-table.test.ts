import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import { formatAnswer, formatSummary, type SummaryRow } from './summary-table.js';

const outcomes = ['diverged', 'dead-phase', 'spurious-minimum', 'unfinished'];
const row: fc.Arbitrary<SummaryRow> = fc
  .record({
    name: fc.oneof(
      fc.string({ unit: 'binary', maxLength: 120 }),
      fc.string({ unit: fc.constantFrom('わ', '算', 'é', '👩‍🔬', 'W', '\u001B[31m', '\n'), maxLength: 60 }),
    ),
    trials: fc.integer({ min: 1, max: 1e7 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    others: fc.array(fc.integer({ min: 0, max: 1e7 }), { minLength: 4, maxLength: 4 }),
  })
  .map(({ name, trials, share, others }) => {
    const converged = Math.round(share * trials);
    const rate = converged / trials;
    return {
      name,
      trials,
      converged,
      success: { rate, low: rate * 0.99, high: 1 - (1 - rate) * 0.99 },
      others: outcomes.map((outcome, k) => [outcome, others[k]] as const),
    };
  });
const rows = fc.array(row, { maxLength: 6 });

const clipped: SummaryRow = {
  name: 'clipped',
  trials: 1000,
  converged: 362,
  success: { rate: 0.362, low: 0.3328, high: 0.3923 },
  others: [
    ['diverged', 0],
    ['dead-phase', 637],
    ['unfinished', 1],
  ],
};

describe('the summary in a terminal', () => {
  test('has bars where there is room', () => {
    const some = [0, 0.004, 0.5, 0.9999, 1].map((rate, k) => ({
      ...{ name: `r${k}`, trials: 100, converged: 100 * rate, others: [] },
      success: { rate, low: rate, high: rate },
    }));
    expect(
      formatSummary(some)
        .split('\n')
        .slice(1, -1)
        .map((line) => line.slice(-10)),
    ).toStrictEqual(['··········', '▏·········', '█████·····', '█████████▉', '██████████']);
  });

  test('has the answer in lines of at most 80 columns', () => {
    const lines = formatAnswer([`${'a word '.repeat(40)}end.`, `わ算 ${'x'.repeat(200)}`]).split('\n');
    expect(lines.every((line) => stringWidth(line) <= 80)).toBe(true);
    expect(lines.join(' ')).toContain('word end. わ算 xxx');
  });

  test('looks like this', () => {
    const naive = { name: 'naive', trials: 12, converged: 0, success: { rate: 0, low: 0, high: 0.2425 } };
    const table = formatSummary([clipped, { ...naive, others: outcomes.map((outcome) => [outcome, 3] as const) }]);
    expect(table).toBe(
      [
        'setting  trials  converged  success [95 % CI]               other outcomes',
        'clipped    1000        362  36.2% [33.3, 39.2]  ███▋······  dead-phase 637,',
        '                                                            unfinished 1',
        'naive        12          0  0.0% [0.0, 24.3]    ··········  diverged 3,',
        '                                                            dead-phase 3,',
        '                                                            spurious-minimum 3,',
        '                                                            unfinished 3',
        '',
      ].join('\n'),
    );
  });

  property([rows])('fits 80 columns, whatever the settings are called', (given) => {
    for (const line of formatSummary(given).split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(80);
  });

  property([rows])(
    'is the same text with and without colour, which is the only thing that acts on the terminal',
    (given) => {
      const table = formatSummary(given);
      expect(table).not.toMatch(/(?!\n)\p{Cc}/u);
      expect(stripVTControlCharacters(formatSummary(given, { colour: true }))).toBe(table);
    },
  );

  test('keeps the last digit where every column is as wide as it gets', () => {
    const widest: SummaryRow = {
      ...{ name: 'robust', trials: 1e7, converged: 9_999_900 },
      success: { rate: 0.99999, low: 0.99998, high: 0.999985 },
      others: outcomes.map((outcome) => [outcome, 1e7] as const),
    };
    expect(formatSummary([widest], { noun: 'recipe' }).split('\n').slice(2)).toStrictEqual(
      ['dead-phase 10000000,', 'spurious-minimum 10000000', 'unfinished 10000000', ''].map((text) =>
        text === '' ? '' : ' '.repeat(55) + text,
      ),
    );
  });

  property([rows])('shows every count', (given) => {
    const table = formatSummary(given);
    for (const { trials, converged, others } of given) {
      for (const count of [trials, converged, ...others.map(([, each]) => each)]) {
        if (count > 0) expect(table).toMatch(new RegExp(`(?<!\\d)${count}(?!\\d)`));
      }
    }
  });

  test('colours nothing but headings, full success and none', () => {
    const at = (rate: number) =>
      formatSummary([{ ...clipped, success: { rate, low: rate, high: rate } }], { colour: true });
    expect(at(1)).toContain('\u001B[32m100.0% [100.0, 100.0]\u001B[39m');
    expect(at(0)).toContain('\u001B[31m0.0% [0.0, 0.0]\u001B[39m');
    expect(at(0.5).split('\n').slice(1).join('')).not.toContain('\u001B');
  });

  test.each([
    [0.99988, '99.99%'],
    [0.9999999, '99.999%'],
    [1e-9, '0.001%'],
    [NaN, '–'],
  ])('shows %d as %s: all and none are said of nothing else', (rate, text) => {
    expect(formatSummary([{ ...clipped, success: { rate, low: rate, high: rate } }])).toContain(` ${text}`);
  });
});
