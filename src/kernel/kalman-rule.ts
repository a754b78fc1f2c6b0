import { log } from '../numeric/elementary/log.js';
import type { KalmanSetting } from '../training/rules/kalman.js';
import { gradientInto } from './gradient.js';
import { LogRatioLossParts } from './log-ratio.js';
import type { KernelRecipe } from './kernel-recipe.js';
import type { KernelRule } from './rule.js';

/** What `measure` of `src/training/objective.ts` finds, in buffers that every sample overwrites. */
interface Measured {
  loss: number;
  seen: number;
  /** Whether the second measurement is there. */
  two: boolean;
  first: number;
  second: number;
  readonly firstSlope: Float64Array;
  readonly secondSlope: Float64Array;
}

/** Measures a sample into `into`. */
type MeasureInto = (weights: Float64Array, x: Float64Array, t: Float64Array, into: Measured) => void;

/**
 * The filter of `src/training/rules/kalman.ts` on float64: the same operations in the same order, P as one
 * buffer of n×n.
 */
export function kalmanRule(recipe: KernelRecipe, rule: KalmanSetting): KernelRule {
  const { inputs: I, hidden: H, outputs: O } = recipe.shape;
  const n = H * (I + O);
  const { measurementNoise: noise, processNoise: shake } = rule;
  const longest = rule.longestStep ?? Infinity;
  const { decay } = recipe;
  const measure = recipe.loss === 'log-ratio' ? measureLogRatio(recipe) : measureError(recipe);
  const measured: Measured = {
    ...{ loss: 0, seen: 0, two: false, first: 0, second: 0 },
    ...{ firstSlope: new Float64Array(n), secondSlope: new Float64Array(n) },
  };
  const p = new Float64Array(n * n);
  const a = new Float64Array(n);
  const b = new Float64Array(n);
  const d = new Float64Array(n);
  const reset = () => {
    p.fill(0);
    for (let i = 0; i < n; i++) p[i * n + i] = 1;
  };
  reset();

  /** P·s, into `result`. */
  const multiply = (slope: Float64Array, result: Float64Array): void => {
    for (let i = 0; i < n; i++) result[i] = dotFrom(p, i * n, slope);
  };

  return {
    look(weights, x, t) {
      measure(weights, x, t, measured);
      return measured.loss;
    },

    move(weights, eta) {
      const { two, first, second, seen, firstSlope, secondSlope } = measured;
      multiply(firstSlope, a);
      const s11 = noise + dotFrom(firstSlope, 0, a);
      if (!(s11 > 0 && s11 < Infinity)) {
        reset();
        return;
      }
      let i11 = 1 / s11;
      let i12 = 0;
      let i22 = 0;
      if (two) {
        multiply(secondSlope, b);
        const s12 = dotFrom(firstSlope, 0, b);
        const s22 = noise + dotFrom(secondSlope, 0, b);
        const determinant = s11 * s22 - s12 * s12;
        if (!(determinant > 0 && determinant < Infinity)) {
          reset();
          return;
        }
        i11 = s22 / determinant;
        i12 = -(s12 / determinant);
        i22 = s11 / determinant;
      }
      const c1 = two ? i11 * first + i12 * second : i11 * first;
      const c2 = two ? i12 * first + i22 * second : 0;
      for (let i = 0; i < n; i++) d[i] = two ? a[i] * c1 + b[i] * c2 : a[i] * c1;
      const length = Math.sqrt(dotFrom(d, 0, d));
      if (!(length < Infinity)) {
        reset();
        return;
      }
      const scale = longest < length ? (eta * longest) / length : eta;

      const forgotten = seen < 1 ? seen : 1;
      const keep = 1 - decay * forgotten;
      const keepSquared = keep * keep;
      const added = shake * forgotten;
      for (let i = 0; i < n; i++) {
        weights[i] = (weights[i] - scale * d[i]) * keep;
        const gainA = two ? a[i] * i11 + b[i] * i12 : a[i] * i11;
        const gainB = two ? a[i] * i12 + b[i] * i22 : 0;
        for (let j = i; j < n; j++) {
          const explained = two ? gainA * a[j] + gainB * b[j] : gainA * a[j];
          const kept = (p[i * n + j] - explained) * keepSquared;
          if (i === j) p[i * n + i] = kept + added;
          else {
            p[i * n + j] = kept;
            p[j * n + i] = kept;
          }
        }
      }
    },

    turned(row) {
      for (let i = row * I; i < (row + 1) * I; i++) {
        // Where j is of the same row too, the entry is met twice and keeps its sign.
        for (let j = 0; j < n; j++) {
          p[i * n + j] = -p[i * n + j];
          p[j * n + i] = -p[j * n + i];
        }
      }
    },
  };
}

/** Σ_k m[from + k]·v[k], from the left, starting from the first product. */
function dotFrom(m: Float64Array, from: number, v: Float64Array): number {
  let sum = m[from] * v[0];
  for (let k = 1; k < v.length; k++) sum += m[from + k] * v[k];
  return sum;
}

/** The complex-log network's magnitude, and its phase where the gradient is exact. */
function measureLogRatio({ gradient, shape }: KernelRecipe): MeasureInto {
  const { inputs: I, hidden: H } = shape;
  const seesPhase = gradient === 'exact';
  const w1From = H * I;
  const parts = new LogRatioLossParts();
  return (weights, x, t, into) => {
    const { firstSlope, secondSlope } = into;
    let rho = 0;
    let halfTurns = t[0] < 0 ? -1 : 0;
    let someNegative = false;
    for (let j = 0; j < H; j++) {
      let u = weights[j * I] * x[0];
      for (let i = 1; i < I; i++) u += weights[j * I + i] * x[i];
      const ln = log(Math.abs(u));
      const exponent = weights[w1From + j];
      rho = j === 0 ? exponent * ln : rho + exponent * ln;
      const perInput = exponent / u;
      for (let i = 0; i < I; i++) firstSlope[j * I + i] = perInput * x[i];
      firstSlope[w1From + j] = ln;
      if (u < 0) {
        halfTurns += exponent;
        someNegative = true;
      }
      secondSlope[w1From + j] = u < 0 ? Math.PI : 0;
    }
    rho -= log(Math.abs(t[0]));
    parts.compute(rho, halfTurns);
    into.loss = parts.loss;
    into.seen = seesPhase ? parts.loss : parts.magnitudeLoss;
    into.first = rho;
    into.two = seesPhase && someNegative;
    into.second = Math.PI * (halfTurns - 2 * Math.round(0.5 * halfTurns));
  };
}

/** √(2L) of the squared error, either network. */
function measureError({ network, gradient, shape }: KernelRecipe): MeasureInto {
  const differentiate = gradientInto({ network, gradient, bound: Infinity, nanToZero: false }, shape);
  return (weights, x, t, into) => {
    const loss = differentiate(weights, x, t, into.firstSlope);
    const residual = Math.sqrt(loss + loss);
    for (let k = 0; k < into.firstSlope.length; k++) into.firstSlope[k] /= residual;
    into.loss = loss;
    into.seen = loss;
    into.first = residual;
    into.two = false;
  };
}
