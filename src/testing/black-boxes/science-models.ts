import type { Calculator } from './calculator.js';
import { casesOf, type GradientRow } from './gradient-case.js';
import { formulaRow, ordinary, rowsOf } from './formula-model.js';

/** Σ over pairs of f(squared distance) of points in the plane. */
function pairEnergy<T>(on: Calculator<T>, places: readonly T[], f: (square: T) => T): T {
  const points = rowsOf(places, 2);
  return on.sum(
    points.flatMap((p, i) =>
      points.slice(i + 1).map((q) => f(on.add(on.square(on.sub(p[0], q[0])), on.square(on.sub(p[1], q[1]))))),
    ),
  );
}

/** y after `steps` steps of the classical Runge–Kutta method. */
function integrated<T>(
  on: Calculator<T>,
  slope: (y: readonly T[]) => readonly T[],
  start: readonly T[],
  { step, steps }: { readonly step: number; readonly steps: number },
): readonly T[] {
  const moved = (y: readonly T[], k: readonly T[], h: number) => y.map((value, i) => on.add(value, on.mul(h, k[i])));
  let y = start;
  for (let s = 0; s < steps; s++) {
    const k1 = slope(y);
    const k2 = slope(moved(y, k1, step / 2));
    const k3 = slope(moved(y, k2, step / 2));
    const k4 = slope(moved(y, k3, step));
    y = y.map((value, i) => on.add(value, on.mul(step / 6, on.add(k1[i], on.mul(2, k2[i]), on.mul(2, k3[i]), k4[i]))));
  }
  return y;
}

const triangle = [0.1, 0.05, 1.2, -0.1, 0.5, 1.1];

const rows: readonly GradientRow[] = [
  formulaRow('Lennard-Jones energy of three atoms', triangle, (on, p) =>
    pairEnergy(on, p, (square) => {
      const s = on.div(1, on.whole(square, 3));
      return on.mul(4, on.sub(on.square(s), s));
    }),
  ),
  formulaRow('Coulomb energy', triangle, (on, p) => pairEnergy(on, p, (square) => on.div(1, on.sqrt(square)))),
  formulaRow('Morse potential', [1.3, 0.9, 1.7], (on, [r, depth, width]) =>
    on.mul(depth, on.square(on.sub(1, on.exp(on.neg(on.mul(width, on.sub(r, 1))))))),
  ),
  formulaRow('pendulum, forty Euler steps', [1.1, -0.3, 0.8], (on, [angle, speed, length]) => {
    let a = angle;
    let v = speed;
    for (let k = 0; k < 40; k++) {
      v = on.sub(v, on.mul(0.05, on.div(on.sin(a), length)));
      a = on.add(a, on.mul(0.05, v));
    }
    return on.square(a);
  }),
  formulaRow('Lotka–Volterra by Runge–Kutta', [1.1, 0.4, 0.1, 0.4], (on, [a, b, c, d]) => {
    const slope = ([x, y]: readonly (typeof a)[]) => [
      on.mul(x, on.sub(a, on.mul(b, y))),
      on.mul(y, on.sub(on.mul(c, x), d)),
    ];
    const [x, y] = integrated(on, slope, [on.of(2), on.of(1)], { step: 0.1, steps: 20 });
    return on.add(on.square(x), y);
  }),
  formulaRow('logistic map, ten steps', [0.4, 2.9], (on, [start, rate]) => {
    let x = start;
    for (let k = 0; k < 10; k++) x = on.mul(rate, x, on.sub(1, x));
    return x;
  }),
  formulaRow('heat equation, thirty steps', [...ordinary(6, 0.3), 0.2], (on, p) => {
    let u = p.slice(0, 6);
    const k = p[6];
    for (let step = 0; step < 30; step++) {
      u = u.map((value, i) =>
        on.add(value, on.mul(k, on.sub(on.add(u[(i + 1) % 6], u[(i + 5) % 6]), on.mul(2, value)))),
      );
    }
    return on.add(on.square(u[0]), u[3]);
  }),
  formulaRow('power of the second harmonic of eight samples', ordinary(8, 0.75), (on, x) => {
    const part = (wave: (t: number) => number) =>
      on.dot(
        x,
        x.map((_, i) => wave((Math.PI * i) / 2)),
      );
    return on.add(on.square(part(Math.cos)), on.square(part(Math.sin)));
  }),
  formulaRow('spectral flatness', ordinary(6, 1.85), (on, x) => {
    const powers = [0, 1, 2].map((k) => {
      const part = (wave: (t: number) => number) =>
        on.dot(
          x,
          x.map((_, i) => wave((Math.PI * k * i) / 3)),
        );
      return on.add(on.square(part(Math.cos)), on.square(part(Math.sin)), 0.1);
    });
    return on.sub(on.div(on.sum(powers.map((p) => on.ln(p))), 3), on.ln(on.sum(powers)));
  }),
  formulaRow('natural cubic spline through four knots', ordinary(4, 2.45), (on, y) => {
    // 4·m₁ + m₂ = 6·δ²y₁, m₁ + 4·m₂ = 6·δ²y₂; the value in the middle interval at t = 0.3.
    const bend = (i: number) => on.mul(6, on.add(y[i - 1], on.mul(-2, y[i]), y[i + 1]));
    const m1 = on.div(on.sub(on.mul(4, bend(1)), bend(2)), 15);
    const m2 = on.div(on.sub(on.mul(4, bend(2)), bend(1)), 15);
    const value = on.add(
      on.mul(0.7, y[1]),
      on.mul(0.3, y[2]),
      on.mul((0.343 - 0.7) / 6, m1),
      on.mul((0.027 - 0.3) / 6, m2),
    );
    return on.square(value);
  }),
  formulaRow('length of a Bézier curve, ten chords', ordinary(8, 3.15), (on, p) => {
    const at = (t: number, axis: number) => {
      const s = 1 - t;
      return on.dot(
        [p[axis], p[2 + axis], p[4 + axis], p[6 + axis]],
        [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t],
      );
    };
    return on.sum(
      Array.from({ length: 10 }, (_, k) => {
        const leg = (axis: number) => on.square(on.sub(at((k + 1) / 10, axis), at(k / 10, axis)));
        return on.sqrt(on.add(leg(0), leg(1)));
      }),
    );
  }),
  formulaRow('Michaelis–Menten fit', [1.9, 0.7], (on, [top, half]) =>
    on.sum([0.2, 0.5, 1, 2].map((s, i) => on.square(on.sub(on.div(on.mul(top, s), on.add(half, s)), 0.4 * (i + 1))))),
  ),
  formulaRow('free energy of an Ising ring', [0.4, 0.3], (on, [coupling, field]) => {
    const cosh = on.div(on.add(on.exp(field), on.exp(on.neg(field))), 2);
    const sinh = on.div(on.sub(on.exp(field), on.exp(on.neg(field))), 2);
    const root = on.sqrt(on.add(on.mul(on.exp(on.mul(2, coupling)), on.square(sinh)), on.exp(on.mul(-2, coupling))));
    const large = on.add(on.mul(on.exp(coupling), cosh), root);
    const small = on.sub(on.mul(on.exp(coupling), cosh), root);
    return on.neg(on.ln(on.add(on.whole(large, 6), on.whole(small, 6))));
  }),
  formulaRow('Kepler orbit energy', [1, 0.1, -0.2, 0.9], (on, [x, y, u, v]) =>
    on.sub(on.div(on.add(on.square(u), on.square(v)), 2), on.div(1, on.sqrt(on.add(on.square(x), on.square(y))))),
  ),
  formulaRow('chord of two places on a sphere', [0.9, 0.2, 0.7, 2.1], (on, [lat1, lon1, lat2, lon2]) => {
    const half = (a: typeof lat1, b: typeof lat1) => on.square(on.sin(on.div(on.sub(a, b), 2)));
    return on.sqrt(on.add(half(lat1, lat2), on.mul(on.cos(lat1), on.cos(lat2), half(lon1, lon2))));
  }),
  formulaRow('Rosenbrock function', [-1.2, 1.1, 0.7], (on, x) =>
    on.sum(
      [0, 1].map((i) => on.add(on.mul(100, on.square(on.sub(x[i + 1], on.square(x[i])))), on.square(on.sub(1, x[i])))),
    ),
  ),
  formulaRow('Himmelblau function', [0.7, -1.3], (on, [x, y]) =>
    on.add(on.square(on.sub(on.add(on.square(x), y), 11)), on.square(on.sub(on.add(x, on.square(y)), 7))),
  ),
  formulaRow('Rastrigin function', [0.7, -1.3, 0.2], (on, x) =>
    on.sum(x.map((v) => on.sub(on.square(v), on.mul(10, on.cos(on.mul(2 * Math.PI, v)))))),
  ),
  formulaRow('Ackley function', [0.7, -1.3], (on, x) =>
    on.neg(
      on.add(
        on.mul(20, on.exp(on.mul(-0.2, on.sqrt(on.div(on.dot(x, x), 2))))),
        on.exp(on.div(on.sum(x.map((v) => on.cos(on.mul(2 * Math.PI, v)))), 2)),
      ),
    ),
  ),
  formulaRow('two lenses: distance of the image', [2.3, 0.9, 1.4], (on, [object, f1, f2]) => {
    const image = on.div(1, on.sub(on.div(1, f1), on.div(1, object)));
    return on.div(1, on.sub(on.div(1, f2), on.div(1, on.sub(3.7, image))));
  }),
  formulaRow('tree of log-sum-exps', ordinary(8, 0.05), (on, x) =>
    on.logSumExp(rowsOf(x, 4).map((four) => on.logSumExp(rowsOf(four, 2).map((two) => on.logSumExp(two))))),
  ),
];

/** Right gradients from physics, chemistry, geometry and optimisation. */
export const scienceModels = casesOf('sciences', 'correct', rows);
