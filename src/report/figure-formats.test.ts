import { layerParameters } from '../units/two-layers/layers.js';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { drawFigure } from './draw-figure.js';
import { figureFormats } from './figure-formats.js';
import { runFigure } from '../experiments/training/report/run-figure.js';

const folder = mkdtempSync(join(tmpdir(), 'warizan-formats-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const figure = runFigure(
  {
    run: { recipe: 'a <b> & “c”', seed: 3, rng: 'mt19937', outcome: 'converged', convergedAt: 2, solution: null },
    trajectory: {
      parameters: layerParameters({ inputs: 2, hidden: 2, outputs: 1 }),
      steps: [0, 1, 2],
      weights: [0, 1, 2].map((step) => [1, 2, 3, 4, 5, 6].map((k) => k / (step + 1))),
    },
  },
  0,
);

async function fileOf(extension: string): Promise<string | Uint8Array> {
  const format = figureFormats.find((own) => own.extension === extension);
  if (format === undefined) throw new Error(`no format ${extension}`);
  const { content, undrawn } = await (await drawFigure(figure)).file(format);
  if (content === null || undrawn !== null) throw new Error(`not drawn: ${undrawn?.reason ?? ''}`);
  return content;
}

/** Runs one of poppler's tools on the figure's PDF. */
async function seenBy(tool: string, ...more: readonly string[]): Promise<string> {
  const path = join(folder, 'figure.pdf');
  writeFileSync(path, await fileOf('.pdf'));
  try {
    return execFileSync(tool, [path, ...more], { encoding: 'utf8' });
  } catch (error) {
    throw new Error(`${tool} failed: is poppler-utils installed (apt-get install poppler-utils)?`, { cause: error });
  }
}

describe.each(figureFormats)('a figure as $extension', ({ extension }) => {
  test('is the same bytes on every call', async () => {
    expect(Buffer.compare(Buffer.from(await fileOf(extension)), Buffer.from(await fileOf(extension)))).toBe(0);
  });
});

describe('a PDF', () => {
  test('holds the fonts that it uses, and only parts of them', async () => {
    const fonts = (await seenBy('pdffonts')).trim().split('\n').slice(2);
    expect(fonts).toHaveLength(2);
    // Name, type and encoding, then: embedded, subset, with a map to Unicode.
    for (const font of fonts) expect(font).toMatch(/^[A-Z]{6}\+SourceSans3-\w+ +CID TrueType +Identity-H +yes yes yes/);
  });

  test('is vectors, with text that can be found, and no image', async () => {
    expect((await seenBy('pdfimages', '-list')).trim().split('\n')).toHaveLength(2);
    expect((await seenBy('pdftotext', '-')).replace(/\s+/g, ' ')).toContain('Recipe “a <b> & “c””, seed 3 (mt19937)');
  });

  test('says what it is, and to a screen reader what it shows', async () => {
    const said = await seenBy('pdfinfo');
    expect(said).toMatch(/^Title: +Weights of a run of a <b> & “c”$/m);
    expect(said).toMatch(/^Tagged: +yes$/m);
    expect(said).toMatch(/^Pages: +1$/m);
  });
});

describe('an SVG', () => {
  test('holds its fonts, a title and a description, and asks for nothing', async () => {
    const svg = String(await fileOf('.svg'));
    expect(svg).toMatch(
      /^<svg [^>]*role="img"><title>Weights of a run of a &#60;b&#62; &#38; “c”<\/title><desc>Weights of seed 3/,
    );
    expect(svg.match(/@font-face \{ font-family: 'Source Sans 3'; font-weight: (?:400|600);/g)).toHaveLength(2);
    const asked = Array.from(svg.matchAll(/url\(([^)]{0,30})/g), ([, address]) => address);
    expect(asked.filter((address) => !/^(?:#|data:font\/woff2;base64,)/.test(address))).toEqual([]);
  });
});
