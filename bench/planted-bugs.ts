/**
 * Gradients that are right at almost every point and wrong at special ones, as reported of autograd, JAX,
 * PyTorch and TensorFlow. Every loss is differentiable at the points where its gradient goes wrong.
 */

/** A model with a planted bug. */
export interface PlantedBug {
  /** Where it goes wrong and how. */
  readonly name: string;
  /** Reports of this kind. */
  readonly source: string;
  /** How many parameters. */
  readonly length: number;
  readonly shape?: readonly [number, number];
  readonly loss: (x: readonly number[]) => number;
  readonly gradient: (x: readonly number[]) => readonly number[];
}

export const sum = (x: readonly number[]) => x.reduce((total, value) => total + value, 0);
export const dot = (a: readonly number[], b: readonly number[]) => sum(a.map((value, i) => value * b[i]));
const mean = (x: readonly number[]) => sum(x) / x.length;
const length = (x: readonly number[]) => Math.sqrt(dot(x, x));
const direction = [0.7, -0.4, 0.9, 0.3];
export const logSumExp = (x: readonly number[]) => {
  const largest = Math.max(...x);
  return largest + Math.log(sum(x.map((v) => Math.exp(v - largest))));
};
export const softmax = (x: readonly number[]) => x.map((v) => Math.exp(v - logSumExp(x)));
const sorted = (x: readonly number[]) => x.toSorted((a, b) => a - b);

/** Bugs at zeros. */
const atZeros: readonly PlantedBug[] = [
  {
    name: '|x|² through the norm: 0/0 at the zero vector',
    source: 'jax#4177, autograd#151, pytorch#2421',
    length: 3,
    loss: (x) => dot(x, x),
    gradient: (x) => x.map((v) => 2 * length(x) * (v / length(x))),
  },
  {
    name: '|x|·(a·x) by x/|x|: 0/0 at the zero vector',
    source: 'jax#3058',
    length: 3,
    loss: (x) => length(x) * dot(x, direction),
    gradient: (x) => x.map((v, i) => (v / length(x)) * dot(x, direction) + length(x) * direction[i]),
  },
  {
    name: 'x² as exp(2·ln x): NaN at 0',
    source: 'pow by its logarithm',
    length: 2,
    loss: (x) => sum(x.map((v) => v * v)),
    gradient: (x) => x.map((v) => (2 * v * v) / v),
  },
  {
    name: 'c₀ + c₁x + c₂x² by k·x^(k−1): 0·∞ at 0',
    source: 'pow(x, 0) at 0',
    length: 2,
    loss: ([x, y]) => 1 + x + y * y,
    gradient: ([x, y]) => [0 * x ** -1 + 1, 0 * y ** -1 + 2 * y],
  },
  {
    name: 'product by P/x: 0/0 where an entry is 0',
    source: 'prod, jax-js; pytorch before 0.4',
    length: 3,
    loss: ([x, y, z]) => x * y * z,
    gradient: (x) => x.map((v) => (x[0] * x[1] * x[2]) / v),
  },
  {
    name: 'cumulative products by P/x: 0/0 where an entry is 0',
    source: 'cumprod',
    length: 3,
    loss: ([x, y, z]) => x + x * y + x * y * z,
    gradient: ([x, y, z]) => [(x + x * y + x * y * z) / x, (x * y + x * y * z) / y, (x * y * z) / z],
  },
  {
    name: 'sin(x)/x: 0/0 at 0',
    source: 'sinc, jax-js',
    length: 2,
    loss: (x) => sum(x.map((v) => (v === 0 ? 1 : Math.sin(v) / v))),
    gradient: (x) => x.map((v) => (v * Math.cos(v) - Math.sin(v)) / (v * v)),
  },
  {
    name: '√(x⁴): 0/0 at 0',
    source: 'sqrt at 0',
    length: 2,
    loss: (x) => sum(x.map((v) => Math.sqrt(v ** 4))),
    gradient: (x) => x.map((v) => (4 * v ** 3) / (2 * Math.sqrt(v ** 4))),
  },
  {
    name: 'r²·cos 2φ with φ = atan2(y, x): 0/0 at the origin',
    source: 'atan2(0, 0), jax#21723',
    length: 2,
    loss: ([x, y]) => x * x - y * y,
    gradient: ([x, y]) => {
      const r = x * x + y * y;
      const sine = (2 * x * y) / r;
      return [2 * x * ((x * x - y * y) / r) + 2 * sine * y, 2 * y * ((x * x - y * y) / r) - 2 * sine * x];
    },
  },
  {
    name: 'x²·ln x²: 0·∞ at 0',
    source: 'xlogy at 0',
    length: 3,
    loss: (x) => sum(x.map((v) => (v === 0 ? 0 : v * v * Math.log(v * v)))),
    gradient: (x) => x.map((v) => 2 * v * Math.log(v * v) + 2 * v),
  },
  {
    name: 'similarity a·b/(1 + |a||b|): 0/0 where a vector is 0',
    source: 'cosine similarity with a zero vector',
    length: 4,
    loss: (p) => dot(p.slice(0, 2), p.slice(2)) / (1 + length(p.slice(0, 2)) * length(p.slice(2))),
    gradient: (p) => {
      const [a, b] = [p.slice(0, 2), p.slice(2)];
      const bottom = 1 + length(a) * length(b);
      const side = (own: readonly number[], other: readonly number[]) =>
        own.map((v, i) => other[i] / bottom - (dot(a, b) * length(other) * (v / length(own))) / bottom ** 2);
      return [...side(a, b), ...side(b, a)];
    },
  },
  {
    name: 'Σ relu²/(1 + Σ relu) by shares: 0/0 where all are negative',
    source: 'a mask that leaves nothing',
    length: 8,
    loss: (x) => sum(x.map((v) => Math.max(0, v) ** 2)) / (1 + sum(x.map((v) => Math.max(0, v)))),
    gradient: (x) => {
      const r = x.map((v) => Math.max(0, v));
      const total = sum(r);
      const share = r.map((v) => v / total);
      const bottom = 1 + total;
      return r.map((v, i) => (v > 0 ? (2 * share[i] * total) / bottom - dot(r, r) / bottom ** 2 : 0 * share[i]));
    },
  },
];

/** Bugs at equal entries. */
const atTies: readonly PlantedBug[] = [
  {
    name: 'log-sum-exp that differentiates its shift: equal largest ones count twice',
    source: 'logsumexp, all equal',
    length: 4,
    loss: logSumExp,
    gradient: (x) => {
      const largest = Math.max(...x);
      return softmax(x).map((p, i) => p + (x[i] === largest && i !== x.indexOf(largest) ? 1 : 0));
    },
  },
  {
    name: 'max + min that feed both sides of a tie',
    source: 'tfjs max',
    length: 2,
    loss: ([a, b]) => Math.max(a, b) + Math.min(a, b),
    gradient: ([a, b]) => [(a >= b ? 1 : 0) + (a <= b ? 1 : 0), (b >= a ? 1 : 0) + (b <= a ? 1 : 0)],
  },
  {
    name: 'squares of the sorted, places found by value: ties feed the first',
    source: 'sort, gather with duplicates',
    length: 4,
    loss: (x) => sum(sorted(x).map((v) => v * v)),
    gradient: (x) => {
      const g = x.map(() => 0);
      for (const v of sorted(x)) g[x.indexOf(v)] += 2 * v;
      return g;
    },
  },
  {
    name: 'scatter by value: duplicates lost',
    source: 'embedding with duplicate indices',
    length: 4,
    loss: (x) => sum(x.map((v) => Math.sin(v))),
    gradient: (x) => x.map((v, i) => (x.lastIndexOf(v) === i ? Math.cos(v) : 0)),
  },
  {
    name: 'layer normalisation without ε in its gradient: 0/0 at a constant vector',
    source: 'layer norm, variance 0',
    length: 4,
    loss: (x) => dot(direction, normalised(x)),
    gradient: (x) => {
      const m = mean(x);
      const deviation = Math.sqrt(mean(x.map((v) => (v - m) ** 2)));
      const scale = Math.sqrt(deviation ** 2 + 1e-2);
      const a = direction.map((v) => v - mean(direction));
      const along =
        dot(
          direction,
          x.map((v) => v - m),
        ) / 4;
      return x.map((v, i) => a[i] / scale - (along * deviation * ((v - m) / deviation)) / scale ** 3);
    },
  },
  {
    name: 'variance through the standard deviation: 0/0 at equal entries',
    source: 'std of equal entries',
    length: 3,
    loss: (x) => mean(x.map((v) => (v - mean(x)) ** 2)),
    gradient: (x) => {
      const deviation = Math.sqrt(mean(x.map((v) => (v - mean(x)) ** 2)));
      return x.map((v) => 2 * deviation * ((v - mean(x)) / (3 * deviation)));
    },
  },
  {
    name: 'difference quotient of exp: 0/0 where both are equal',
    source: 'tan-weight, expm1-like ratios',
    length: 2,
    loss: ([a, b]) => (a === b ? Math.exp(a) : Math.exp(b) * (Math.expm1(a - b) / (a - b))),
    gradient: ([a, b]) => {
      const q = (Math.exp(b) * Math.expm1(a - b)) / (a - b);
      return [(Math.exp(a) - q) / (a - b), (q - Math.exp(b)) / (a - b)];
    },
  },
  {
    name: '(a³ + b³)/(a + b): 0/0 where a = −b',
    source: 'partial fractions',
    length: 2,
    loss: ([a, b]) => a * a - a * b + b * b,
    gradient: ([a, b]) => {
      const q = (a ** 3 + b ** 3) / (a + b);
      return [(3 * a * a - q) / (a + b), (3 * b * b - q) / (a + b)];
    },
  },
];

function normalised(x: readonly number[]): readonly number[] {
  const m = mean(x);
  const scale = Math.sqrt(mean(x.map((v) => (v - m) ** 2)) + 1e-2);
  return x.map((v) => (v - m) / scale);
}

export const bugsAtZerosAndTies: readonly PlantedBug[] = [...atZeros, ...atTies];
