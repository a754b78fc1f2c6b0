import type { Calculator } from './calculator.js';
import { rowsOf } from './formula-model.js';

/** A loss that is computed by an iteration which stops below a tolerance. */
export type Iteration = <T>(on: Calculator<T>, params: readonly T[], tolerance: number) => T;

const mostSteps = 2000;

/** x after steps until none of its entries moves by the tolerance. */
function iterated<T>(
  on: Calculator<T>,
  start: readonly T[],
  step: (x: readonly T[]) => readonly T[],
  tolerance: number,
): readonly T[] {
  let x = start;
  for (let k = 0; k < mostSteps; k++) {
    const next = step(x);
    const moved = Math.max(...next.map((value, i) => Math.abs(on.num(on.sub(value, x[i])))));
    x = next;
    if (moved < tolerance) break;
  }
  return x;
}

/** y = cos(θy), then y². */
export const fixedPointOfCosine: Iteration = (on, [theta], tolerance) =>
  on.square(iterated(on, [on.of(0.7)], ([y]) => [on.cos(on.mul(theta, y))], tolerance)[0]);

/** z = tanh(wz + u): a layer in equilibrium. */
export const equilibriumLayer: Iteration = (on, [w, u], tolerance) =>
  on.square(iterated(on, [on.of(0)], ([z]) => [on.tanh(on.add(on.mul(w, z), u))], tolerance)[0]);

/** y³ + y = θ by Newton's method. */
export const newtonCubic: Iteration = (on, [theta], tolerance) =>
  iterated(
    on,
    [on.of(1)],
    ([y]) => {
      const excess = on.sub(on.add(on.whole(y, 3), y), theta);
      return [on.sub(y, on.div(excess, on.add(on.mul(3, y, y), 1)))];
    },
    tolerance,
  )[0];

/** E − e·sin E = M by Newton's method. */
export const kepler: Iteration = (on, [mean, eccentricity], tolerance) =>
  on.cos(
    iterated(
      on,
      [mean],
      ([angle]) => {
        const excess = on.sub(on.sub(angle, on.mul(eccentricity, on.sin(angle))), mean);
        return [on.sub(angle, on.div(excess, on.sub(1, on.mul(eccentricity, on.cos(angle)))))];
      },
      tolerance,
    )[0],
  );

/** √θ as the Babylonians had it. */
export const babylonian: Iteration = (on, [theta], tolerance) =>
  iterated(on, [on.of(1)], ([y]) => [on.div(on.add(y, on.div(theta, y)), 2)], tolerance)[0];

const matrix = [
  [4, -1, 0.5],
  [-1, 3.5, 0.8],
  [0.5, 0.8, 3],
] as const;

/** |x|² of A·x = b, entry after entry. */
export const gaussSeidel: Iteration = (on, b, tolerance) => {
  const x = iterated(on, b, (old) => relaxed(on, old, b, 1), tolerance);
  return on.dot(x, x);
};

/** The same, each step 1.2 times as long. */
export const overRelaxed: Iteration = (on, b, tolerance) => {
  const x = iterated(on, b, (old) => relaxed(on, old, b, 1.2), tolerance);
  return on.dot(x, x);
};

function relaxed<T>(on: Calculator<T>, old: readonly T[], b: readonly T[], factor: number): readonly T[] {
  const x = [...old];
  matrix.forEach((row, i) => {
    const rest = on.sub(b[i], on.sum(row.map((a, j) => (i === j ? on.of(0) : on.mul(a, x[j])))));
    x[i] = on.add(on.mul(1 - factor, x[i]), on.mul(factor / row[i], rest));
  });
  return x;
}

/** |x|² of A·x = b, all entries at once. */
export const jacobi: Iteration = (on, b, tolerance) => {
  const step = (x: readonly (typeof b)[number][]) =>
    matrix.map((row, i) =>
      on.div(on.sub(b[i], on.sum(row.map((a, j) => (i === j ? on.of(0) : on.mul(a, x[j]))))), row[i]),
    );
  const x = iterated(on, b, step, tolerance);
  return on.dot(x, x);
};

/** The largest eigenvalue of [[2, θ], [θ, 1]] by multiplying and normalising. */
export const powerIteration: Iteration = (on, [theta], tolerance) => {
  const product = ([a, b]: readonly (typeof theta)[]) => [
    on.add(on.mul(2, a), on.mul(theta, b)),
    on.add(on.mul(theta, a), b),
  ];
  const [x, y] = iterated(
    on,
    [on.of(1), on.of(0.3)],
    (v) => {
      const w = product(v);
      const length = on.sqrt(on.dot(w, w));
      return w.map((value) => on.div(value, length));
    },
    tolerance,
  );
  return on.dot([x, y], product([x, y]));
};

/** The value of the first of three states under discount θ: v = r + θ·P·v. */
export const valueIteration: Iteration = (on, [discount, reward], tolerance) => {
  const transitions = [
    [0.1, 0.6, 0.3],
    [0.4, 0.4, 0.2],
    [0.5, 0.2, 0.3],
  ];
  const rewards = [reward, on.of(0.2), on.of(-0.4)];
  const step = (v: readonly (typeof reward)[]) =>
    transitions.map((row, i) => on.add(rewards[i], on.mul(discount, on.dot(row, v))));
  return iterated(on, rewards, step, tolerance)[0];
};

/** Σ x^k/k², term after term. */
export const dilogarithm: Iteration = (on, [x], tolerance) => {
  let total = on.of(0);
  let power = on.of(1);
  for (let k = 1; k < mostSteps; k++) {
    power = on.mul(power, x);
    const term = on.div(power, k * k);
    total = on.add(total, term);
    if (Math.abs(on.num(term)) < tolerance) break;
  }
  return total;
};

/** Σ x^k/k!, term after term. */
export const exponentialSeries: Iteration = (on, [x], tolerance) => {
  let total = on.of(1);
  let term = on.of(1);
  for (let k = 1; k < mostSteps; k++) {
    term = on.div(on.mul(term, x), k);
    total = on.add(total, term);
    if (Math.abs(on.num(term)) < tolerance) break;
  }
  return total;
};

/** The arithmetic–geometric mean of two numbers. */
export const arithmeticGeometricMean: Iteration = (on, [a, b], tolerance) =>
  iterated(on, [a, b], ([x, y]) => [on.div(on.add(x, y), 2), on.sqrt(on.mul(x, y))], tolerance)[0];

/** Transport cost between (0.6, 0.4) and (0.3, 0.7), entropy 0.5, by scaling rows and columns. */
export const sinkhorn: Iteration = (on, cost, tolerance) => {
  const kernel = rowsOf(
    cost.map((c) => on.exp(on.div(c, -0.5))),
    2,
  );
  const rowsScaled = (v: readonly (typeof cost)[number][]) => [0.6, 0.4].map((r, i) => on.div(r, on.dot(kernel[i], v)));
  const columnsScaled = (u: readonly (typeof cost)[number][]) =>
    [0.3, 0.7].map((c, j) =>
      on.div(
        c,
        on.dot(
          u,
          kernel.map((row) => row[j]),
        ),
      ),
    );
  const v = iterated(on, [on.of(1), on.of(1)], (old) => columnsScaled(rowsScaled(old)), tolerance);
  const u = rowsScaled(v);
  return on.sum(kernel.flatMap((row, i) => row.map((k, j) => on.mul(u[i], k, v[j], cost[2 * i + j]))));
};

/** The weight of a ridge regression found by gradient descent, by its penalty. */
export const ridgeByDescent: Iteration = (on, [penalty], tolerance) => {
  const data = [
    [0.5, 0.9],
    [1.2, 2],
    [-0.7, -1.1],
  ];
  const step = ([w]: readonly (typeof penalty)[]) => {
    const slope = on.sum(data.map(([x, y]) => on.mul(x, on.sub(on.mul(w, x), y))));
    return [on.sub(w, on.mul(0.2, on.add(slope, on.mul(penalty, w))))];
  };
  return on.square(iterated(on, [on.of(0)], step, tolerance)[0]);
};

/** One weight of a lasso of two features by coordinate descent; parameters: the penalty and a target. */
export const lasso: Iteration = (on, [penalty, target], tolerance) => {
  const shrunk = (z: typeof penalty) => (on.num(z) > 0 ? on.sub(z, penalty) : on.add(z, penalty));
  const step = ([, b]: readonly (typeof penalty)[]) => {
    const a = shrunk(on.sub(target, on.mul(0.6, b)));
    return [a, shrunk(on.sub(1.5, on.mul(0.6, a)))];
  };
  return on.square(iterated(on, [on.of(0), on.of(0)], step, tolerance)[0]);
};

/** tanh by its continued fraction x/(1 + x²/(3 + x²/(5 + …))), longer until it stands still. */
export const continuedFraction: Iteration = (on, [x], tolerance) => {
  let before = Infinity;
  for (let length = 1; ; length++) {
    let tail = on.of(2 * length + 1);
    for (let k = length; k >= 1; k--) tail = on.add(2 * k - 1, on.div(on.square(x), tail));
    const value = on.div(x, tail);
    if (Math.abs(on.num(value) - before) < tolerance || length === 60) return value;
    before = on.num(value);
  }
};
