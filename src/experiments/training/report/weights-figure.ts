import type { TopLevelSpec } from 'vega-lite';
import { thetaLength, type Parameter } from '../../../units/parameter.js';
import { captionWidth, withCaption, type Figure } from '../../../report/figure.js';
import { fewestPoints } from '../../../report/thinning.js';
import { groupDigits, showUserText } from '../../../report/user-text.js';
import {
  narrowRoom,
  panelChart,
  seriesNames,
  wideRoom,
  type Line,
  type Panel,
  type PartialChart,
  type StepAxis,
} from './weights-panel.js';
import { windowOf, type Window } from './weights-window.js';

/** The recorded steps of one run. */
export interface Trajectory {
  /** What θ is made of. */
  readonly parameters: readonly Parameter[];
  /** Updates done, ascending; at least one entry. */
  readonly steps: readonly number[];
  /** Per recorded step all weights: θ. NaN and infinities are welcome. */
  readonly weights: readonly (readonly number[])[];
}

/** What the caption says of the run. */
export interface RunDescription {
  /** The recipe's name, as the user wrote it. */
  readonly recipe: string;
  readonly seed: number;
  /** The generator's name. */
  readonly rng: string;
  /** How the run ended: `converged`, `dead-phase`, … */
  readonly outcome: string;
  /** The step from which on the run counts as converged; null where it does not. */
  readonly convergedAt: number | null;
  /** The solution the run came nearest to, drawn as dashed lines; null for none. */
  readonly solution: { readonly theta: readonly number[] } | null;
}

/**
 * The most points of one line, more than a panel has pixels, and of one figure, so that an SVG stays below a
 * few megabytes.
 */
const mostPointsOfLine = 900;
const mostPointsOfFigure = 60_000;
/** The longest name a caption quotes whole. */
const longestName = 60;
/**
 * The essay's figure: one panel per neuron, its incoming weights against the step, and the solution's values
 * as faint dashed lines. Hidden neuron j shows W0[j,·], output neuron o shows W1[o,·].
 *
 * Long runs are thinned (see `thin`), exploding ones leave the axis (see `windowOf`): an arrowhead at the
 * edge shows where a weight went, a cross where it became NaN or infinite, and the panel says both in words.
 * @returns a Vega-Lite chart, for `renderSvg`
 * @throws RangeError when there is no step, or the steps, the weights and the solution do not have the
 * trajectory's shape
 */
export function weightsFigure(trajectory: Trajectory, run: RunDescription): TopLevelSpec {
  return withCaption(weightsChart(trajectory, run), captionWidth);
}

/** The same with the caption apart, for a page that sets it as text. */
export function weightsChart(trajectory: Trajectory, run: RunDescription): Pick<Figure, 'chart' | 'caption'> {
  check(trajectory, run);
  const { steps } = trajectory;
  const layers = layersOf(trajectory, run.solution === null ? null : run.solution.theta);
  const windows = layers.map((panels) =>
    panels.map(({ lines }) =>
      windowOf(
        steps,
        lines.map((line) => line.values),
        lines.flatMap((line) => line.solution ?? []),
      ),
    ),
  );
  const lastStep = endOfAxis(steps, windows.flat());
  const budget = Math.floor(mostPointsOfFigure / layers.flat().reduce((sum, panel) => sum + panel.lines.length, 0));
  const points = Math.max(fewestPoints, Math.min(mostPointsOfLine, budget));
  const shown = steps.findIndex((step) => step > lastStep);
  const axis = { steps: shown < 0 ? steps : steps.slice(0, shown), lastStep, points };
  const isLast = (layer: number) => layer === layers.length - 1;
  const chart: TopLevelSpec = {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    description: `Weights of a run of ${showUserText(run.recipe, longestName)}, seed ${run.seed}: ${showUserText(run.outcome, longestName)}`,
    vconcat: layers.map((panels, k) => layerChart(panels, windows[k], axis, isLast(k))),
    spacing: 14,
    resolve: { scale: { color: 'independent', strokeDash: 'independent', y: 'independent' } },
  };
  return { chart, caption: captionOf(run, steps, lastStep) };
}

/** More neurons of a layer than this are drawn small. */
const mostWidePanels = 4;
const narrowColumns = 4;

/** The panels of one layer: under each other, or many small ones side by side, which share a legend. */
function layerChart(
  panels: readonly Panel[],
  windows: readonly Window[],
  axis: Omit<StepAxis, 'isLabelled'>,
  isLowest: boolean,
): PartialChart {
  const isNarrow = panels.length > mostWidePanels;
  const columns = isNarrow ? narrowColumns : 1;
  const shared = isNarrow ? seriesNames(panels.flatMap(({ lines }) => lines)) : null;
  return {
    concat: panels.map((panel, k) =>
      panelChart(
        panel,
        windows[k],
        { ...axis, isLabelled: k + columns >= panels.length && (isNarrow || isLowest) },
        { room: isNarrow ? narrowRoom : wideRoom, series: shared ?? seriesNames(panel.lines) },
      ),
    ),
    columns,
    spacing: isNarrow ? { row: 8, column: 8 } : { row: 14 },
    align: 'each',
    resolve: {
      scale: {
        color: isNarrow ? 'shared' : 'independent',
        strokeDash: isNarrow ? 'shared' : 'independent',
        y: 'independent',
      },
    },
  };
}

/** What the rows of a parameter are called, and where its columns come from. */
interface RowWords {
  readonly row: string;
  readonly wideRow: string;
  readonly source: string;
}

/** Two matrices that fit together are layers: hidden neurons, each with its row, and output neurons. */
function wordsOf(parameters: readonly Parameter[], k: number): RowWords {
  const [first, second] = parameters.map(({ shape }) => shape);
  const areLayers = parameters.length === 2 && first.length === 2 && second.length === 2 && second[1] === first[0];
  if (!areLayers) return { row: parameters[k].name, wideRow: `${parameters[k].name}, row`, source: 'column' };
  const kind = k === 0 ? 'hidden' : 'output';
  return { row: kind, wideRow: `${kind} neuron`, source: k === 0 ? 'input' : 'hidden' };
}

/** The rows of every parameter: a panel a row, a line an entry. */
function layersOf(
  { parameters, weights }: Trajectory,
  solution: readonly number[] | null,
): readonly (readonly Panel[])[] {
  let from = 0;
  return parameters.map((parameter, k) => {
    const { name, shape } = parameter;
    const width = shape.at(-1) ?? 1;
    const count = thetaLength([parameter]) / width;
    const words = wordsOf(parameters, k);
    const start = from;
    from += count * width;
    const isNarrow = count > mostWidePanels;
    return Array.from({ length: count }, (_, r) => ({
      title: isNarrow ? `${words.row} ${r}` : `${words.wideRow} ${r}`,
      lines: Array.from({ length: width }, (__, c): Line => {
        const entry = start + r * width + c;
        return {
          name: isNarrow ? `from ${words.source} ${c}` : `${name}[${r},${c}]`,
          values: weights.map((theta) => theta[entry]),
          solution: solution === null ? null : solution[entry],
        };
      }),
    }));
  });
}

/**
 * Where the step axis ends: at the last step, unless nothing is on any panel for the second half of the run.
 * Then it ends a little after the last step at which something is, so that an explosion in the first steps is
 * not one pixel wide.
 */
function endOfAxis(steps: readonly number[], windows: readonly Window[]): number {
  const first = steps[0];
  const last = steps[steps.length - 1];
  const lastShown = Math.max(first, ...windows.map((window) => window.lastShown ?? first));
  if (lastShown - first > (last - first) / 2) return last;
  const next = steps.find((step) => step > lastShown) ?? last;
  return Math.max(next, Math.ceil(first + 1.2 * (lastShown - first)));
}

/** What the run was and how it ended. */
function captionOf(run: RunDescription, steps: readonly number[], lastStep: number): string {
  const end = groupDigits(steps[steps.length - 1]);
  const since = run.convergedAt === null ? '' : ` (from step ${groupDigits(run.convergedAt)} on)`;
  const solution = run.solution === null ? '' : ' Dashed: the nearest solution.';
  const cut =
    lastStep < steps[steps.length - 1]
      ? ` The axis ends at step ${groupDigits(lastStep)}, with nothing left to draw.`
      : '';
  return (
    `Recipe “${showUserText(run.recipe, longestName)}”, seed ${run.seed} (${run.rng}), ${end} steps: ` +
    `${showUserText(run.outcome, longestName)}${since}.${solution}${cut}`
  );
}

function check({ parameters, steps, weights }: Trajectory, { solution }: RunDescription): void {
  if (steps.length === 0) throw new RangeError('a trajectory needs at least one recorded step');
  if (weights.length !== steps.length) {
    throw new RangeError(`${weights.length} sets of weights for ${steps.length} recorded steps`);
  }
  const count = thetaLength(parameters);
  const odd = weights.find((theta) => theta.length !== count);
  if (odd !== undefined) throw new RangeError(`${odd.length} weights at a step, where the parameters have ${count}`);
  if (solution === null || solution.theta.length === count) return;
  throw new RangeError(`a solution of ${solution.theta.length} weights for a run of ${count}`);
}
