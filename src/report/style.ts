import type { Config } from 'vega-lite';
import { pow } from '../numeric/elementary/pow.js';

/**
 * The colours of Okabe & Ito (2008, "Color Universal Design"), told apart by colour-blind readers. Yellow is
 * left out, too faint a line on white; black is left out, it is the colour of text and axes.
 */
export const palette = {
  blue: '#0072B2',
  vermillion: '#D55E00',
  green: '#009E73',
  orange: '#E69F00',
  purple: '#CC79A7',
  sky: '#56B4E9',
} as const;

/** The palette in the order series take it: the strongest contrast with white first, 5.2:1 to 2.2:1. */
export const seriesColours: readonly string[] = [
  palette.blue,
  palette.vermillion,
  palette.green,
  palette.purple,
  palette.sky,
  palette.orange,
];

/** Series that share a colour, because there are more series than colours, differ in their dashes. */
export const seriesDashes: readonly (readonly number[])[] = [[], [7, 2], [1, 2], [7, 2, 1, 2]];

/**
 * The colour of each name: those that have one of their own have it in every figure of every report, the
 * others take what is left in the order of their first mention (and share colours once all are taken). Every
 * figure of one report passes the same names, so that a name has one colour in all of them.
 * @param coloured the names with a colour of their own, in the order of the colours
 */
export function nameColours(names: readonly string[], coloured: readonly string[]): ReadonlyMap<string, string> {
  const reserved = new Map(seriesColours.slice(0, coloured.length).map((colour, k) => [coloured[k], colour]));
  const free = seriesColours.filter((colour) => !names.some((name) => reserved.get(name) === colour));
  const available = free.length > 0 ? free : seriesColours;
  const colours = new Map<string, string>();
  let taken = 0;
  for (const name of names) {
    if (colours.has(name)) continue;
    colours.set(name, reserved.get(name) ?? available[taken++ % available.length]);
  }
  return colours;
}

/**
 * The typeface of every figure: an SVG asks for it by name and takes what the reader has, a PNG has it
 * inside.
 */
export const fontFamily = "'Source Sans 3', 'Source Sans Pro', 'Helvetica Neue', Arial, sans-serif";

/**
 * Font sizes in pixels. A panel with axis and legend is about 400 px wide: in a column of 84 mm these are 7
 * to 8 pt.
 */
export const fontSize = { label: 12, title: 13 } as const;

/** Pixels. */
export const panelSize = { width: 300, height: 105 } as const;

/**
 * Text and strong marks; axes; grid lines; the paper. A page for dark screens finds them in a figure's SVG
 * and exchanges them.
 */
export const ink = '#222222';
export const quiet = '#666666';
export const faint = '#E6E6E6';
export const paper = '#FFFFFF';

/** What all figures have in common. */
export const chartConfig: Config = {
  background: paper,
  padding: 8,
  font: fontFamily,
  view: { stroke: null },
  axis: {
    domainColor: quiet,
    tickColor: quiet,
    tickSize: 4,
    gridColor: faint,
    labelColor: ink,
    labelFontSize: fontSize.label,
    titleColor: ink,
    titleFontSize: fontSize.title,
    titleFontWeight: 'normal',
    titlePadding: 6,
  },
  // Wide enough for "−0.25", so that the panels of a column have their titles in one line.
  axisY: { minExtent: 34, titlePadding: 4 },
  // Labels at the ends are centred on their ticks; Vega would push them inwards.
  axisX: { grid: false, labelFlush: false },
  legend: {
    title: null,
    titleColor: ink,
    titleFontSize: fontSize.label,
    titleFontWeight: 'normal',
    labelColor: ink,
    labelFontSize: fontSize.label,
    symbolType: 'stroke',
    symbolSize: 220,
    // Else a legend takes the opacity of the first mark, which may be a faint one.
    symbolOpacity: 1,
    rowPadding: 2,
    offset: 10,
  },
  title: {
    anchor: 'start',
    frame: 'group',
    color: ink,
    fontSize: fontSize.title,
    fontWeight: 600,
    subtitleColor: ink,
    subtitleFontSize: fontSize.label,
    offset: 4,
  },
  line: { strokeWidth: 1.4, strokeCap: 'round', strokeJoin: 'round' },
  point: { opacity: 1, strokeWidth: 1.6 },
  // Only titles and axes are read out; a label on every mark would read a line's first point as if it were
  // the line.
  aria: true,
  mark: { aria: false },
};

/** Shapes of points in the order series take them, so that points of one colour differ. */
export const seriesShapes: readonly string[] = ['circle', 'square', 'triangle-up', 'diamond', 'triangle-down'];

/** The least share of a colour in a shade, so that a rate of 0 is seen on the paper. */
const faintest = 0.07;

/**
 * A colour mixed with white: for a rate of 1 the colour itself.
 * @param colour `#rrggbb`
 * @param rate in [0, 1]
 */
export function shadeOf(colour: string, rate: number): string {
  const share = faintest + (1 - faintest) * rate;
  const mixed = channels(colour).map((channel) => Math.round(255 + (channel - 255) * share));
  return `#${mixed.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

/**
 * Black or white, whichever has the greater contrast with a colour: at least 4.5:1.
 * @param colour `#rrggbb`
 */
export function contrastingText(colour: string): string {
  // Relative luminance (WCAG 2.2); both contrasts are equal where (L + 0.05)² = 0.05 · 1.05.
  const [r, g, b] = channels(colour)
    .map((channel) => channel / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4)));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05 > Math.sqrt(0.05 * 1.05) ? '#000000' : '#FFFFFF';
}

function channels(colour: string): number[] {
  return [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
}
