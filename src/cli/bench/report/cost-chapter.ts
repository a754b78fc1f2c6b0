import { measurementsOf, ratioText, timeText, type Measurement } from './bench-table.js';
import { emptyChapter, type Chapter } from '../../../report/chapter.js';
import { costFigure } from './cost-figure.js';
import type { Table } from '../../../report/csv.js';
import type { FactTable } from '../../../report/facts.js';
import { showUserText } from '../../../report/user-text.js';

/** What operations cost (`bench.csv`). */
export function costChapter(table: Table): Chapter {
  const { measured, machine } = measurementsOf(table);
  if (measured.length === 0) return { ...emptyChapter, title: 'Report' };
  const figure = costFigure(measured, machine);
  return {
    title: 'What precision costs',
    answer: [...new Set(measured.map(({ suite }) => suite))].map((suite) =>
      spread(measured.filter((entry) => entry.suite === suite)),
    ),
    question: [['Machine', machine]],
    figures: figure === null ? [] : [figure],
    notes: figure === null ? ['Cost against digits is drawn for suites with a task on float64.'] : [],
    tables: [costs(measured)],
  };
}

/** `forward: from 34.4 ns (float64 kernel) to 1.37 ms (decimal 100).` */
function spread(suite: readonly Measurement[]): string {
  const [fastest, slowest] = [suite.reduce(faster), suite.reduce((a, b) => (faster(a, b) === a ? b : a))];
  const text = ({ median, task }: Measurement) => `${timeText(median)} (${showUserText(task, 40)})`;
  return `${showUserText(suite[0].suite.replaceAll('-', ' '), 40)}: from ${text(fastest)} to ${text(slowest)}.`;
}

function faster(a: Measurement, b: Measurement): Measurement {
  return b.median < a.median ? b : a;
}

/** One row a task. */
function costs(measured: readonly Measurement[]): FactTable {
  return {
    name: 'costs',
    caption:
      'Time of one operation: median, 5 % to 95 % of the samples, and the ratio to the task that each suite is compared with.',
    columns: [
      { heading: 'suite', isNumeric: false },
      { heading: 'task', isNumeric: false },
      ...['median', '5 % to 95 %', 'ratio'].map((heading) => ({ heading, isNumeric: true })),
    ],
    rows: measured.map(({ suite, task, median, p5, p95, ratio }) => [
      showUserText(suite, 40),
      showUserText(task, 40),
      timeText(median),
      `${timeText(p5)} to ${timeText(p95)}`,
      ratioText(ratio),
    ]),
  };
}
