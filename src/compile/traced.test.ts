import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import { runs as runCount } from '../../properties/run-count.js';
import { float64 } from '../numeric/backends/float64.js';
import type { Numeric } from '../numeric/numeric.js';
import { arbitrarySizes, arbitraryUnitPoint } from '../testing/arbitrary-unit-point.js';
import { extremeWeight } from '../testing/arbitrary-weights.js';
import { shippedParts } from '../training/parts.js';
import { settingOf } from '../training/part.js';
import { forwardPass } from '../units/derived-forward.js';
import type { Unit } from '../units/unit.js';
import { evaluate } from './evaluate.js';
import { Trace } from './trace.js';
import { traced } from './traced.js';

/** Code written once, over any number system, and the lists of numbers that it takes. */
type Formula = <T, C>(n: Numeric<T, C>, ...lists: (readonly T[])[]) => readonly T[];

/** What a formula gives on float64, and what its trace gives: as text, bit for bit. */
function bothWays(formula: Formula, ...lists: (readonly number[])[]): { core: string[]; trace: string[] } {
  const trace = new Trace();
  const inputs = lists.map((list) => list.map(() => trace.input('number')));
  const outputs = formula(traced(trace), ...inputs);
  const values = evaluate(trace, outputs, lists.flat());
  return {
    core: formula(float64, ...lists).map((value) => float64.format(value)),
    trace: values.map((value) => float64.format(Number(value))),
  };
}

function expectSame(formula: Formula, ...lists: (readonly number[])[]): void {
  const { core, trace } = bothWays(formula, ...lists);
  expect(trace, JSON.stringify(lists.map((list) => list.map((value) => float64.format(value))))).toEqual(core);
}

/** Every operation of `Numeric` between numbers, of up to three. */
const operations: Readonly<Record<string, Formula>> = {
  add: (n, [a, b]) => [n.add(a, b)],
  sub: (n, [a, b]) => [n.sub(a, b)],
  mul: (n, [a, b]) => [n.mul(a, b)],
  div: (n, [a, b]) => [n.div(a, b)],
  neg: (n, [a]) => [n.neg(a)],
  abs: (n, [a]) => [n.abs(a)],
  sqrt: (n, [a]) => [n.sqrt(a)],
  ln: (n, [a]) => [n.ln(a)],
  exp: (n, [a]) => [n.exp(a)],
  cos: (n, [a]) => [n.cos(a)],
  sin: (n, [a]) => [n.sin(a)],
  tanh: (n, [a]) => [n.tanh(a)],
  pow: (n, [a, b]) => [n.pow(a, b)],
  min: (n, [a, b]) => [n.min(a, b)],
  max: (n, [a, b]) => [n.max(a, b)],
  clamp: (n, [a, b]) => [n.clamp(a, n.neg(n.abs(b)), n.abs(b))],
  sign: (n, [a]) => [n.sign(a)],
  round: (n, [a]) => [n.round(a)],
  roundEven: (n, [a]) => [n.roundEven(a)],
  leading: (n, [a]) => [n.leading(a)],
  select: (n, [a, b]) => [
    n.select(
      n.less(a, b),
      () => a,
      () => b,
    ),
    n.select(
      n.less(a, b),
      () => b,
      () => a,
    ),
  ],
  masks: (n, [a, b]) => [
    n.select(
      n.less(a, b),
      () => a,
      () => n.zero,
    ),
    n.select(
      n.isNaN(a),
      () => n.zero,
      () => b,
    ),
  ],
  conditions: (n, [a, b]) => [
    n.select(
      n.and(n.less(a, b), n.not(n.isNaN(a))),
      () => n.one,
      () => n.fromNumber(2),
    ),
    n.select(
      n.or(n.less(a, b), n.less(b, a)),
      () => n.one,
      () => n.fromNumber(2),
    ),
  ],
  selectAll: (n, [a, b]) =>
    n.selectAll(
      n.less(a, b),
      () => [n.mul(a, b), b],
      () => [n.add(a, b), b],
    ),
  constants: (n) => [n.pi, n.parse('-1.25e-3'), n.tenToThe(300), n.div(n.one, n.neg(n.zero)), n.ln(n.fromNumber(2))],
};

/** Where functions change their pieces: borders, ties, powers, multiples, and what is next to them. */
const borders = [
  0,
  0.5,
  1,
  1.5,
  2.5,
  10,
  2 ** -20,
  2 ** -28,
  2 ** -1022,
  5e-324,
  1e23,
  1e308,
  Infinity,
  NaN,
  745.2,
  709.8,
]
  .concat([
    708,
    Math.SQRT1_2,
    Math.PI / 4,
    Math.PI / 2,
    Math.PI,
    100 * Math.PI,
    1647099,
    2 ** 19 * (Math.PI / 2),
    2 ** 52,
  ])
  .flatMap((x) => [x, x * (1 - 2 ** -53), x * (1 + 2 ** -52), x + 0.5])
  .flatMap((x) => [x, -x]);
const anyNumber = fc.oneof(fc.constantFrom(...borders), fc.double(), fc.double({ min: -10, max: 10, noNaN: true }));

describe.each(Object.entries(operations))('%s', (_, formula) => {
  test('recorded, it gives the bits of float64 at borders', () => {
    for (const a of borders) expectSame(formula, [a, 0.5]);
  });

  property([anyNumber, anyNumber], { numRuns: runCount(100) })('and of any numbers', (a, b) => {
    expectSame(formula, [a, b]);
  });
});

/** All that a unit offers, one list after the other. */
function everythingOf(unit: Unit, sizes: Parameters<Unit['on']>[1], options: unknown): Formula {
  return <T, C>(n: Numeric<T, C>, ...[theta, x, byOutput]: (readonly T[])[]) => {
    const on = unit.on(n, sizes, options);
    const guard = (value: T): T => n.clamp(value, n.fromNumber(-700), n.fromNumber(700));
    const pass = forwardPass(n, unit, sizes, options)(theta, x);
    const gradients = unit.gradients.flatMap((gradient) => pass.backward(byOutput, gradient, guard));
    const polar = on.polar?.(theta, x, byOutput);
    const ofPolar = (['exact', ...unit.gradients] as const).flatMap((gradient) =>
      polar === undefined
        ? []
        : [...polar.ln, ...polar.halfTurns, ...polar.backward(byOutput, byOutput, gradient, guard)],
    );
    const turned = polar === undefined ? [] : [...polar.turned(0), ...polar.slopeOfLn(0)];
    const penalties = Object.values(on.penalties ?? {}).map((penalty) => penalty(theta).value);
    const evaluated = on.evaluated?.(theta, x) ?? [];
    return [
      ...pass.output,
      ...gradients,
      ...ofPolar,
      ...turned,
      ...penalties,
      ...evaluated,
      ...(on.projected?.(theta) ?? []),
    ];
  };
}

describe.each(shippedParts.units.entries.map((unit) => [unit.name, unit] as const))('the unit %s', (_, unit) => {
  const options = unit.options.parse({});

  property([arbitraryUnitPoint(unit, options, arbitrarySizes())], { numRuns: runCount(60) })(
    'recorded, gives the bits of float64: output, gradients and all else',
    ({ sizes, theta, x, byOutput }) => expectSame(everythingOf(unit, sizes, options), theta, x, byOutput),
  );

  const extremes = fc.array(extremeWeight(), { minLength: 12, maxLength: 12 });
  property([extremes, extremes], { numRuns: runCount(60) })(
    'of numbers as extreme as there are, too',
    (theta, others) => {
      const sizes = { inputs: 2, hidden: 2, outputs: 1 };
      const size = unit
        .parameters(sizes, options)
        .reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0);
      expectSame(everythingOf(unit, sizes, options), theta.slice(0, size), others.slice(0, 2), others.slice(2, 3));
    },
  );
});

const losses = shippedParts.losses.entries.flatMap((loss) =>
  loss.examples.map((example) => [JSON.stringify(example), loss, settingOf(example)] as const),
);

describe.each(losses)('the loss %s', (_, loss, setting) => {
  const formula: Formula = (n, [a, b]) => {
    if (loss.sees === 'polar') {
      const { loss: value, magnitudeLoss, byLn, byAngle } = loss.on(n, setting).at(a, b);
      return [value, magnitudeLoss, byLn, byAngle];
    }
    const { loss: value, byOutput } = loss.on(n, setting).at([a, b], [b, a]);
    return [value, ...byOutput];
  };

  property([anyNumber, anyNumber], { numRuns: runCount(200) })('recorded, gives the bits of float64', (a, b) => {
    expectSame(formula, [a, b]);
  });
});

test('what a scope or an evolution gives is what its body gives, and nothing is decided while it is recorded', () => {
  const trace = new Trace();
  const [a] = trace.inputs('number', 1);
  const n = traced(trace);
  expect(n.scope(() => n.neg(a))).toBe(n.neg(a));
  expect(n.evolve([a], () => [n.neg(a)])).toEqual([n.neg(a)]);
  expect(() => n.decide(n.less(a, n.zero))).toThrow('a recorded condition is not decided yet');
});
