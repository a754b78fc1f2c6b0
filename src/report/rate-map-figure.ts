import type { Figure } from './figure.js';
import { fitLabels } from './fit-labels.js';
import type { SuccessWords } from '../base/success-words.js';
import { groupName } from './group-label.js';
import { percent, percentWithInterval } from './percent.js';
import { successFill } from './outcome-style.js';
import { contrastingText, fontSize, paper, shadeOf } from './style.js';
import type { Sweep } from './sweep.js';
import { textWidth } from './text-width.js';

/** Pixels: the map is as wide as a column of the page, and a cell as high as two lines of text. */
const mapWidth = 330;
const cellHeight = 42;
/** Cells narrower than this have no interval in them, and than that no number. */
const widthForInterval = 54;
const widthForRate = 34;
const widestCell = 110;
const thinCell = 12;
/** Of a name beside the map. */
const widestName = 110;

/** Numbers, names and cells of a map, columns first. */
interface Layout {
  readonly columns: readonly string[];
  readonly columnTitle: string;
  readonly rows: readonly string[];
  readonly rowTitle: string;
  readonly isTurned: boolean;
}

/**
 * The success rate of each setting in a map: the axis to the right, all other fields downwards, or the other
 * way round where that fits better.
 */
export function rateMapFigure(sweep: Sweep, common: string | null, { past }: SuccessWords): Figure | null {
  if (sweep.rows.length < 2) return null;
  const { columns, columnTitle, rows, rowTitle, isTurned } = layoutOf(sweep);
  const cellWidth = Math.max(thinCell, Math.min(widestCell, mapWidth / columns.length));
  const hasRates = cellWidth >= widthForRate;
  const height = hasRates ? cellHeight : thinCell;
  const names = fitLabels(rows, (text) => textWidth(text, fontSize.label) <= widestName);
  const headings = fitLabels(columns, (text) => textWidth(text, fontSize.label) <= Math.max(cellWidth - 4, 30));
  const cells = sweep.cells.map(({ group: { success }, column, row }) => {
    const fill = shadeOf(successFill, success.rate);
    return {
      column: headings[isTurned ? row : column],
      row: names[isTurned ? column : row],
      fill,
      colour: contrastingText(fill),
      rate: hasRates ? `${percent(success.rate)} %` : '',
      interval:
        cellWidth >= widthForInterval ? `${Math.round(100 * success.low)}–${Math.round(100 * success.high)}` : '',
    };
  });
  const axis = { domain: false, ticks: false, labelPadding: 6, labelLimit: 0, grid: false };
  const x = {
    field: 'column',
    type: 'nominal' as const,
    scale: { domain: headings },
    axis: hasRates
      ? { ...axis, title: columnTitle, labelAngle: 0, orient: 'top' as const }
      : { ...axis, title: columnTitle },
  };
  const y = { field: 'row', type: 'nominal' as const, scale: { domain: names }, axis: { ...axis, title: rowTitle } };
  const color = (field: string) => ({ field, type: 'nominal' as const, scale: null, legend: null });
  const text = (field: string, dy: number, size: number) => ({
    mark: { type: 'text' as const, baseline: 'middle' as const, fontSize: size, dy },
    encoding: { x, y, text: { field }, color: color('colour') },
  });
  return {
    name: 'rate-map',
    title: 'Success rate of each setting',
    caption:
      `Share of runs that ${past}${common === null ? '' : `, settings of ${common}`}: the darker, the more.` +
      (cellWidth >= widthForInterval
        ? ' Under each rate its 95 % Wilson interval, in percent.'
        : ' The table has the intervals.'),
    alternative: sweep.cells
      .map(({ group }) => `${groupName(group)}: ${percentWithInterval(group.success.rate, group.success)}`)
      .join('; '),
    chart: {
      $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
      description: 'Success rate by two fields of the settings',
      width: { step: cellWidth },
      height: { step: height },
      data: { values: cells },
      layer: [
        {
          mark: { type: 'rect', stroke: paper, strokeWidth: hasRates ? 2 : 0.5 },
          encoding: { x, y, color: { ...color('fill') } },
        },
        text('rate', cellWidth >= widthForInterval ? -7 : 0, 12),
        text('interval', 9, 11),
      ],
      config: { axisX: { labelFlush: false, grid: false }, scale: { bandPaddingInner: 0, bandPaddingOuter: 0 } },
    },
  };
}

/**
 * The axis goes to the right where its values have room for their numbers; else downwards, if the other
 * direction has.
 */
function layoutOf({ axis, values, across, rows, isNumericAcross }: Sweep): Layout {
  const texts = values.map(({ text }) => text);
  const isTurned = isNumericAcross
    ? rows.length < texts.length
    : texts.length > mapWidth / widthForInterval && rows.length < texts.length;
  return isTurned
    ? { columns: rows, columnTitle: across, rows: texts, rowTitle: axis, isTurned }
    : { columns: texts, columnTitle: axis, rows, rowTitle: across, isTurned };
}
