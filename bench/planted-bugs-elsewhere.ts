import { dot, logSumExp, sum, type PlantedBug } from './planted-bugs.js';

/** det and inverse of a 3×3 matrix row by row. */
function inverse([a, b, c, d, e, f, g, h, i]: readonly number[]): { readonly det: number; readonly inverse: number[] } {
  const cofactors = [e * i - f * h, c * h - b * i, b * f - c * e, f * g - d * i, a * i - c * g, c * d - a * f];
  const last = [d * h - e * g, b * g - a * h, a * e - b * d];
  const det = a * cofactors[0] + b * cofactors[3] + c * last[0];
  return { det, inverse: [...cofactors, ...last].map((v) => v / det) };
}

/** Bugs at matrices. */
const atMatrices: readonly PlantedBug[] = [
  {
    name: 'determinant as det·A⁻ᵀ, 2×2: 0/0 at singular matrices',
    source: 'tensorflow matrix_determinant',
    length: 4,
    loss: ([a, b, c, d]) => a * d - b * c,
    gradient: ([a, b, c, d]) => {
      const det = a * d - b * c;
      return [d, -c, -b, a].map((v) => det * (v / det));
    },
  },
  {
    name: 'determinant as det·A⁻ᵀ, 3×3: 0/0 at singular matrices',
    source: 'pytorch#21531 and others',
    length: 9,
    loss: (m) => inverse(m).det,
    gradient: (m) => {
      const { det, inverse: inv } = inverse(m);
      return [0, 3, 6, 1, 4, 7, 2, 5, 8].map((k) => det * inv[k]);
    },
  },
  {
    name: 'det(A·Aᵀ) of 2×3 by the inverse: 0/0 where rows are parallel',
    source: 'pinv and slogdet of rank-deficient matrices',
    length: 6,
    shape: [2, 3],
    loss: (p) => gram(p).det,
    gradient: (p) => {
      const { a, b, aa, ab, bb, det } = gram(p);
      const [p00, p01, p11] = [bb / det, -ab / det, aa / det];
      return [
        ...a.map((v, i) => 2 * det * (p00 * v + p01 * b[i])),
        ...b.map((v, i) => 2 * det * (p01 * a[i] + p11 * v)),
      ];
    },
  },
  {
    name: 'Σ λ² of a symmetric 2×2 matrix by its eigenvectors: 0/0 at equal eigenvalues',
    source: 'eigh, jax and pytorch',
    length: 4,
    loss: ([a, b, c, d]) => a * a + d * d + (b + c) ** 2 / 2,
    gradient: ([a, b, c, d]) => {
      const off = (b + c) / 2;
      const gap = Math.sqrt((a - d) ** 2 + 4 * off * off);
      const spread = (a - d) / gap;
      const tilt = (2 * off) / gap;
      const [l1, l2] = [(a + d + gap) / 2, (a + d - gap) / 2];
      const mixed = tilt * (l1 - l2);
      return [l1 * (1 + spread) + l2 * (1 - spread), mixed, mixed, l1 * (1 - spread) + l2 * (1 + spread)];
    },
  },
];

function gram(p: readonly number[]) {
  const [a, b] = [p.slice(0, 3), p.slice(3)];
  const [aa, ab, bb] = [dot(a, a), dot(a, b), dot(b, b)];
  return { a, b, aa, ab, bb, det: aa * bb - ab * ab };
}

/** Bugs at huge and tiny numbers. */
const atExtremes: readonly PlantedBug[] = [
  {
    name: 'softplus with eˣ/(1 + eˣ): ∞/∞ above 709',
    source: 'softplus, many',
    length: 2,
    loss: (x) => sum(x.map((v) => Math.max(0, v) + Math.log1p(Math.exp(-Math.abs(v))))),
    gradient: (x) => x.map((v) => Math.exp(v) / (1 + Math.exp(v))),
  },
  {
    name: 'sigmoid with e⁻ˣ/(1 + e⁻ˣ)²: ∞/∞ below −709',
    source: 'sigmoid, many',
    length: 2,
    loss: (x) => sum(x.map((v) => 1 / (1 + Math.exp(-v)))),
    gradient: (x) => x.map((v) => Math.exp(-v) / (1 + Math.exp(-v)) ** 2),
  },
  {
    name: 'log-sum-exp without a shift: ∞/∞',
    source: 'logsumexp, many',
    length: 3,
    loss: logSumExp,
    gradient: (x) => x.map((v) => Math.exp(v) / sum(x.map(Math.exp))),
  },
  {
    name: 'length by hypot, its gradient by squares: 0 at 1e160',
    source: 'hypot',
    length: 3,
    loss: (x) => Math.hypot(...x, 1),
    gradient: (x) => x.map((v) => v / Math.sqrt(dot(x, x) + 1)),
  },
  {
    name: '3x + 2y as 3x³/x²: 0/0 at 1e-170',
    source: 'division by a square that underflows',
    length: 2,
    loss: ([x, y]) => 3 * x + 2 * y,
    gradient: ([x, y]) => [x === 0 ? 3 : (3 * x * x) / (x * x), y === 0 ? 2 : (2 * y * y) / (y * y)],
  },
  {
    name: 'ln(1 + x)/x from ln(1 + x): cancellation near 0',
    source: 'log1p',
    length: 2,
    loss: (x) => sum(x.map((v) => (v === 0 ? 1 : Math.log1p(v * v) / (v * v)))),
    gradient: (x) =>
      x.map((v) => (v === 0 ? 0 : (2 * v * ((v * v) / (1 + v * v) - Math.log(1 + v * v))) / (v * v) ** 2)),
  },
  {
    name: 'ln x², its gradient 2x/(x² + 1e-20)',
    source: 'x/(|x| + ε)',
    length: 2,
    loss: (x) => sum(x.map((v) => Math.log(v * v + 1e-300))),
    gradient: (x) => x.map((v) => (v === 0 ? 0 : (2 * v) / (v * v + 1e-20))),
  },
  {
    name: 'tanh with 4/(eˣ + e⁻ˣ)², large arguments given the slope 1',
    source: 'clipping that is forgotten in the gradient',
    length: 2,
    loss: (x) => sum(x.map((v) => Math.tanh(v))),
    gradient: (x) => x.map((v) => (Math.abs(v) > 1e3 ? 1 : 1 - Math.tanh(v) ** 2)),
  },
];

/** Bugs at whole numbers, ends of ranges and signs. */
const atMarks: readonly PlantedBug[] = [
  {
    name: 'Huber at its border: neither side',
    source: 'clamp and Huber at their ends',
    length: 2,
    loss: (x) => sum(x.map((v) => (Math.abs(v) <= 1 ? (v * v) / 2 : Math.abs(v) - 0.5))),
    gradient: (x) => x.map((v) => (v > 1 ? 1 : v < -1 ? -1 : v > -1 && v < 1 ? v : 0)),
  },
  {
    name: 'Huber of six, wrong where all are at the border',
    source: 'clamp, all saturated',
    length: 6,
    loss: (x) => sum(x.map((v) => (Math.abs(v) <= 1 ? (v * v) / 2 : Math.abs(v) - 0.5))),
    gradient: (x) => {
      const inside = x.filter((v) => Math.abs(v) !== 1).length;
      return x.map((v) => (Math.max(-1, Math.min(1, v)) * inside) / inside);
    },
  },
  {
    name: 'ten whole numbers taken for an integer tensor: gradient 0',
    source: 'tfjs tensor and cast, jax dtypes',
    length: 10,
    loss: (x) => sum(x.map((v) => Math.cos(v))),
    gradient: (x) =>
      x.every(Number.isInteger) && x.some((v) => Math.abs(v) > 1) ? x.map(() => 0) : x.map((v) => -Math.sin(v)),
  },
  {
    name: 'x³ of a negative base by its logarithm: NaN',
    source: 'js-pytorch pow',
    length: 2,
    loss: (x) => sum(x.map((v) => v * v * v)),
    gradient: (x) => x.map((v) => (v === 0 ? 0 : 3 * Math.exp(2 * Math.log(v)))),
  },
  {
    name: 'mantissa and exponent: wrong at powers of two above 16',
    source: 'frexp',
    length: 2,
    loss: (x) => sum(x.map((v) => Math.log(1 + v * v))),
    gradient: (x) =>
      x.map((v) => (Math.abs(v) > 16 && Number.isInteger(Math.log2(Math.abs(v))) ? 0 : (2 * v) / (1 + v * v))),
  },
];

export const bugsElsewhere: readonly PlantedBug[] = [...atMatrices, ...atExtremes, ...atMarks];
