import type { TopLevelSpec } from 'vega-lite';
import { fontSize } from './style.js';
import { wrapText } from './text-width.js';
import { showUserText } from './user-text.js';

/**
 * A chart and its words. Captions say what the marks and the error bars are; text alternatives say what the
 * chart shows.
 */
export interface Figure {
  /** Part of the names of its files: `success`. */
  readonly name: string;
  readonly title: string;
  /** Whole sentences, for under the figure. */
  readonly caption: string;
  /** What a reader sees who looks at the figure, in words and numbers, for one who cannot. */
  readonly alternative: string;
  /** Without title and caption, for `renderSvg`. */
  readonly chart: TopLevelSpec;
}

/** A figure that could not be made or drawn: a sentence stands in its place. */
export interface UndrawnFigure {
  readonly name: string;
  readonly title: string;
  /** What went wrong, as the program that draws said it. */
  readonly reason: string;
}

/** The sentence in a figure's place. */
export function undrawnText({ title, reason }: UndrawnFigure): string {
  return `“${title}” could not be drawn: ${reason}`;
}

/** Makes a figure; whatever goes wrong costs that figure and nothing else. */
export function attemptFigure<F>(name: string, title: string, make: () => F): F | UndrawnFigure {
  try {
    return make();
  } catch (error) {
    return { name, title, reason: reasonOf(error) };
  }
}

/** What was thrown, in one line fit to be shown. */
export function reasonOf(thrown: unknown): string {
  return showUserText(thrown instanceof Error ? thrown.message : String(thrown), longestReason);
}

const longestReason = 300;

/** The chart with the caption under it, for a figure that stands alone. */
export function withCaption({ chart, caption }: Pick<Figure, 'chart' | 'caption'>, width: number): TopLevelSpec {
  return {
    ...chart,
    title: {
      text: wrapText(caption, fontSize.label, width),
      orient: 'bottom',
      anchor: 'start',
      frame: 'bounds',
      fontSize: fontSize.label,
      fontWeight: 'normal',
      lineHeight: fontSize.label * 1.3,
      offset: 10,
    },
  };
}

/** Pixels: captions are as wide as the figures, which are made for one column. */
export const captionWidth = 400;
