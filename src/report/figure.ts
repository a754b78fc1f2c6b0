import type { TopLevelSpec } from 'vega-lite';
import { fontSize } from './style.js';
import { wrapText } from './text-width.js';

/** A chart and its words. Captions say what the marks and the error bars are; text alternatives say what the chart shows. */
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
