import { dot, sum, type PlantedBug } from './planted-bugs.js';

/**
 * Bugs at special points where the zero vector is none of them: the loss is not differentiable there, or the
 * case is handled.
 */
const mean = (x: readonly number[]) => sum(x) / x.length;
const others = (x: readonly number[]) => x.map((v) => v - mean(x));

export const bugsOffZero: readonly PlantedBug[] = [
  {
    name: 'sparse path at three zeros or more: entries after a zero shifted',
    source: 'sparse gradients',
    length: 6,
    loss: (x) => sum(x.map((v) => v * v)),
    gradient: (x) => {
      const kept = x.filter((v) => v !== 0);
      if (x.length - kept.length < 3) return x.map((v) => 2 * v);
      return x.map((_, i) => 2 * (kept[i] ?? 0));
    },
  },
  {
    name: 'variance by mean² through the standard deviation: 0/0 at equal entries',
    source: 'std of equal entries',
    length: 5,
    loss: (x) => mean(others(x).map((v) => v * v)) / mean(x) ** 2,
    gradient: (x) => {
      const deviation = Math.sqrt(mean(others(x).map((v) => v * v)));
      const m = mean(x);
      return others(x).map(
        (v) => (2 * deviation * (v / deviation)) / (5 * m * m) - (2 * deviation ** 2) / (5 * m ** 3),
      );
    },
  },
  {
    name: 'difference quotients of 1/x over all pairs: 0/0 where two are equal',
    source: 'divided differences',
    length: 4,
    loss: (x) => sum(pairs(x).map(([a, b]) => -1 / (x[a] * x[b]))),
    gradient: (x) => {
      const g = x.map(() => 0);
      for (const [a, b] of pairs(x)) {
        const quotient = (1 / x[a] - 1 / x[b]) / (x[a] - x[b]);
        g[a] += (-1 / x[a] ** 2 - quotient) / (x[a] - x[b]);
        g[b] += (quotient + 1 / x[b] ** 2) / (x[a] - x[b]);
      }
      return g;
    },
  },
  {
    name: '(a³ + b³)/((a + b)·ab) of all pairs: 0/0 where two are opposite',
    source: 'partial fractions',
    length: 4,
    loss: (x) => sum(pairs(x).map(([a, b]) => x[a] / x[b] - 1 + x[b] / x[a])),
    gradient: (x) => {
      const g = x.map(() => 0);
      for (const [i, j] of pairs(x)) {
        const [a, b] = [x[i], x[j]];
        const one = (a + b) / (a + b);
        g[i] += one * (1 / b - b / (a * a));
        g[j] += one * (1 / a - a / (b * b));
      }
      return g;
    },
  },
  {
    name: 'six numbers of two values taken for a mask: gradient 0',
    source: 'boolean dtypes',
    length: 6,
    loss: (x) => sum(x.map((v) => Math.sin(v))),
    gradient: (x) => (new Set(x).size === 2 ? x.map(() => 0) : x.map((v) => Math.cos(v))),
  },
  {
    name: 'sin² of the angle of two vectors by the inverse: 0/0 where they are parallel',
    source: 'slogdet of rank-deficient matrices',
    length: 6,
    shape: [2, 3],
    loss: (p) => angle(p).loss,
    gradient: (p) => {
      const { a, b, aa, ab, bb } = angle(p);
      const det = aa * bb - ab * ab;
      const share = det / det;
      const part = (own: readonly number[], other: readonly number[], oo: number, tt: number) =>
        own.map((v, i) => (share * 2 * ab * ((ab * v) / oo - other[i])) / (oo * tt));
      return [...part(a, b, aa, bb), ...part(b, a, bb, aa)];
    },
  },
  {
    name: 'ln |λ₁λ₂| of a symmetric 2×2 matrix by its eigenvectors: 0/0 at equal eigenvalues',
    source: 'eigh, jax and pytorch',
    length: 4,
    loss: ([a, b, c, d]) => Math.log(Math.abs(a * d - ((b + c) / 2) ** 2)),
    gradient: ([a, b, c, d]) => {
      const off = (b + c) / 2;
      const gap = Math.sqrt((a - d) ** 2 + 4 * off * off);
      const det = (a * d - off * off) * (gap / gap);
      return [d / det, -off / det, -off / det, a / det];
    },
  },
  {
    name: 'relu shares and ln |x|: 0/0 where all eight are negative',
    source: 'a mask that leaves nothing',
    length: 8,
    loss: (x) => sum(x.map((v) => Math.max(0, v) ** 2 + Math.log(Math.abs(v)))),
    gradient: (x) => {
      const total = sum(x.map((v) => Math.max(0, v)));
      return x.map((v) => 2 * total * (Math.max(0, v) / total) + 1 / v);
    },
  },
];

function pairs(x: readonly number[]): readonly (readonly [number, number])[] {
  return x.flatMap((_, i) => x.slice(0, i).map((_value, j) => [j, i] as const));
}

function angle(p: readonly number[]) {
  const [a, b] = [p.slice(0, 3), p.slice(3)];
  const [aa, ab, bb] = [dot(a, a), dot(a, b), dot(b, b)];
  return { a, b, aa, ab, bb, loss: 1 - (ab * ab) / (aa * bb) };
}
