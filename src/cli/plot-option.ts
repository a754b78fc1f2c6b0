import { extname } from 'node:path';
import { renderPng } from '../report/render.js';
import { InputError, quoted } from '../base/input-error.js';

export type PlotFormat = 'svg' | 'png';

/** The format that the name given with --plot asks for; null where none is given. @throws InputError for any other */
export function plotFormat(path: string | undefined): PlotFormat | null {
  if (path === undefined) return null;
  const extension = extname(path).toLowerCase();
  if (extension === '.svg' || extension === '.png') return extension === '.svg' ? 'svg' : 'png';
  throw new InputError(`--plot: ${quoted(path)}: the name must end in .svg or .png`);
}

/** A drawn figure in that format. */
export function plotContent(svg: string, format: PlotFormat | null): string | Uint8Array {
  return format === 'png' ? renderPng(svg) : svg;
}
