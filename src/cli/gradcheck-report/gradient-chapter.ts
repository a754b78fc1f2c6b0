import type { Chapter } from '../../report/chapter.js';
import type { Table } from '../../report/csv.js';
import type { GradientData } from './gradient-data.js';
import { backendText } from '../../numeric/backend-text.js';
import { stepSizeFigure } from './step-size-figure.js';
import { counted, showUserText } from '../../report/user-text.js';

/**
 * A gradient that was checked (`gradcheck.csv`), and the differences it was checked with
 * (`gradcheck-steps.csv`); null where there is neither.
 */
export function gradientChapter(checked: GradientData | null, steps: Table | null): Chapter | null {
  const figure = steps === null ? null : stepSizeFigure(steps);
  if (checked === null && steps === null) return null;
  return {
    title: checked === null ? 'Gradient check' : `Gradient check: ${nameOf(checked)}`,
    answer: checked === null ? [] : [verdict(checked)],
    question: checked === null ? [] : [['Gradient', nameOf(checked)]],
    figures: figure === null ? [] : [figure],
    notes: steps !== null && figure === null ? ['gradcheck-steps.csv has no errors that could be drawn.'] : [],
    tables: [],
  };
}

function nameOf({ network, gradient, backend, precision }: GradientData): string {
  const shown = (text: string) => showUserText(text, 40);
  return `${shown(gradient)} gradient of ${shown(network)}, ${backendText({ name: shown(backend), digits: precision })}`;
}

/** `The gradient holds: all 844 entries … agree …; they share 13.7 digits in the median, 10.8 at worst.` */
function verdict({ entries, wrong, digits }: GradientData): string {
  const agreed =
    digits === null
      ? ''
      : `; they share ${digits.median.toFixed(1)} digits in the median and ${digits.worst.toFixed(1)} at worst`;
  return wrong === 0
    ? `The gradient holds: it agrees with differences of the loss in all of ${counted(entries, 'entry', 'entries')}, within the error that the differences can have${agreed}.`
    : `The gradient is not that of the loss: it disagrees with differences of the loss in ${counted(wrong, 'entry', 'entries')} of ${counted(entries, 'entry', 'entries')}, beyond the error that the differences can have.`;
}
