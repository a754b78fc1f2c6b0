import { createHash } from 'node:crypto';
import { harmless } from '../base/harmless-text.js';
import type { LoggerInterface } from 'vega';
import type { TopLevelSpec } from 'vega-lite';
import { fontFile, fontWeights } from './font-files.js';
import { chartConfig } from './style.js';
import { textWidth } from './text-width.js';
import { withinReach } from './within-reach.js';
import { withMarkedNames, withoutMarks } from './vega-names.js';

/**
 * Draws a chart as SVG, without a browser. The house style is `chartConfig`; a chart's own `config` goes over
 * it.
 *
 * The same chart is the same text on every call and every machine: text is measured by a table, not by what
 * the machine has installed, and ids are named after the content. Figures so named can stand in one HTML page
 * without sharing ids.
 * @throws Error when Vega-Lite finds something wrong with the chart, warnings included, or a place in it is
 * no finite number
 */
export async function renderSvg(chart: TopLevelSpec): Promise<string> {
  // Loaded here: a quarter of a second and 60 MB that programs which draw nothing are spared.
  const { compile, parse, textMetrics, View } = await import('./vega-runtime.js');
  textMetrics.width = (item, text) =>
    textWidth(withoutMarks(String(text)), item.fontSize ?? 11, item.fontWeight === 600 || item.fontWeight === 'bold');
  const { spec } = compile(withMarkedNames(chart), { config: chartConfig, logger: strictLogger });
  const view = new View(parse(spec), { renderer: 'none', logger: strictLogger });
  try {
    const drawn = withinReach(harmless(withoutMarks(await view.toSVG())));
    return nameIdsByContent(withoutSolidDashes(roundCoordinates(drawn)));
  } finally {
    view.finalize();
  }
}

/**
 * Draws an SVG of ours as PNG on white, with Source Sans 3 inside, at `zoom` pixels of the PNG per pixel of
 * the SVG: 3 gives an 84 mm column 360 dpi. Same SVG, same bytes: fonts of the machine are not used. Scripts
 * that Source Sans lacks (it has Latin, Greek and Cyrillic) are therefore empty boxes in a PNG; an SVG shows
 * them.
 * @throws Error when the text is not SVG
 */
export async function renderPng(svg: string, zoom = 3): Promise<Uint8Array> {
  const { Resvg } = await import('@resvg/resvg-js');
  const image = new Resvg(svg, {
    background: 'white',
    fitTo: { mode: 'zoom', value: zoom },
    font: { loadSystemFonts: false, fontFiles: fontWeights.map(fontFile), defaultFontFamily: 'Source Sans 3' },
  });
  return image.render().asPng();
}

/**
 * Coordinates to a hundredth of a pixel: the digits beyond, a third of a figure's bytes, move nothing that
 * can be seen.
 */
function roundCoordinates(svg: string): string {
  return svg.replace(/<[^>]*>/g, (tag) =>
    tag.replace(/ (?:d|transform|x|y|x1|y1|x2|y2|width|height)="[^"]*"/g, (attribute) =>
      attribute.replace(/-?\d+\.\d{3,}(?:e-?\d+)?/g, (digits) => String(Number(Number(digits).toFixed(2)))),
    ),
  );
}

/** A scale of dashes names solid lines 1,0: dashes without gaps, which PDF does not have. */
function withoutSolidDashes(svg: string): string {
  return svg.replace(/<[^>]*>/g, (tag) => tag.replace(' stroke-dasharray="1,0"', ''));
}

/**
 * Vega numbers clip paths and gradients by counters that run on through the process. Here they are numbered
 * from 0 within the figure, in order of appearance, behind a hash of the figure. Only whole attributes inside
 * tags are touched: text a user chose cannot look like one, since < and " are escaped in it.
 */
function nameIdsByContent(svg: string): string {
  const anonymous = new Map<string, number>();
  const rename = (text: string, prefix: string) =>
    text.replace(/<[^>]*>/g, (tag) =>
      tag.replace(
        / (id|clip-path|fill|stroke)="(url\(#)?((?:clip|gradient_)\d+)(\))?"/g,
        (_, name, open, id, close) => {
          const index = anonymous.get(String(id)) ?? anonymous.size;
          anonymous.set(String(id), index);
          return ` ${String(name)}="${String(open ?? '')}${prefix}${index}${String(close ?? '')}"`;
        },
      ),
    );
  const hash = createHash('sha256').update(rename(svg, '')).digest('hex').slice(0, 12);
  return rename(svg, `warizan-${hash}-`);
}

/** The charts are ours: what Vega warns of is a mistake in one of them. */
const strictLogger: LoggerInterface = {
  level: () => strictLogger,
  error: fail,
  warn: fail,
  info: () => strictLogger,
  debug: () => strictLogger,
};

function fail(...messages: readonly unknown[]): never {
  throw new Error(`Vega: ${messages.map(String).join(' ')}`);
}
