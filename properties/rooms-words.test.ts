/**
 * What experiments bring stays with them: the rooms that serve every experiment have no word of training's
 * weights, phases, exponents, recipes or number systems.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const rooms = ['src/statistics', 'src/report', 'src/study'];
const words = /weight|phase|exponent|recipe|backend/i;

/** What these words also mean, by file; each is taken out of a line before it is looked at. */
const otherMeanings: readonly (readonly [file: string, meaning: RegExp, reason: string])[] = [
  ['src/report/style.ts', /\b(title)?fontWeight\b/gi, 'how bold letters are'],
  ['src/report/figure.ts', /\bfontWeight\b/g, 'how bold letters are'],
  ['src/report/vega-runtime.ts', /\bfontWeight\b/g, 'how bold letters are'],
  ['src/report/page-style.ts', /\bfont-weight\b/g, 'how bold letters are'],
  ['src/report/render.ts', /\bfontWeights?\b/g, 'how bold letters are'],
  ['src/report/render-pdf.ts', /\b(fontWeights?|weight)\b/gi, 'how bold letters are'],
  ['src/report/portable-svg.ts', /\b(fontWeights|font-weight|weight)\b/g, 'how bold letters are'],
  ['src/report/font-files.ts', /\b(fontWeights?|font-weight|weights?)\b/gi, 'how bold letters are'],
  ['src/report/environment.ts', /\bexponentials\b/g, 'values of the exponential function'],
  ['src/statistics/difference-growth.ts', /\bLyapunov exponent\b/g, 'the name of a growth rate'],
];

interface Line {
  readonly file: string;
  readonly number: number;
  readonly text: string;
}

/** The lines of a room's files, tests left out. */
function linesOf(room: string): readonly Line[] {
  return readdirSync(room, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|mts|js)$/.test(name) && !name.endsWith('.test.ts'))
    .flatMap((name) => {
      const file = join(room, name).replaceAll('\\', '/');
      return readFileSync(file, 'utf8')
        .split('\n')
        .map((text, k) => ({ file, number: k + 1, text }));
    });
}

/** The lines that have one of the words in the meaning that they have in training. */
function trespasses(lines: readonly Line[]): readonly string[] {
  return lines.flatMap(({ file, number, text }) => {
    const meanings = otherMeanings.filter(([own]) => own === file);
    const rest = meanings.reduce((left, [, meaning]) => left.replace(meaning, ''), text);
    return words.test(rest) ? [`${file}:${number}: ${text.trim()}`] : [];
  });
}

test.each(rooms)('%s has no word of what an experiment brings', (room) => {
  const lines = linesOf(room);
  expect(lines.length).toBeGreaterThan(200);
  expect(trespasses(lines)).toEqual([]);
});

describe('the other meanings', () => {
  test.each(otherMeanings)('%s: %s is still there', (file, meaning) => {
    const uses = readFileSync(file, 'utf8').match(meaning) ?? [];
    expect(uses.filter((use) => words.test(use))).not.toEqual([]);
  });
});

test('a word that trespasses is seen, beside another meaning too', () => {
  const line = (file: string, text: string) => ({ file, number: 7, text });
  expect(trespasses([line('src/report/style.ts', "fontWeight: 600, of: 'weights'")])).toHaveLength(1);
  expect(trespasses([line('src/report/facts.ts', "const heading = 'Recipes';")])).toEqual([
    "src/report/facts.ts:7: const heading = 'Recipes';",
  ]);
  expect(trespasses([line('src/report/style.ts', 'titleFontWeight: 400')])).toEqual([]);
});
