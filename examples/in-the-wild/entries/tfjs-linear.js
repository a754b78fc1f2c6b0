/**
 * TensorFlow.js: operations that are linear. Loss Σ w_k·y_k with fixed weights; the right gradient is the
 * weights carried back by hand.
 */
import { load } from '../load-tfjs.js';

const tf = await load();
export const weights = [1, -0.5, 0.75, 1.25, -1.5, 0.25, 0.875, -0.625];

/** An entry of an operation f on a tensor of that shape. */
function linear(name, shape, point, f, right, why) {
  const loss = (x) => {
    const y = f(x.reshape(shape));
    const flat = tf.cast(y, 'float32').flatten();
    return flat.mul(tf.tensor1d(weights.slice(0, flat.size))).sum();
  };
  return {
    package: '@tensorflow/tfjs@4.22.0',
    name,
    point,
    loss: (x) => tf.tidy(() => loss(tf.tensor1d(x)).dataSync()[0]),
    gradient: (x) => tf.tidy(() => Array.from(tf.grad(loss)(tf.tensor1d(x)).dataSync())),
    right: right === null ? null : (n) => right((...terms) => sum(n, terms)),
    why,
  };
}

/** Σ factor·weight of [factor, index of the weight]. */
const sum = (n, terms) =>
  terms.reduce((total, [factor, k]) => n.add(total, n.mul(n.fromNumber(factor), n.fromNumber(weights[k]))), n.zero);

const w = (k) => [1, k];
const t = { near: 0.75, far: 0.25 };

/** Bilinear from 3 to 2, half pixel centres: the places are 0.25 and 1.75. */
const bilinear = [
  [0, t.near],
  [0, t.far],
  [1, t.far],
  [1, t.near],
];
const along = [[bilinear[0]], [bilinear[1], bilinear[2]], [bilinear[3]]];
const resized = (of) =>
  along.flatMap((rows) =>
    along.map((columns) => of(...rows.flatMap(([i, a]) => columns.map(([j, b]) => [a * b, 2 * i + j])))),
  );

export default [
  linear(
    'mirrorPad, reflect by [1, 2]',
    [4],
    [0.3, -0.7, 1.25, -1.75],
    (x) => tf.mirrorPad(x, [[1, 2]], 'reflect'),
    (of) => [of(w(1)), of(w(0), w(2), w(6)), of(w(3), w(5)), of(w(4))],
    'slices the gradient where the mirrored part must be added',
  ),
  linear(
    'cumsum, axis 0, exclusive',
    [2, 2],
    [1, 2, 3, 4],
    (x) => tf.cumsum(x, 0, true),
    (of) => [of(w(2)), of(w(3)), of(), of()],
    'undoes the transposition with the wrong permutation',
  ),
  linear(
    'cumsum, axis 0, of 2×3',
    [2, 3],
    [1, 2, 3, 3, 4, 5],
    (x) => tf.cumsum(x, 0),
    (of) => [0, 1, 2].map((k) => of(w(k), w(k + 3))).concat([3, 4, 5].map((k) => of(w(k)))),
    'the same permutation: the shape does not fit',
  ),
  linear(
    "avgPool, 2×2, stride 1, 'same'",
    [1, 2, 2, 1],
    [1, 2, 3, 4],
    (x) => tf.avgPool(x, 2, 1, 'same'),
    (of) => [of([0.25, 0]), of([0.25, 0], [0.5, 1]), of([0.25, 0], [0.5, 2]), of([0.25, 0], [0.5, 1], [0.5, 2], w(3))],
    'divides by 4 at the border, where the forward pass divides by what is inside',
  ),
  linear(
    'resizeNearestNeighbor 3→2, half pixel centres',
    [1, 3, 3, 1],
    [0, 1, 2, 3, 4, 5, 6, 7, 8],
    (x) => tf.image.resizeNearestNeighbor(x, [2, 2], false, true),
    (of) => [of(w(0)), of(), of(w(1)), of(), of(), of(), of(w(2)), of(), of(w(3))],
    'the gradient does not know of half pixel centres',
  ),
  linear(
    'resizeBilinear 3→2, half pixel centres',
    [1, 3, 3, 1],
    [0, 1, 2, 3, 4, 5, 6, 7, 8],
    (x) => tf.image.resizeBilinear(x, [2, 2], false, true),
    resized,
    'the gradient does not know of half pixel centres',
  ),
  linear(
    'floorDiv(x, 2)',
    [1],
    [5.5],
    (x) => tf.floorDiv(x, 2),
    (of) => [of()],
    'differentiated as a division',
  ),
  linear(
    'cast to int32 and back',
    [1],
    [0.3],
    (x) => x.toInt().toFloat(),
    (of) => [of()],
    'cast passes the gradient on',
  ),
  linear(
    'pow(x, 0)',
    [1],
    [0],
    (x) => tf.pow(x, 0),
    (of) => [of()],
    '0·0^(−1)',
  ),
  linear(
    'max of three equal',
    [3],
    [1, 1, 1],
    (x) => tf.max(x),
    null,
    'feeds every tie whole: no subgradient, it sums to 3',
  ),
];
