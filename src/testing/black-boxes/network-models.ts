import type { Calculator, Operand } from './calculator.js';
import { casesOf, type GradientRow } from './gradient-case.js';
import { formulaRow, ordinary, rowsOf } from './formula-model.js';

const inputs = rowsOf(ordinary(8, 0.35), 2);
const targets = ordinary(4, 4.1);

type Activation = <T>(on: Calculator<T>, a: T) => T;

/** ½ Σ (v·f(W·x) − t)² of a network with two inputs and three hidden units, six weights and three. */
function networkRow(name: string, f: Activation, seed: number): GradientRow {
  return formulaRow(name, ordinary(12, seed), (on, p) =>
    on.sum(
      inputs.map((x, b) => {
        const hidden = on.apply(p.slice(0, 6), x).map((z, j) => f(on, on.add(z, p[6 + j])));
        return on.div(on.square(on.sub(on.dot(hidden, p.slice(9)), targets[b])), 2);
      }),
    ),
  );
}

/** (x − mean)/√(variance + ε) */
export function normalised<T>(on: Calculator<T>, x: readonly T[], epsilon = 1e-5): readonly T[] {
  const mean = on.div(on.sum(x), x.length);
  const centred = x.map((value) => on.sub(value, mean));
  const scale = on.sqrt(on.add(on.div(on.dot(centred, centred), x.length), epsilon));
  return centred.map((value) => on.div(value, scale));
}

/** Σ_j c_j·y_j with fixed numbers c: a loss of a vector. */
export function weighed<T>(on: Calculator<T>, y: readonly Operand<T>[], seed = 5): T {
  return on.dot(y, ordinary(y.length, seed));
}

/** softmax(q·Kᵀ/√d)·V for rows of width d. */
function attention<T>(
  on: Calculator<T>,
  q: readonly T[],
  k: readonly T[],
  v: readonly T[],
  width: number,
): readonly T[] {
  const keys = rowsOf(k, width);
  const values = rowsOf(v, width);
  return rowsOf(q, width).flatMap((query) => {
    const weights = on.softmax(keys.map((key) => on.div(on.dot(query, key), Math.sqrt(width))));
    return Array.from({ length: width }, (_, j) =>
      on.dot(
        weights,
        values.map((row) => row[j]),
      ),
    );
  });
}

/** One step of an LSTM with one cell; twelve weights: input, recurrent and bias of four gates. */
function lstmStep<T>(on: Calculator<T>, w: readonly T[], x: number, h: T, c: T): readonly [h: T, c: T] {
  const gate = (k: number) => on.add(on.mul(w[3 * k], x), on.mul(w[3 * k + 1], h), w[3 * k + 2]);
  const cell = on.add(on.mul(on.sigmoid(gate(0)), c), on.mul(on.sigmoid(gate(1)), on.tanh(gate(2))));
  return [on.mul(on.sigmoid(gate(3)), on.tanh(cell)), cell];
}

/** One step of a GRU with one cell; nine weights. */
function gruStep<T>(on: Calculator<T>, w: readonly T[], x: number, h: T): T {
  const gate = (k: number, from: T) => on.add(on.mul(w[3 * k], x), on.mul(w[3 * k + 1], from), w[3 * k + 2]);
  const update = on.sigmoid(gate(0, h));
  const candidate = on.tanh(gate(2, on.mul(on.sigmoid(gate(1, h)), h)));
  return on.add(on.mul(on.sub(1, update), h), on.mul(update, candidate));
}

/** The kernel slid along x. */
export function convolved<T>(on: Calculator<T>, x: readonly Operand<T>[], kernel: readonly T[]): readonly T[] {
  const places = x.length - kernel.length + 1;
  return Array.from({ length: places }, (_, i) => on.dot(kernel, x.slice(i, i + kernel.length)));
}

const rows: readonly GradientRow[] = [
  networkRow('network with sigmoid units', (on, a) => on.sigmoid(a), 0.2),
  networkRow('network with tanh units', (on, a) => on.tanh(a), 1.2),
  networkRow('network with softplus units', (on, a) => on.softplus(a), 2.2),
  networkRow('network with swish units', (on, a) => on.mul(a, on.sigmoid(a)), 3.2),
  networkRow(
    'network with gelu units (tanh form)',
    (on, a) => on.mul(0.5, a, on.add(1, on.tanh(on.mul(0.7978845608, on.add(a, on.mul(0.044715, a, a, a)))))),
    4.2,
  ),
  networkRow('network with sine units', (on, a) => on.sin(on.mul(3, a)), 5.2),
  networkRow('radial basis functions', (on, a) => on.exp(on.neg(on.square(a))), 6.2),
  formulaRow('batch normalisation', ordinary(6, 0.45), (on, x) =>
    weighed(
      on,
      normalised(on, x).map((y) => on.tanh(y)),
    ),
  ),
  formulaRow('layer normalisation with gain and bias', ordinary(12, 1.6), (on, p) =>
    weighed(
      on,
      normalised(on, p.slice(0, 4)).map((y, i) => on.square(on.add(on.mul(y, p[4 + i]), p[8 + i]))),
    ),
  ),
  formulaRow('root-mean-square normalisation', ordinary(4, 1.3), (on, x) => {
    const scale = on.sqrt(on.add(on.div(on.dot(x, x), 4), 1e-6));
    return weighed(
      on,
      x.map((value) => on.div(value, scale)),
    );
  }),
  formulaRow('attention, two positions', ordinary(12, 0.15), (on, p) =>
    weighed(on, attention(on, p.slice(0, 4), p.slice(4, 8), p.slice(8), 2)),
  ),
  formulaRow('LSTM over five steps', ordinary(12, 2.7), (on, w) => {
    let state: readonly [(typeof w)[number], (typeof w)[number]] = [on.of(0), on.of(0)];
    for (const x of ordinary(5, 0.6)) state = lstmStep(on, w, x, ...state);
    return on.square(on.sub(state[0], 0.4));
  }),
  formulaRow('GRU over five steps', ordinary(9, 3.7), (on, w) => {
    let h = on.of(0.1);
    for (const x of ordinary(5, 0.6)) h = gruStep(on, w, x, h);
    return on.square(on.sub(h, 0.7));
  }),
  formulaRow('recurrent network unrolled twelve steps', [0.9, -0.6, 0.2], (on, [w, u, b]) => {
    let h = on.of(0);
    for (const x of ordinary(12, 1.1)) h = on.tanh(on.add(on.mul(w, h), on.mul(u, x), b));
    return on.square(on.sub(h, 0.3));
  }),
  formulaRow('convolution and tanh', ordinary(4, 0.95), (on, [bias, ...kernel]) =>
    weighed(
      on,
      convolved(on, ordinary(8, 2.9), kernel).map((y) => on.tanh(on.add(y, bias))),
    ),
  ),
  formulaRow('convolution of two dimensions', ordinary(4, 1.45), (on, [a, b, c, d]) => {
    const image = rowsOf(ordinary(9, 0.65), 3);
    const places = [0, 1].flatMap((i) => [0, 1].map((j) => [i, j] as const));
    return weighed(
      on,
      places.map(([i, j]) =>
        on.sigmoid(on.dot([a, b, c, d], [image[i][j], image[i][j + 1], image[i + 1][j], image[i + 1][j + 1]])),
      ),
    );
  }),
  formulaRow('residual block', ordinary(8, 2.35), (on, p) => {
    const x = [0.7, -0.4];
    const hidden = on.apply(p.slice(0, 4), x).map((z) => on.tanh(z));
    const y = on.apply(p.slice(4), hidden).map((z, i) => on.add(z, x[i]));
    return on.dot(y, y);
  }),
  formulaRow('contrastive loss of three pairs', ordinary(12, 3.05), (on, p) => {
    const [a, b] = rowsOf(p, 6).map((side) => rowsOf(side, 2));
    const scores = a.map((x) => b.map((y) => on.div(on.dot(x, y), 0.5)));
    return on.sum(scores.map((row, i) => on.sub(on.logSumExp(row), row[i])));
  }),
  formulaRow('triplet loss beyond its margin', [0.2, 0.4, 0.9, -0.3, 0.1, 0.6], (on, p) => {
    const [anchor, positive, negative] = rowsOf(p, 2);
    const distance = (x: readonly (typeof p)[number][]) => on.sum(x.map((v, i) => on.square(on.sub(v, anchor[i]))));
    return on.relu(on.add(on.sub(distance(positive), distance(negative)), 1));
  }),
  formulaRow('conditional random field of three labels', ordinary(9, 0.55), (on, transitions) => {
    const emissions = rowsOf(ordinary(12, 1.75), 3);
    let alpha = emissions[0].map(on.of);
    for (const row of emissions.slice(1)) {
      alpha = row.map((e, k) => on.add(on.logSumExp(alpha.map((a, j) => on.add(a, transitions[3 * j + k]))), e));
    }
    return on.sub(on.logSumExp(alpha), on.add(transitions[1], transitions[5], transitions[6]));
  }),
  formulaRow('alignment of two letters over five frames (as CTC)', ordinary(15, 2.55), (on, logits) => {
    const frames = rowsOf(logits, 3).map((row) => on.softmax(row));
    let paths = [frames[0][0], frames[0][1], on.of(0), on.of(0), on.of(0)];
    for (const frame of frames.slice(1)) {
      paths = paths.map((_, k) => {
        const before = paths.slice(Math.max(0, k - (k % 2 === 1 ? 2 : 1)), k + 1);
        return on.mul(on.sum(before), frame[k % 2 === 0 ? 0 : (k + 1) / 2]);
      });
    }
    return on.neg(on.ln(on.add(paths[3], paths[4])));
  }),
  formulaRow('neural arithmetic: exp(w·ln x)', [0.7, -0.4, 1.1], (on, w) =>
    on.square(
      on.sub(
        on.exp(
          on.dot(
            w,
            [1.7, 0.6, 2.3].map((x) => on.ln(x)),
          ),
        ),
        0.8,
      ),
    ),
  ),
  formulaRow('embedding looked up twice', ordinary(6, 0.85, 0.6), (on, table) => {
    const [a, b, c] = rowsOf(table, 2);
    return on.tanh(on.add(on.dot(a, b), on.dot(a, c), on.dot(b, b)));
  }),
];

/** Right gradients of networks and their parts. */
export const networkModels = casesOf('networks', 'correct', rows);
