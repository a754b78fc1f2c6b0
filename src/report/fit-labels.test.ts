import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import { fitLabels } from './fit-labels.js';

const within = (width: number) => (text: string) => stringWidth(text) <= width;

describe('labels made to fit', () => {
  test.each<[string, number, readonly string[], readonly string[]]>([
    ['stay as they are where there is room', 30, ['exact a', 'exact b'], ['exact a', 'exact b']],
    [
      'lose what all have in common',
      10,
      ['exact learningRate=0.001', 'exact learningRate=0.003'],
      ['exac…0.001', 'exac…0.003'],
    ],
    [
      'lose it behind what differs too',
      12,
      ['rate 0.1 of the exact recipe', 'rate 0.3 of the exact recipe'],
      ['rate 0.1…ipe', 'rate 0.3…ipe'],
    ],
    [
      'show where they part, late in a long word',
      8,
      [`${'x'.repeat(50)}a${'y'.repeat(50)}`, `${'x'.repeat(50)}b${'y'.repeat(50)}`],
      ['…xxayyy…', '…xxbyyy…'],
    ],
  ])('%s', (_, width, labels, fitted) => {
    expect(fitLabels(labels, within(width))).toEqual(fitted);
  });

  test('have a number where nothing else tells them apart, and their ends where those differ more', () => {
    const labelsOf = (...ranges: readonly string[]) =>
      ['Real NPU baseline', 'Real NPU modified', 'NRU'].flatMap((module) =>
        ranges.map((range) => `${module}, U${range}`),
      );
    expect(fitLabels(labelsOf('[−20, −10]', '[1, 2]'), within(15))).toEqual([
      ...['1: Real NPU ba…', '2: Real NPU ba…', '3: Real NPU mo…'],
      ...['4: Real NPU mo…', '5: NRU, U[−20,…', '6: NRU, U[1, 2]'],
    ]);
    expect(fitLabels(labelsOf('[−20, −10]', '[−2, −1]', '[1, 2]', '[10, 20]'), within(15)).slice(0, 5)).toEqual([
      ...['1: …U[−20, −10]', '2: …, U[−2, −1]', '3: …ne, U[1, 2]', '4: …, U[10, 20]', '5: …U[−20, −10]'],
    ]);
  });

  test('are fitted in a time that grows with their length', { timeout: 20_000 }, () => {
    const long = (end: string) => `${'e\u0301😀x'.repeat(50_000)}${end}`;
    const fits = (text: string) => text.length <= 12;
    const fitted = fitLabels([long('1'), long('2')], fits);
    expect(fitted.map((label) => label.at(-1))).toEqual(['1', '2']);
    expect(fitted.every(fits)).toBe(true);
  });

  const name = fc.oneof(
    fc.string({ unit: fc.constantFrom('a', 'b', ' ', '='), maxLength: 60 }),
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc
      .tuple(fc.constantFrom('exact learningRate=', 'a b '), fc.integer({ min: 0, max: 20 }))
      .map((parts) => parts.join('')),
  );
  property([fc.uniqueArray(name, { minLength: 1, maxLength: 12 }), fc.integer({ min: 6, max: 40 })])(
    'can be told apart and fit, whatever they are and however little room there is',
    (labels, width) => {
      const fitted = fitLabels(labels, within(width));
      expect(new Set(fitted).size).toBe(labels.length);
      for (const label of fitted) expect(stringWidth(label)).toBeLessThanOrEqual(width);
    },
  );
});
