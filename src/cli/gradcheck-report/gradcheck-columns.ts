import type { Column, NumberKind } from '../../study/tables/column.js';
import type { TableKind } from '../../study/tables/table-kind.js';
import { noRowTwiceInSequence, uniqueRows } from '../../study/tables/table-rules.js';

const text = (name: string, says: string): Column => ({
  name,
  unit: null,
  says,
  holds: { is: 'text' },
  required: true,
});
const number = (name: string, says: string, holds: NumberKind): Column => ({ name, unit: null, says, holds });
const digits: NumberKind = { is: 'number', from: 0, to: 1e9, nan: true };
const size: NumberKind = { is: 'number', from: 0, to: Infinity, nan: true };

/** What was checked. */
const subject: readonly Column[] = [
  text('network', 'the unit'),
  text('gradient', 'which of its gradients'),
  text('backend', 'the number system'),
  number('precision', 'its decimal digits; empty for float64', { is: 'number', whole: true, from: 1, to: 1e9 }),
];

/** `gradcheck.csv`: a row is one checked entry of one case. */
export const gradcheckTable: TableKind = {
  file: 'gradcheck.csv',
  says: 'one checked entry of one case',
  columns: [
    ...subject,
    text('weights', 'the weights of the case, as JSON'),
    text('inputs', 'its inputs and targets, as JSON'),
    text('entry', 'the entry of the gradient'),
    number('analytic', 'what the gradient says', { is: 'number' }),
    number('numeric', 'what differences say', { is: 'number' }),
    number('error', 'the error that these may have', size),
    number('tolerance', 'what may differ', size),
    number('digits', 'digits agreed', digits),
    {
      name: 'holds',
      unit: null,
      says: 'whether gradient and differences agree',
      holds: { is: 'text', among: ['true', 'false'], anyCase: true },
      required: true,
    },
  ],
  needed: ['holds'],
  rules: [
    noRowTwiceInSequence([
      'network',
      'gradient',
      'backend',
      'precision',
      'weights',
      'inputs',
      'analytic',
      'numeric',
      'entry',
    ]),
  ],
};

/** `gradcheck-steps.csv`: a row is one order and one step size of central differences. */
export const gradcheckStepsTable: TableKind = {
  file: 'gradcheck-steps.csv',
  says: 'one order and one step size of central differences',
  columns: [
    ...subject,
    {
      ...number('order', 'the order of the differences', { is: 'number', whole: true, from: 1, to: 1000 }),
      required: true,
    },
    {
      ...number('step', 'the step size', { is: 'number', from: Number.MIN_VALUE, to: Number.MAX_VALUE }),
      required: true,
    },
    { ...number('error', 'the largest relative error over the entries', size), required: true },
  ],
  needed: ['step', 'error'],
  rules: [uniqueRows(['network', 'gradient', 'backend', 'precision', 'order', 'step'], 'a step size')],
};
