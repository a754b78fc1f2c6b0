import type { TopLevelSpec } from 'vega-lite';
import { fontSize, panelSize, seriesColours, seriesDashes } from '../../../report/style.js';
import { thin } from '../../../report/thinning.js';
import { groupDigits } from '../../../report/user-text.js';
import type { Window } from './weights-window.js';

/** One weight over a run. */
export interface Line {
  /** As the legend names it: `w0[1,0]`. */
  readonly name: string;
  /** One value per recorded step. */
  readonly values: readonly number[];
  /** The solution's value, drawn as a faint dashed line; null for none. */
  readonly solution: number | null;
}

/** One neuron and its incoming weights. */
export interface Panel {
  readonly title: string;
  readonly lines: readonly Line[];
}

/** What the panels of a figure share. */
export interface StepAxis {
  /** The recorded steps the axis covers. */
  readonly steps: readonly number[];
  /** Where the axis ends. */
  readonly lastStep: number;
  /** The most points a line is drawn with. */
  readonly points: number;
  /** Whether this panel is the lowest of its column and carries the axis' labels and title. */
  readonly isLabelled: boolean;
}

/** How much room a panel has. */
export interface PanelRoom {
  readonly width: number;
  readonly height: number;
  /** Of the title, in pixels. */
  readonly titleSize: number;
  /** Ticks of the two axes. */
  readonly ticks: readonly [x: number, y: number];
  readonly hasTitles: boolean;
  readonly legend: 'right' | 'top';
}

/** Panels with titles and legends of their own. */
export const wideRoom: PanelRoom = {
  ...panelSize,
  titleSize: fontSize.title,
  ticks: [5, 4],
  hasTitles: true,
  legend: 'right',
};

/** Many small panels, which share a legend. */
export const narrowRoom: PanelRoom = {
  width: 62,
  height: 46,
  titleSize: 11,
  ticks: [2, 2],
  hasTitles: false,
  legend: 'top',
};

/** How a panel looks. */
export interface PanelLook {
  readonly room: PanelRoom;
  readonly series: SeriesNames;
}

/** A chart that can stand in a Vega-Lite concatenation. */
export type PartialChart = Extract<TopLevelSpec, { concat: unknown }>['concat'][number];

const legendRows = 6;
const mostLegendEntries = 12;
/** Of lines without a name of their own. */
const unnamed = '#B3B3B3';

/** The chart of one panel: solution, lines, and signs where a line ends before the run does. */
export function panelChart(panel: Panel, window: Window, axis: StepAxis, { room, series }: PanelLook): PartialChart {
  const { names, colours } = series;
  const seriesOf = (name: string) => series.seriesOf(name);
  const notes = notesOf(window);
  const x = {
    field: 'step',
    type: 'quantitative' as const,
    scale: { domain: [axis.steps[0], axis.lastStep], nice: false, zero: false },
    axis: {
      title: axis.isLabelled && room.hasTitles ? 'step' : null,
      labels: axis.isLabelled,
      format: ',d',
      tickMinStep: 1,
      tickCount: room.ticks[0],
    },
  };
  const y = {
    field: 'weight',
    type: 'quantitative' as const,
    scale: { domain: [window.low, window.high], nice: false, zero: false },
    axis: {
      title: room.hasTitles ? 'weight' : null,
      tickCount: room.ticks[1],
      ...(room.hasTitles ? {} : { minExtent: 24 }),
      ...(Math.max(-window.low, window.high) >= 1e5 ? { format: '.1~e' } : {}),
    },
  };
  const legend = {
    orient: room.legend,
    columns: room.legend === 'top' ? 4 : Math.ceil(names.length / legendRows),
    symbolLimit: mostLegendEntries,
  };
  return {
    width: room.width,
    height: room.height,
    title: {
      text: panel.title,
      fontSize: room.titleSize,
      ...(notes.length > 0 ? { subtitle: room.hasTitles ? notes : ['leaves the axis'] } : {}),
    },
    encoding: {
      color: {
        field: 'series',
        type: 'nominal',
        scale: { domain: [...names], range: [...colours] },
        legend,
      },
      detail: { field: 'name', type: 'nominal' },
    },
    layer: [
      {
        data: {
          values: panel.lines.flatMap(({ name, solution }) =>
            solution === null ? [] : { name, series: seriesOf(name), weight: solution },
          ),
        },
        mark: { type: 'rule', strokeDash: [5, 4], strokeWidth: 1.2, opacity: 0.55, clip: true },
        encoding: { y },
      },
      {
        data: {
          values: panel.lines
            .flatMap((line) => pointsOf(line, window, axis))
            .map((point) => ({ ...point, series: seriesOf(point.name) })),
        },
        mark: { type: 'line', clip: true },
        encoding: {
          x,
          y,
          strokeDash: {
            field: 'series',
            type: 'nominal',
            scale: { domain: [...names], range: names.map((_, i) => [...dashOf(i)]) },
            legend,
          },
        },
      },
      {
        data: {
          values: panel.lines
            .flatMap((line) => signsOf(line, window, axis))
            .map((sign) => ({ ...sign, series: seriesOf(sign.name) })),
        },
        mark: { type: 'point', filled: false, size: 40 },
        encoding: {
          x,
          y,
          shape: { field: 'sign', type: 'nominal', scale: null, legend: null },
        },
      },
    ],
  };
}

/** What lines are called in the legend, and how they are coloured. */
export interface SeriesNames {
  readonly names: readonly string[];
  seriesOf(name: string): string;
  readonly colours: readonly string[];
}

/**
 * Up to twelve lines have a name and a colour each; of more, the eleven that end with the greatest weights,
 * and the others are grey.
 */
export function seriesNames(lines: readonly Line[]): SeriesNames {
  const colour = (_: unknown, k: number) => seriesColours[k % seriesColours.length];
  const all = [...new Set(lines.map(({ name }) => name))];
  if (all.length <= mostLegendEntries) return { names: all, seriesOf: (name) => name, colours: all.map(colour) };
  const end = ({ values }: Line) => Math.abs(values.findLast(Number.isFinite) ?? 0);
  const greatest = [...new Set([...lines].sort((a, b) => end(b) - end(a)).map(({ name }) => name))];
  const named = new Set(greatest.slice(0, mostLegendEntries - 1));
  const kept = all.filter((name) => named.has(name));
  const others = `the ${all.length - kept.length} others`;
  return {
    names: [...kept, others],
    seriesOf: (name) => (named.has(name) ? name : others),
    colours: [...kept.map(colour), unnamed],
  };
}

function dashOf(index: number): readonly number[] {
  return seriesDashes[Math.floor(index / seriesColours.length) % seriesDashes.length];
}

/**
 * A line's points, thinned. What is off the axis is drawn one axis length beyond it, where the panel's
 * clipping hides it (the value itself may be too large for a renderer's arithmetic); what is not finite is
 * null, which breaks the line.
 */
function pointsOf({ name, values }: Line, { low, high }: Window, { steps, points }: StepAxis) {
  const span = high - low;
  return thin(values.slice(0, steps.length), points).map((k) => ({
    name,
    step: steps[k],
    weight: Number.isFinite(values[k]) ? Math.min(Math.max(values[k], low - span), high + span) : null,
  }));
}

/**
 * Where a line first leaves the axis, an arrowhead at the edge; where it first is not finite, a cross at its
 * last value, if that was on the axis.
 */
function signsOf({ name, values }: Line, { low, high }: Window, { steps }: StepAxis) {
  const leaves = values.findIndex((value) => Number.isFinite(value) && (value < low || value > high));
  const breaks = values.findIndex((value) => !Number.isFinite(value));
  const signs: { name: string; step: number; weight: number; sign: string }[] = [];
  if (leaves >= 0 && leaves < steps.length) {
    const up = values[leaves] > high;
    signs.push({ name, step: steps[leaves], weight: up ? high : low, sign: up ? 'triangle-up' : 'triangle-down' });
  }
  if (breaks >= 0 && breaks < steps.length) {
    const before = breaks === 0 ? (low + high) / 2 : values[breaks - 1];
    if (before >= low && before <= high) signs.push({ name, step: steps[breaks], weight: before, sign: cross });
  }
  return signs;
}

/** ×, as a path in a square of side 2. */
const cross = 'M-1,-1L1,1M-1,1L1,-1';

function notesOf({ leavesAt, greatest, notFiniteAt }: Window): string[] {
  const notes: string[] = [];
  if (leavesAt !== null) {
    notes.push(`leaves the axis at step ${groupDigits(leavesAt)}, reaches ${shortNumber(greatest)}`);
  }
  if (notFiniteAt !== null) notes.push(`NaN or infinite at step ${groupDigits(notFiniteAt)}`);
  return notes.length === 0 ? [] : [notes.join('; ')];
}

/** Two digits: 1,300 or 3.1e30. */
function shortNumber(value: number): string {
  return value < 1e5 ? groupDigits(Number(value.toPrecision(2))) : value.toExponential(1).replace('e+', 'e');
}
