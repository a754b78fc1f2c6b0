import { z } from 'zod';
import { float64 } from '../../numeric/backends/float64.js';
import type { Numeric } from '../../numeric/numeric.js';
import { drawRows, inputRange, type InputRange } from '../input-range.js';
import type { Setting } from '../part.js';
import type { Task } from './task.js';

const name = 'arithmetic';

/** What is done to a and b, and their exponents where it is a product of powers. */
const operations = {
  add: { of: <T, C>(n: Numeric<T, C>, a: T, b: T): T => n.add(a, b), exponents: null },
  sub: { of: <T, C>(n: Numeric<T, C>, a: T, b: T): T => n.sub(a, b), exponents: null },
  mul: { of: <T, C>(n: Numeric<T, C>, a: T, b: T): T => n.mul(a, b), exponents: [1, 1] },
  div: { of: <T, C>(n: Numeric<T, C>, a: T, b: T): T => n.div(a, b), exponents: [1, -1] },
} as const;

/** Where a stands among the inputs is drawn for each run. */
const drawn = 'drawn';

/** t = a ∘ b with a = x_k and b = x_{k+1}; the other inputs are drawn as they are, and are noise. */
export interface ArithmeticTask extends Setting {
  readonly kind: typeof name;
  readonly operation: keyof typeof operations;
  /** I, 2 or more. */
  readonly inputs: number;
  /** k from 0 to I − 2; `drawn`: uniform, once a run. */
  readonly offset: number | typeof drawn;
  readonly range: InputRange;
}

/** k. @throws RangeError where it has not been drawn yet */
function offsetOf({ offset, inputs }: ArithmeticTask): number {
  if (offset !== drawn) return offset;
  // There is one place for two inputs.
  if (inputs === 2) return 0;
  throw new RangeError(`${name}: offset has not been drawn: it is one run's (ofRun)`);
}

/** The task of one run. */
function ofRun(task: ArithmeticTask, rng: { below(count: number): number }): ArithmeticTask {
  if (task.offset !== drawn) return task;
  // Nothing is drawn where there is one place.
  return { ...task, offset: task.inputs === 2 ? 0 : rng.below(task.inputs - 1) };
}

const setting = z.strictObject({
  kind: z.literal(name),
  operation: z.enum(['add', 'sub', 'mul', 'div']).meta({ description: 'the target is a ∘ b of two of the inputs' }),
  inputs: z.int().min(2).max(1000).default(2).meta({ description: 'I; those beside a and b are noise' }),
  offset: z
    .union([z.int().min(0), z.literal(drawn)], { error: `must be a whole number from 0 on, or ${drawn}` })
    .default(drawn)
    .meta({ description: "k: a is the input number k from 0 on, and b the next; 'drawn': uniform, once a run" }),
  range: inputRange.meta({
    description: 'where inputs are drawn from: an interval, the union of two, or one for each half of the inputs',
  }),
});

/** The single module task of the benchmarks of neural arithmetic (docs/field.md, 2.1). */
export const arithmetic: Task<ArithmeticTask> = {
  name,
  says: 'a sum, difference, product or quotient of two neighbours among the inputs',
  setting,
  examples: [
    { kind: name, operation: 'div', inputs: 2, offset: drawn, range: [1, 2] },
    {
      kind: name,
      operation: 'mul',
      inputs: 3,
      offset: 1,
      range: {
        union: [
          [-6, -2],
          [2, 6],
        ],
      },
    },
    {
      kind: name,
      operation: 'sub',
      inputs: 4,
      offset: drawn,
      range: {
        halves: [
          [-2, -0.1],
          [0.1, 2],
        ],
      },
    },
    { kind: name, operation: 'add', inputs: 3, offset: drawn, range: [-2, 2] },
  ],
  sizes: ({ inputs }) => ({ inputs, outputs: 1 }),
  ofRun,
  draw({ range, inputs }, rng) {
    const row = new Float64Array(inputs);
    drawRows(range, rng, inputs, row, 1);
    return Array.from(row);
  },
  target(n, task, x) {
    const k = offsetOf(task);
    return [operations[task.operation].of(n, x[k], x[k + 1])];
  },
  many: {
    draw: ({ range, inputs }, rng, rows, count) => drawRows(range, rng, inputs, rows, count),
    targets(task, rows, targets, count) {
      const { of } = operations[task.operation];
      let at = offsetOf(task);
      for (let k = 0; k < count; k++, at += task.inputs) targets[k] = of(float64, rows[at], rows[at + 1]);
    },
  },
  beyond: (task, range) => ({ ...task, range }),
  takesRanges: true,
  exponents(task) {
    const { exponents } = operations[task.operation];
    if (exponents === null || (task.offset === drawn && task.inputs > 2)) return null;
    const row = Array.from({ length: task.inputs }, () => 0);
    row.splice(offsetOf(task), 2, ...exponents);
    return [row];
  },
  misfits({ offset, inputs }) {
    if (offset === drawn || offset <= inputs - 2) return [];
    return [{ path: ['offset'], message: `of ${inputs} inputs a is number ${inputs - 2} at most` }];
  },
};
