import { cos, exp, log, log1p, sin, tanh } from '../src/numeric/elementary/index.js';
import type { GradientCheckOptions } from '../src/gradcheck/check-options.js';

/** A loss of one number, and its slope as it is claimed. */
type Scalar = readonly [name: string, loss: (x: number) => number, slope: (x: number) => number, ...at: number[]];

/** A loss and what is claimed to be its gradient. */
export interface ExactModel {
  readonly loss: (p: readonly number[]) => number;
  readonly gradient: (p: readonly number[]) => readonly number[];
}

/** A model at a point, and how its gradient is checked. */
export type ExactCase = readonly [
  name: string,
  model: ExactModel,
  params: readonly number[],
  options?: GradientCheckOptions,
];

const single = Math.fround;
const sech2 = (x: number) => 1 - tanh(x) * tanh(x);

/** Steps from y on, until one is no longer than the tolerance, or there were fifty. */
function iterated(start: number, step: (y: number) => number, tolerance: number): number {
  let y = start;
  for (let k = 0; k < 50; k++) {
    const next = step(y);
    const moved = Math.abs(next - y);
    y = next;
    if (moved <= tolerance) break;
  }
  return y;
}

/** √x as the Babylonians had it. */
const root = (x: number, tolerance: number) => iterated(1, (y) => (y + x / y) / 2, tolerance);

/** y = cos(x·y) */
const fixedPoint = (x: number, tolerance: number) => iterated(0.7, (y) => cos(x * y), tolerance);

/** dy/dx of that y. */
function fixedSlope(x: number): number {
  const y = fixedPoint(x, 1e-15);
  return (-y * sin(x * y)) / (1 + x * sin(x * y));
}

const smooth: readonly Scalar[] = [
  ['sin x', sin, cos, 0, 0.7, -3, 1e-9, 2e-150, 1e6, 1e14],
  ['sin x, 0.1 % off', sin, (x) => 1.001 * cos(x), 0, 0.7, -3, 1e6, 1e14],
  ['sin x, 1e-6 off', sin, (x) => (1 + 1e-6) * cos(x), 0.7],
  ['sin x, 1e-10 off', sin, (x) => (1 + 1e-10) * cos(x), 0.7],
  ['sin x, 3e-13 off', sin, (x) => (1 + 3e-13) * cos(x), 0.7],
  ['sin x, the other sign', sin, (x) => -cos(x), 0.7],
  ['sin 40x', (x) => sin(40 * x), (x) => 40 * cos(40 * x), 0.3, 1.1],
  ['sin 40x, 1 % off', (x) => sin(40 * x), (x) => 40.4 * cos(40 * x), 0.3],
  ['exp', exp, exp, -20, 0, 1.3, 30],
  ['exp, slope 0', exp, () => 0, 1.3],
  ['1e16 + sin x', (x) => 1e16 + sin(x), cos, 0.5, 4e15],
  ['1/(1 + 25x²)', (x) => 1 / (1 + 25 * x * x), (x) => (-50 * x) / (1 + 25 * x * x) / (1 + 25 * x * x), 0.4],
  ['x² − 2x', (x) => x * x - 2 * x, (x) => 2 * x - 2, 1, 0.3],
  ['3x', (x) => 3 * x, () => 3, 0, 0.1, -7],
  ['3x, claimed 3.1', (x) => 3 * x, () => 3.1, 0, 0.1],
  ['a constant', () => 5, () => 0, 0.3],
  ['a constant, claimed 1e-12', () => 5, () => 1e-12, 0.3],
  ['eˣ − 1 + x/2', (x) => exp(x) - 1 + x / 2, () => 1.5, 0],
  ['eˣ − 1 + x/2, claimed ½', (x) => exp(x) - 1 + x / 2, () => 0.5, 0],
  ['ln(1 + x) + x²', (x) => log1p(x) + x * x, (x) => 1 / (1 + x) + 2 * x, 0, 0.5],
  ['1 + x − 1 + x/1000', (x) => 1 + x - 1 + x / 1000, () => 1.001, 0],
  ['ln x', log, (x) => 1 / x, 1e-7, 2, 1e9],
];

const broken: readonly Scalar[] = [
  ['|x|', Math.abs, Math.sign, 0, 0.2],
  ['1 + |x − 0.7|', (x) => 1 + Math.abs(x - 0.7), () => 0, 0.7],
  ['max(0, x)', (x) => Math.max(0, x), (x) => (x > 0 ? 1 : 0), 0, -0.3, 0.3],
  ['1 + 4e-13·max(0, x)', (x) => 1 + 4e-13 * Math.max(0, x), () => 0, 0],
  ['1 + 1.8e-13·max(0, x)', (x) => 1 + 1.82e-13 * Math.max(0, x), () => 0, 0],
  ['√|x|', (x) => Math.sqrt(Math.abs(x)), () => 0, 0],
  ['8 + √x beside 4x', (x) => 8 + (x > 0 ? Math.sqrt(x) : 4 * x - x * x), () => 3, 0],
  ['4x beside −√−x', (x) => (x < 0 ? -Math.sqrt(-x) : sin(4 * x)), () => 3, 0],
  ['a jump', (x) => cos(x) + (x > 0 ? 0.3 : 0), (x) => -sin(x), 0],
  ['a jump beside', (x) => cos(x) + (x > 0.123 ? 0.3 : 0), (x) => -sin(x), 0, 0.2],
  ['a value alone', (x) => (x === 0 ? 1 : x), () => 1, 0],
  ['floor 10x', (x) => Math.floor(10 * x), () => 10, 0.33, 0.3],
  ['round(4x)/4', (x) => Math.round(4 * x) / 4, () => 1, 0.3, 0.125],
  ['round(4x)/4, claimed 0', (x) => Math.round(4 * x) / 4, () => 0, 0.3, 7.1],
  ['a far stair', (x) => (x > 5 ? 1 : 0), () => 1, 0.3, 4.5],
  ['NaN below 0', (x) => (x < 0 ? NaN : x * x), () => 0, 0],
  ['∞ above 0', (x) => (x > 0 ? Infinity : x), () => 1, 0],
  ['NaN around 0', (x) => (x === 0 ? 0 : NaN), () => 0, 0],
  ['√(1 − x²)', (x) => Math.sqrt(1 - x * x), (x) => -x / Math.sqrt(1 - x * x), 0.6, 0.99],
  ['x·sin 1/x', (x) => (x === 0 ? 0 : x * sin(1 / x)), () => 0, 0],
  ['ln (x − 1)²', (x) => log((x - 1) * (x - 1)), (x) => 2 / (x - 1), 1 + 2 ** -52, 1 + 2 ** -40],
  ['NaN claimed', (x) => x * x, () => NaN, 3],
  ['∞ at the point', (x) => 1 / x, () => 1, 0],
];

const rough: readonly Scalar[] = [
  ['sin x in single precision', (x) => single(sin(single(x))), (x) => single(cos(x)), 0.7, -3],
  ['sin x in single precision, 1 % off', (x) => single(sin(x)), (x) => 1.01 * cos(x), 0.7],
  ['sin x, its slope in single precision', sin, (x) => single(cos(single(x))), 0.7],
  ['noise of 1e-5', (x) => sin(x) + 1e-5 * sin(1e17 * x), cos, 0.7],
  ['noise of 1e-5, 10 % off', (x) => sin(x) + 1e-5 * sin(1e17 * x), (x) => 1.1 * cos(x), 0.7],
  ['noise of 0.1', (x) => sin(x) + 0.1 * sin(1e17 * x), cos, 0.7],
  ['steps of 1e-6', (x) => Math.round(exp(x) * 1e6) / 1e6, exp, 0.4, 1.9],
  ['a saw', (x) => (1e5 * x + 0.37) % 1, () => 0, 0.3],
  ['a saw on a slope', (x) => x + (1e-6 * ((1e5 * x + 0.37) % 1)) / 100, () => 1, 0.3],
  ['a fast small term', (x) => x * x + 1e-4 * sin(1000 * x), (x) => 2 * x, 0.4],
  ['1 + 1e-15·tanh 1000x', (x) => 1 + 1e-15 * tanh(1000 * x), (x) => 1e-12 * sech2(1000 * x), 0],
  ['1 + x² + 1e-13·tanh 1000x', (x) => 1 + x * x + 1e-13 * tanh(1e3 * x), (x) => 2 * x + 1e-10 * sech2(1e3 * x), 0],
  ['√x to 1e-6', (x) => root(x, 1e-6), (x) => 0.5 / Math.sqrt(x), 2, 7.3],
  ['√x to 1e-2', (x) => root(x, 1e-2), (x) => 0.5 / Math.sqrt(x), 2, 3],
  ['y = cos xy to 1e-6', (x) => fixedPoint(x, 1e-6), fixedSlope, 0.6, 0.8],
  ['y = cos xy to 1e-4', (x) => fixedPoint(x, 1e-4), fixedSlope, 0.5, 0.9],
  ['y = cos xy to 1e-6, 1 % off', (x) => fixedPoint(x, 1e-6), (x) => 1.01 * fixedSlope(x), 0.6],
];

const ofOne: readonly ExactCase[] = [...smooth, ...broken, ...rough].flatMap(([name, loss, slope, ...points]) =>
  points.map((x): ExactCase => [name, { loss: ([at]) => loss(at), gradient: ([at]) => [slope(at)] }, [x]]),
);

const bowl = (off: (entry: number) => number): ExactModel => ({
  loss: (p) => p.reduce((sum, x, i) => sum + sin(x) + (x * x) / (i + 1), 0),
  gradient: (p) => p.map((x, i) => (cos(x) + (2 * x) / (i + 1)) * (1 + off(i))),
});
const many = Array.from({ length: 14 }, (_, i) => sin(1 + i));
const together: GradientCheckOptions = { thorough: false };
const kinked: ExactModel = {
  loss: (p) => bowl(() => 0).loss(p) + Math.abs(p[3] - many[3]),
  gradient: bowl(() => 0).gradient,
};
const softmax: ExactModel = {
  loss: ([a, b]) => log1p(exp(a - b)),
  gradient: ([a, b]) => [1 / (1 + exp(b - a)), -1 / (1 + exp(b - a))],
};

const ofSeveral: readonly ExactCase[] = [
  [
    'x²y/(x² + y²)',
    { loss: ([x, y]) => (x === 0 && y === 0 ? 0 : (x * x * y) / (x * x + y * y)), gradient: () => [0, 0] },
    [0, 0],
  ],
  [
    'a cut between the axes',
    { loss: ([x, y]) => (x !== 0 && y !== 0 ? 1 : 0) + x + y, gradient: () => [1, 1] },
    [0, 0],
  ],
  ['a saturated softmax', softmax, [-40, 0.5]],
  ['a softmax', softmax, [0.4, -1]],
  [
    'entries of all sizes',
    { loss: ([x, y]) => 1e6 * x * x + 1e-6 * sin(y), gradient: ([x, y]) => [2e6 * x, 1e-6 * cos(y)] },
    [3, 0.2],
  ],
  [
    'the solver of another axis',
    { loss: ([x, y]) => root(x, 1e-4) + 1e-3 * sin(y), gradient: ([x, y]) => [0.5 / Math.sqrt(x), 1e-3 * cos(y)] },
    [2, 0.4],
  ],
  ['fourteen entries', bowl(() => 0), many, together],
  ['fourteen entries, one 1 % off', bowl((i) => (i === 7 ? 0.01 : 0)), many, together],
  ['fourteen entries, one 1e-6 off', bowl((i) => (i === 11 ? 1e-6 : 0)), many, together],
  ['fourteen entries, five off', bowl((i) => (i % 8 === 1 ? 0.1 : 0)), many, together],
  ['fourteen entries, all off', bowl(() => -0.5), many, together],
  ['fourteen entries, two of them NaN', bowl((i) => (i % 7 === 3 ? NaN : 0)), many, together],
  ['fourteen entries, a kink', kinked, many, together],
  ['fourteen entries, two of which are asked', bowl(() => 1e-3), many, { entries: [4, 11] }],
  ['said to be in single precision', bowl((i) => 1e-7 * i), [0.3, 0.9], { precision: 'float32' }],
  ['said to differ by 1e-6', bowl((i) => 1e-7 * i), [0.3, 0.9], { reproducibility: { noise: 1e-6 } }],
  ['said to differ by what is measured', bowl(() => 1e-9), [0.3, 0.9], { reproducibility: 'measured' }],
];

/**
 * Models of which every engine computes the same bits: sums, products, quotients, roots, roundings and
 * elementary functions of our own. Gradients are right or wrong, losses smooth, broken or rough.
 */
export const exactModels: readonly ExactCase[] = [...ofOne, ...ofSeveral];
