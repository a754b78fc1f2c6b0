import { portableSvg } from './portable-svg.js';
import { renderPdf, type FigureWords } from './render-pdf.js';
import { renderPng } from './render.js';

/** A kind of file that a figure can be. */
export interface FigureFormat {
  /** With its dot: `.svg`. */
  readonly extension: string;
  /** @param svg as `renderSvg` draws it */
  make(svg: string, words: FigureWords): Promise<string | Uint8Array>;
}

/** The kinds of files that figures are written as. */
export const figureFormats: readonly FigureFormat[] = [
  { extension: '.svg', make: (svg, words) => Promise.resolve(portableSvg(svg, words)) },
  { extension: '.png', make: (svg) => renderPng(svg) },
  { extension: '.pdf', make: renderPdf },
];
