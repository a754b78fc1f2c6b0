import fc from 'fast-check';
import { Resvg } from '@resvg/resvg-js';
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import { textWidth, wrapText } from './text-width.js';

const font = createRequire(import.meta.url).resolve(
  '@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf',
);

/** How wide the rasteriser draws the text between two bars, less the bars alone: its advance width. */
function drawnWidth(text: string): number {
  const measure = (content: string) =>
    new Resvg(
      `<svg xmlns="http://www.w3.org/2000/svg" width="9999" height="99"><text xml:space="preserve" y="50" font-size="100" font-kerning="none">${content}</text></svg>`,
      { font: { loadSystemFonts: false, fontFiles: [font], defaultFontFamily: 'Source Sans 3' } },
    ).getBBox()?.width ?? NaN;
  return measure(`|${text}|`) - measure('||');
}

describe('the width of text', () => {
  test.each(['weight', 'w0[1,0]', '20,000', 'WWWWW', 'iiiii', 'Recipe "clipped", seed 101 (mt19937): x~y'])(
    'is what the rasteriser draws: %s',
    (text) => expect(textWidth(text, 100) / drawnWidth(text.replaceAll('"', '&quot;'))).toBeCloseTo(1, 1),
  );

  test('is nothing for what takes no room, and at most one em for what the table does not have', () => {
    expect(textWidth('e\u0301', 10)).toBe(textWidth('e', 10));
    expect(textWidth('わ', 10)).toBe(10);
    expect(textWidth('\n', 10)).toBe(0);
  });
});

describe('wrapped text', () => {
  property([
    fc.array(fc.string({ minLength: 1 }).map((word) => word.replaceAll(' ', '_'))),
    fc.integer({ min: 20, max: 300 }),
  ])('has all the text, in lines that fit', (words, width) => {
    const text = words.join(' ');
    const lines = wrapText(text, 12, width);
    expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
    for (const line of lines) expect(textWidth(line, 12)).toBeLessThanOrEqual(width);
  });

  test('breaks between words where it can', () => {
    expect(wrapText('one two three', 10, textWidth('one two', 10))).toStrictEqual(['one two', 'three']);
  });
});
