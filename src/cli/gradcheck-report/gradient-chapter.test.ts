import { describe, expect, test } from 'vitest';
import type { Cell } from '../../study/tables/cell.js';
import { gradientChapter } from './gradient-chapter.js';
import { gradientReader } from './gradient-data.js';

const columns = ['network', 'gradient', 'backend', 'precision', 'holds', 'digits'];
const read = (rows: readonly (readonly Cell[])[], names = columns) => {
  const reader = gradientReader(names);
  for (const row of rows) reader.row(row);
  return reader.finish();
};
const row = (holds: Cell, digits: Cell): Cell[] => ['complex-log', 'exact', 'mpfr', 50, holds, digits];

describe('a table of checked entries', () => {
  test('comes to how many agree, and by how many digits', () => {
    expect(read([row('true', 12), row('false', 3), row('true', 10), row('true', null)])).toEqual({
      ...{ network: 'complex-log', gradient: 'exact', backend: 'mpfr', precision: 50, entries: 4, wrong: 1 },
      digits: { worst: 3, median: 10 },
    });
  });

  test('needs one column', () => {
    expect(read([['true'], ['x']], ['holds'])).toEqual({
      ...{ network: '', gradient: '', backend: '', precision: null, entries: 2, wrong: 1, digits: null },
    });
    expect(() => gradientReader(columns.filter((name) => name !== 'holds'))).toThrow(new RangeError('no column holds'));
    expect(read([])).toBeNull();
  });
});

describe('its chapter', () => {
  const steps = {
    columns: ['backend', 'precision', 'order', 'step', 'error'],
    rows: [['float64', null, 2, 0.1, 0.01]],
  };

  test('says that the gradient holds, and how well', () => {
    expect(gradientChapter(read([row('true', 12), row('true', 10.04)]), null)).toEqual({
      title: 'Gradient check: exact gradient of complex-log, mpfr at 50 digits',
      answer: [
        'The gradient holds: it agrees with differences of the loss in all of 2 entries, within the error that the differences can have; ' +
          'they share 12.0 digits in the median and 10.0 at worst.',
      ],
      question: [['Gradient', 'exact gradient of complex-log, mpfr at 50 digits']],
      ...{ figures: [], notes: [], tables: [] },
    });
    expect(gradientChapter(read([row('true', null)]), null)?.answer[0]).toMatch(/1 entry, within [^;]* can have\.$/);
  });

  test('says that it does not', () => {
    expect(gradientChapter(read([row('true', 12), row('no', 1)]), null)?.answer).toEqual([
      'The gradient is not that of the loss: it disagrees with differences of the loss in 1 entry of 2 entries, beyond the error that the differences can have.',
    ]);
  });

  test('draws the steps, or says why it cannot', () => {
    expect(gradientChapter(null, steps)).toMatchObject({
      ...{ title: 'Gradient check', answer: [], question: [], notes: [], figures: [{ name: 'step-size' }] },
    });
    const empty = gradientChapter(null, { ...steps, rows: [] });
    expect(empty).toMatchObject({ figures: [], notes: ['gradcheck-steps.csv has no errors that could be drawn.'] });
    expect(gradientChapter(null, null)).toBeNull();
  });
});
