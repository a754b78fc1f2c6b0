import type { TopLevelSpec } from 'vega-lite';
import { panelSize, seriesColours, seriesDashes } from './style.js';
import { thin } from './thinning.js';
import { groupDigits } from './user-text.js';
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

/** A chart that can stand in a Vega-Lite concatenation. */
export type PartialChart = Extract<TopLevelSpec, { concat: unknown }>['concat'][number];

const legendRows = 6;
const mostLegendEntries = 12;

/** The chart of one panel: solution, lines, and signs where a line ends before the run does. */
export function panelChart(panel: Panel, window: Window, axis: StepAxis): PartialChart {
  const names = panel.lines.map((line) => line.name);
  const notes = notesOf(window);
  const x = {
    field: 'step',
    type: 'quantitative' as const,
    scale: { domain: [axis.steps[0], axis.lastStep], nice: false, zero: false },
    axis: {
      title: axis.isLabelled ? 'step' : null,
      labels: axis.isLabelled,
      format: ',d',
      tickMinStep: 1,
      tickCount: 5,
    },
  };
  const y = {
    field: 'weight',
    type: 'quantitative' as const,
    scale: { domain: [window.low, window.high], nice: false, zero: false },
    axis: {
      title: 'weight',
      tickCount: 4,
      ...(Math.max(-window.low, window.high) >= 1e5 ? { format: '.1~e' } : {}),
    },
  };
  const legend = {
    orient: 'right' as const,
    columns: Math.ceil(Math.min(names.length, mostLegendEntries) / legendRows),
    symbolLimit: mostLegendEntries,
  };
  return {
    width: panelSize.width,
    height: panelSize.height,
    title: { text: panel.title, ...(notes.length > 0 ? { subtitle: notes } : {}) },
    encoding: {
      color: {
        field: 'name',
        type: 'nominal',
        scale: { domain: names, range: names.map((_, i) => seriesColours[i % seriesColours.length]) },
        legend,
      },
    },
    layer: [
      {
        data: {
          values: panel.lines.flatMap(({ name, solution }) => (solution === null ? [] : { name, weight: solution })),
        },
        mark: { type: 'rule', strokeDash: [5, 4], strokeWidth: 1.2, opacity: 0.55, clip: true },
        encoding: { y },
      },
      {
        data: { values: panel.lines.flatMap((line) => pointsOf(line, window, axis)) },
        mark: { type: 'line', clip: true },
        encoding: {
          x,
          y,
          strokeDash: {
            field: 'name',
            type: 'nominal',
            scale: { domain: names, range: names.map((_, i) => [...dashOf(i)]) },
            legend,
          },
        },
      },
      {
        data: { values: panel.lines.flatMap((line) => signsOf(line, window, axis)) },
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

function dashOf(index: number): readonly number[] {
  return seriesDashes[Math.floor(index / seriesColours.length) % seriesDashes.length];
}

/**
 * A line's points, thinned. What is off the axis is drawn one axis length beyond it, where the panel's clipping hides it (the
 * value itself may be too large for a renderer's arithmetic); what is not finite is null, which breaks the line.
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
 * Where a line first leaves the axis, an arrowhead at the edge; where it first is not finite, a cross at its last value, if that was
 * on the axis.
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
