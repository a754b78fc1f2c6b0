import { extname } from 'node:path';
import { InputError, quoted } from '../base/input-error.js';
import { drawFigure } from '../report/draw-figure.js';
import { figureFormats, type FigureFormat } from '../report/figure-formats.js';
import { undrawnText, type Figure, type UndrawnFigure } from '../report/figure.js';
import type { OutputFile } from './output-file.js';
import { sayBeside } from './say.js';

/** What `--plot` takes, for a command's help: `file.svg|file.png|file.pdf`. */
export const plotFiles = figureFormats.map(({ extension }) => `file${extension}`).join('|');

/**
 * The format that the name given with --plot asks for; null where none is given.
 * @throws InputError for any other
 */
export function plotFormat(path: string | undefined): FigureFormat | null {
  if (path === undefined) return null;
  const found = figureFormats.find(({ extension }) => extension === extname(path).toLowerCase());
  if (found !== undefined) return found;
  const [last, ...others] = figureFormats.map(({ extension }) => extension).reverse();
  throw new InputError(`--plot: ${quoted(path)}: the name must end in ${others.reverse().join(', ')} or ${last}`);
}

/**
 * Draws a figure into a file. What cannot be drawn is said on stderr and in the file, and costs nothing else.
 */
export async function writePlot(file: OutputFile, format: FigureFormat, figure: Figure | UndrawnFigure): Promise<void> {
  const { content, undrawn } = await (await drawFigure(figure)).file(format);
  if (content !== null) file.write(content);
  if (undrawn !== null) sayBeside(undrawnText(undrawn));
}
