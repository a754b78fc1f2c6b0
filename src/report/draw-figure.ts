import type { FigureFormat } from './figure-formats.js';
import { captionWidth, reasonOf, undrawnText, withCaption, type Figure, type UndrawnFigure } from './figure.js';
import { html } from './html.js';
import { renderSvg } from './render.js';
import { fontFamily, fontSize, ink, paper } from './style.js';
import { wrapText } from './text-width.js';

/** A figure as a file; without content where not even a sentence could be drawn in its place. */
export interface FigureFile {
  readonly content: string | Uint8Array | null;
  /** Null where all went well. */
  readonly undrawn: UndrawnFigure | null;
}

/** Draws figures as files, whatever goes wrong: what cannot be drawn is a sentence that says so, and why. */
export interface FigureDrawing {
  /** The figure without its caption, for a page; null where it could not be drawn. */
  readonly svg: string | null;
  readonly undrawn: UndrawnFigure | null;
  file(format: FigureFormat): Promise<FigureFile>;
}

/** Draws a figure: for a page, and with its caption for a file of its own. */
export async function drawFigure(figure: Figure | UndrawnFigure): Promise<FigureDrawing> {
  if ('reason' in figure) return drawnAs(null, sentenceSvg(figure), figure, figure);
  try {
    const svg = await renderSvg(figure.chart);
    return drawnAs(svg, await renderSvg(withCaption(figure, captionWidth)), figure, null);
  } catch (error) {
    const undrawn = { name: figure.name, title: figure.title, reason: reasonOf(error) };
    return drawnAs(null, sentenceSvg(undrawn), figure, undrawn);
  }
}

function drawnAs(
  svg: string | null,
  alone: string,
  figure: Figure | UndrawnFigure,
  undrawn: UndrawnFigure | null,
): FigureDrawing {
  const { name, title } = figure;
  const alternative = 'reason' in figure ? figure.reason : figure.alternative;
  return {
    svg,
    undrawn,
    async file(format) {
      try {
        return { content: await format.make(alone, { title, alternative }), undrawn };
      } catch (error) {
        const failed = { name, title: `${title} (${format.extension})`, reason: reasonOf(error) };
        const words = { title, alternative: failed.reason };
        const content = await format.make(sentenceSvg(failed), words).catch(() => null);
        return { content, undrawn: failed };
      }
    },
  };
}

/** The sentence that stands where a figure should, as an SVG of the same width. */
function sentenceSvg(undrawn: UndrawnFigure): string {
  const padding = 8;
  const lineHeight = fontSize.label * 1.3;
  const lines = wrapText(undrawnText(undrawn), fontSize.label, captionWidth - 2 * padding);
  const height = Math.ceil(lines.length * lineHeight + 2 * padding);
  const text = (line: string, k: number) =>
    html`<text
      x="${padding}"
      y="${Math.round(padding + (k + 0.8) * lineHeight)}"
      font-size="${fontSize.label}px"
      font-family="${fontFamily}"
      fill="${ink}"
      >${line}</text
    >`;
  return html`<svg
    xmlns="http://www.w3.org/2000/svg"
    width="${captionWidth}"
    height="${height}"
    viewBox="0 0 ${captionWidth} ${height}"
  >
    <rect width="${captionWidth}" height="${height}" fill="${paper}" />
    ${lines.map(text)}
  </svg>`.toString();
}
