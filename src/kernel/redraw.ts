import { cos } from '../numeric/elementary/cos.js';
import { log } from '../numeric/elementary/log.js';
import type { Draws } from '../random/rng.js';
import type { KernelInitial, KernelRecipe } from './kernel-recipe.js';

/** Where floats in [0, 1) come from. */
type Floats = Pick<Draws, 'next'>;

/**
 * Draws the weights of a new attempt, in place: `initialTheta` of `src/training`, in its order of draws and
 * of operations.
 */
export function redraw(
  weights: Float64Array,
  { initial, shape }: Pick<KernelRecipe, 'initial' | 'shape'>,
  draws: Floats,
): void {
  const { inputs: I, hidden: H, outputs: O } = shape;
  drawLayer(weights.subarray(0, H * I), H, I, initial.w0, draws);
  drawLayer(weights.subarray(H * I), O, H, initial.w1, draws);
}

function drawLayer(into: Float64Array, rows: number, columns: number, initial: KernelInitial, draws: Floats): void {
  if ('orthogonal' in initial) drawOrthogonal(into, rows, columns, initial.orthogonal, draws);
  else drawUniform(into, initial, draws);
}

function drawUniform(into: Float64Array, [low, high]: readonly [number, number], draws: Floats): void {
  for (let k = 0; k < into.length; k++) into[k] = low === high ? low : low + (high - low) * draws.next();
}

/** Gram–Schmidt on the shorter side of a Gaussian matrix, as in `src/training/initialisers/orthogonal.ts`. */
function drawOrthogonal(into: Float64Array, rows: number, columns: number, scale: number, draws: Floats): void {
  const wide = rows <= columns;
  const count = wide ? rows : columns;
  const size = wide ? columns : rows;
  const basis = Float64Array.from({ length: count * size }, () => normal(draws));
  for (let v = 0; v < count; v++) {
    const vector = basis.subarray(v * size, (v + 1) * size);
    for (let b = 0; b < v; b++) {
      const direction = basis.subarray(b * size, (b + 1) * size);
      const along = dot(vector, direction);
      for (let k = 0; k < size; k++) vector[k] -= along * direction[k];
    }
    const length = Math.sqrt(dot(vector, vector));
    for (let k = 0; k < size; k++) vector[k] /= length;
  }
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) into[r * columns + c] = scale * basis[wide ? r * size + c : c * size + r];
  }
}

/** Σ a_k·b_k, from the left, starting from 0. */
function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k] * b[k];
  return sum;
}

function normal(draws: Floats): number {
  const radius = Math.sqrt(-2 * log(1 - draws.next()));
  return radius * cos(2 * Math.PI * draws.next());
}
