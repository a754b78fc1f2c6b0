import { attemptFigure, type Figure } from '../../../report/figure.js';
import { groupLabels, groupName } from '../../../report/group-label.js';
import { inOutcomeOrder, shownOutcomes, type ShownOutcomes } from '../../../report/outcome-style.js';
import { drawnOf, type ReportFigures } from '../../../report/report-figures.js';
import { ink, quiet } from '../../../report/style.js';
import type { Group, StudyData } from '../../../report/study-data.js';
import { nounOf, plural } from '../../../report/study-terms.js';
import { groupDigits, showUserText } from '../../../report/user-text.js';
import type { RunEnd, StudyEnds } from './run-ends.js';
import type { PartialChart } from './weights-panel.js';

/** Pixels of a panel where two or three stand side by side: three where so a row is full. */
const sides = { 2: 158, 3: 98 } as const;
/**
 * Up to so many runs a panel, each is a point; beyond, points of one ending and one cell of the grid are one.
 */
const mostSinglePoints = 400;
const gridCells = 40;
/** More panels than this would not be looked at; the largest groups are drawn. */
const mostPanels = 8;

interface Point {
  readonly outcome: string;
  readonly x: number;
  readonly y: number;
  readonly count: number;
}

/** A group as the figure shows it. */
interface GroupEnds {
  readonly group: Group;
  readonly label: string;
  readonly ends: readonly RunEnd[];
}

/** The groups whose runs ended where the plane has them. */
function withEnds(study: StudyData, { ofGroup }: StudyEnds): readonly GroupEnds[] {
  const labels = groupLabels(study);
  return study.groups
    .map((group, k) => ({ group, label: labels[k].text, ends: ofGroup[k] ?? [] }))
    .filter(({ ends }) => ends.length > 0);
}

/** The figure for a report, and what it leaves out. */
export function endingsFigures(study: StudyData, ends: StudyEnds): ReportFigures {
  const drawn = drawnOf(study);
  const figure = attemptFigure('endings', 'Where runs end', () => endingsFigure(drawn, ends));
  const count = withEnds(drawn, ends).length;
  const notes = [
    figure === null ? 'Where runs end is drawn for networks with two inputs, two hidden units and one output.' : null,
    count > mostPanels
      ? `Where runs end is drawn for the first ${mostPanels} of ${count} ${plural(nounOf(study))}.`
      : null,
  ];
  return { figures: figure === null ? [] : [figure], notes: notes.filter((note) => note !== null) };
}

/**
 * Where runs end: the plane of the two exponents, one panel a recipe, a point a run. Hidden units are put in
 * order (see `RunEnd`), so that the permuted copies of one ending fall on one point; scale does not show in
 * the exponents. Null where no recipe has two hidden units and one output.
 */
export function endingsFigure(study: StudyData, ends: StudyEnds): Figure | null {
  const drawn = withEnds(study, ends).slice(0, mostPanels);
  if (drawn.length === 0) return null;
  const known = study.terms.outcomes;
  const all = drawn.flatMap((own) => own.ends);
  const limit = windowLimit(all);
  const solutions = solutionsAmong(all, limit);
  const isBinned = drawn.some((own) => own.ends.length > mostSinglePoints);
  const counts = new Map<string, number>();
  for (const { outcome } of all.filter((end) => isShown(end, limit)))
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  const outcomes = shownOutcomes(counts, known);
  const columns = drawn.length % 3 === 0 ? 3 : 2;
  const panels = drawn.map((own) =>
    panel(own, { limit, solutions, outcomes, isBinned, side: sides[columns], hasUnits: ends.hasUnits }),
  );
  return {
    name: 'endings',
    title: 'Where runs end',
    caption:
      'Exponents at the end of each run, hidden units put in order: first the one that sees more of the first input.' +
      (isBinned
        ? ' Runs that end close together are one point; its area grows with the logarithm of their number.'
        : '') +
      (solutions.length > 0 ? ` Circled: ${solutions.map(pairText).join(', ')}, a solution.` : ''),
    alternative: drawn.map((own) => describe(own, limit, known)).join('; '),
    chart: {
      $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
      description: 'Exponents at the end of runs, per recipe',
      concat: panels,
      columns,
      spacing: { row: 16, column: 14 },
      align: 'each',
      resolve: { legend: { color: 'shared', shape: 'shared' } },
    },
  };
}

interface Look {
  readonly limit: number;
  readonly solutions: readonly (readonly [number, number])[];
  readonly outcomes: ShownOutcomes;
  readonly isBinned: boolean;
  readonly side: number;
  readonly hasUnits: boolean;
}

function panel(
  { group, label, ends }: GroupEnds,
  { limit, solutions, outcomes, isBinned, side, hasUnits }: Look,
): PartialChart {
  const shownEnds = ends.filter((end) => isShown(end, limit));
  const hidden = ends.length - shownEnds.length;
  const own = solutionsAmong(ends, limit);
  // A recipe that never converged shows where the others did, if they agree on it and its axes are theirs.
  const marks = own.length > 0 ? own : solutions.length === 1 && hasUnits ? solutions : [];
  const points = isBinned ? binned(shownEnds, limit) : shownEnds.map(pointOf);
  // Rare endings are drawn last, over common ones.
  const frequency = new Map(group.outcomes);
  const ordered = [...points].sort((a, b) => (frequency.get(b.outcome) ?? 0) - (frequency.get(a.outcome) ?? 0));
  const axis = (title: string) => ({
    title,
    tickCount: side < 120 ? 3 : 5,
    grid: true,
    titleFontSize: side < 120 ? 11 : 12,
  });
  const scale = { domain: [-limit, limit], nice: false, zero: false };
  const { styles } = outcomes;
  const domain = [...outcomes.names];
  const legend = {
    orient: 'top' as const,
    columns: 4,
    symbolType: 'circle' as const,
    symbolSize: 60,
    symbolStrokeWidth: 1,
  };
  return {
    width: side,
    height: side,
    title: {
      text: label,
      subtitle: hidden === 0 ? [''] : [`${groupDigits(hidden)} of ${groupDigits(ends.length)} outside or not finite`],
    },
    layer: [
      {
        data: {
          values: ordered.map(({ outcome, x, y, count }) => ({
            outcome: outcomes.nameOf(outcome),
            x,
            y,
            size: isBinned ? 10 + 14 * Math.log2(count) : 34,
          })),
        },
        mark: { type: 'point', filled: true, opacity: isBinned ? 0.85 : 0.75, stroke: quiet, strokeWidth: 0.5 },
        encoding: {
          x: { field: 'x', type: 'quantitative', scale, axis: axis('exponent of first unit') },
          y: { field: 'y', type: 'quantitative', scale, axis: axis('of second unit') },
          size: { field: 'size', type: 'quantitative', scale: null, legend: null },
          color: {
            field: 'outcome',
            type: 'nominal',
            scale: { domain, range: styles.map(({ fill }) => fill) },
            legend,
          },
          shape: {
            field: 'outcome',
            type: 'nominal',
            scale: { domain, range: styles.map(({ shape }) => shape) },
            legend,
          },
        },
      },
      {
        data: { values: marks.map(([x, y]) => ({ x, y })) },
        mark: { type: 'point', filled: false, shape: 'circle', size: 230, strokeWidth: 1.4, stroke: ink },
        encoding: {
          x: { field: 'x', type: 'quantitative', scale },
          y: { field: 'y', type: 'quantitative', scale },
        },
      },
    ],
  };
}

/** The axes end at a whole number from 2 to 7 that takes in all runs up to 3, and 98 of 100 up to 6. */
function windowLimit(ends: readonly RunEnd[]): number {
  const reach = ends
    .map(({ exponents: [x, y] }) => Math.max(Math.abs(x), Math.abs(y)))
    .filter((value) => value <= 6)
    .sort((a, b) => a - b);
  const common = reach.at(Math.ceil(0.98 * reach.length) - 1) ?? 1;
  const near = reach.findLast((value) => value <= 2.9) ?? 1;
  return Math.max(2, Math.ceil(1.02 * Math.max(common, near)));
}

function isShown({ exponents: [x, y] }: RunEnd, limit: number): boolean {
  return Math.abs(x) <= limit && Math.abs(y) <= limit;
}

function pointOf({ outcome, exponents: [x, y] }: RunEnd): Point {
  return { outcome, x: rounded(x), y: rounded(y), count: 1 };
}

/** One point per ending and cell of a grid, at the mean of what it stands for. */
function binned(ends: readonly RunEnd[], limit: number): Point[] {
  const cells = new Map<string, { outcome: string; x: number; y: number; count: number }>();
  const cellOf = (value: number) => Math.floor(((value + limit) / (2 * limit)) * gridCells);
  for (const { outcome, exponents } of ends) {
    const key = JSON.stringify([outcome, ...exponents.map(cellOf)]);
    const cell = cells.get(key) ?? { outcome, x: 0, y: 0, count: 0 };
    cell.x += exponents[0];
    cell.y += exponents[1];
    cell.count++;
    cells.set(key, cell);
  }
  return [...cells.values()].map(({ outcome, x, y, count }) => ({
    outcome,
    x: rounded(x / count),
    y: rounded(y / count),
    count,
  }));
}

/** A tenth of a pixel, so that figures are not long with digits nobody sees. */
function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}

/**
 * The exponents of converged runs that were recognised as solutions, to the nearest half: (1, −1) for a/b.
 * Those that the axes leave out are left out.
 */
function solutionsAmong(ends: readonly RunEnd[], limit: number): (readonly [number, number])[] {
  const found = new Map<string, readonly [number, number]>();
  for (const end of ends) {
    const { isSolution, outcome, exponents } = end;
    if (!isSolution || outcome !== 'converged' || !isShown(end, limit)) continue;
    const [x, y] = exponents.map((value) => Math.round(2 * value) / 2);
    found.set(`${x},${y}`, [x, y]);
  }
  return [...found.values()];
}

function pairText([x, y]: readonly [number, number]): string {
  return `(${x}, ${y})`.replaceAll('-', '−');
}

function describe({ group, ends }: GroupEnds, limit: number, known: readonly string[]): string {
  const seen = ends.map(({ outcome }) => outcome);
  const shares = inOutcomeOrder(seen, known).map((outcome) => {
    const own = ends.filter((end) => end.outcome === outcome && isShown(end, limit));
    if (own.length === 0) return `${showUserText(outcome, 24)}: none within ±${limit}`;
    const middle = ([0, 1] as const).map((axis) => {
      const sorted = own.map(({ exponents }) => exponents[axis]).sort((a, b) => a - b);
      return sorted[Math.floor((sorted.length - 1) / 2)].toFixed(2).replace('-', '−');
    });
    return `${showUserText(outcome, 24)}: ${groupDigits(own.length)}, median exponents (${middle.join(', ')})`;
  });
  return `${groupName(group)} – ${shares.join(', ')}`;
}
