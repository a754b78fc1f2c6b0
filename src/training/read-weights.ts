import { z } from 'zod';
import type { Numeric } from '../numeric/numeric.js';
import type { Shape, Weights } from '../network/weights.js';
import { InputError, quoted } from './input-error.js';
import { explain } from './read-recipe.js';
import { schemaWords } from './schema-words.js';

/** A weight is a JSON number, or text that the backend reads at its full precision. */
const weight = z.union([z.number(), z.string()], { error: 'must be a finite number, or text with the digits of one' });
const matrix = z.array(z.array(weight, { error: 'must be a row: a list of numbers' }), {
  error: 'must be a matrix: a list of rows, each a list of numbers',
});
const weightsSchema = z.strictObject(
  { w0: matrix, w1: matrix },
  { error: (issue) => (issue.code === 'invalid_type' ? 'must be {"w0": [[…], …], "w1": [[…], …]}' : undefined) },
);

/**
 * Reads initial weights `{"w0": [[…], …], "w1": [[…]]}` into a backend: numbers enter exactly, decimal strings at full precision.
 * @throws InputError when the form, the shape or a number is wrong, or a weight is not finite
 */
export function readWeights<T>(n: Numeric<T>, value: unknown, shape: Shape): Weights<T> {
  const parsed = weightsSchema.safeParse(value, { error: schemaWords });
  if (!parsed.success) throw new InputError(`initial: ${explain(parsed.error, value)}`);
  const read = (name: 'w0' | 'w1', rows: number, columns: number): T[][] => {
    const entries = parsed.data[name];
    if (entries.length !== rows || entries.some((row) => row.length !== columns)) {
      const found = `${entries.length}×${[...new Set(entries.map((row) => row.length))].join('/') || 0}`;
      throw new InputError(`initial: ${name}: ${found}: must be ${rows}×${columns} for this recipe`);
    }
    return entries.map((row) => row.map((entry) => readWeight(n, name, entry)));
  };
  return { w0: read('w0', shape.hidden, shape.inputs), w1: read('w1', shape.outputs, shape.hidden) };
}

function readWeight<T>(n: Numeric<T>, name: string, entry: number | string): T {
  let weight: T;
  try {
    weight = typeof entry === 'number' ? n.fromNumber(entry) : n.parse(entry);
  } catch (error) {
    if (error instanceof RangeError) throw new InputError(`initial: ${name}: ${quoted(entry)} is not a number`);
    throw error;
  }
  const finite = n.less(n.abs(weight), n.div(n.one, n.zero));
  if (!finite) throw new InputError(`initial: ${name}: ${quoted(entry)}: must be finite`);
  return weight;
}
