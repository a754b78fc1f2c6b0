import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { float64 } from '../numeric/backends/float64.js';
import { dual } from '../numeric/dual.js';
import { forwardPass } from './derived-forward.js';
import { thetaLength } from './parameter.js';
import type { Unit } from './unit.js';
import { units } from './units.js';

const rows = z.array(z.array(z.number()));
/** What a module calls its parameters, each with its entries. */
const tree = z.record(z.string(), z.union([rows, z.array(z.number())]));
const golden = z.object({
  ...{ inputs: rows, targets: rows, weights: tree, output: rows, loss: z.number(), gradients: tree },
  evaluationOutput: rows.optional(),
  penalties: z.record(z.string(), z.object({ value: z.number(), gradients: tree })),
  ...{ inputSize: z.number(), outputSize: z.number() },
});
const file = join(import.meta.dirname, '../../properties/golden/field-modules.json');
const module = z.object({ cases: z.array(golden).min(5), edges: z.array(golden).default([]) });
const { modules } = z.object({ modules: z.record(z.string(), module) }).parse(JSON.parse(readFileSync(file, 'utf8')));

/**
 * Each within a share of the largest entry of the array. An output takes a few hundred operations at most (10
 * inputs, 20 factors, each with a power), a gradient a few times as many in sums of like terms, each rounded
 * here and there: 10⁻¹³ is 900 roundings. The nearest mistake, ε₃₂ halved, shows as 10⁻⁶.
 */
function expectNear(found: readonly number[], wanted: readonly number[]): void {
  const allowed = 1e-13 * Math.max(...wanted.map(Math.abs), Number.MIN_VALUE);
  found.forEach((value, k) => {
    expect(Math.abs(value - wanted[k]), `${value} for ${wanted[k]}`).toBeLessThanOrEqual(allowed);
  });
  expect(found.length).toBe(wanted.length);
}

/** The unit with its gradient derived, whether or not it has one written by hand. */
function withoutForward(unit: Unit): Unit {
  return {
    ...unit,
    on(n, sizes, options) {
      const on = unit.on(n, sizes, options);
      return { output: (theta, x) => on.output(theta, x) };
    },
  };
}

test('there is a unit for every module of the field', () => {
  expect(Object.keys(modules).filter((name) => !units.has(name))).toEqual([]);
});

/**
 * PyTorch's numbers, by the authors' own modules (docs/field.md). The loss is the mean of squared errors over
 * batch and outputs.
 */
describe.each(
  Object.entries(modules).flatMap(([name, { cases, edges }]) =>
    [...cases, ...edges].map((given, k) => ({ name, unit: units.get(name), k, given })),
  ),
)('$name, golden case $k', ({ unit, given }) => {
  const sizes = { inputs: given.inputSize, hidden: 1, outputs: given.outputSize };
  const options = unit.options.parse({});
  const parameters = unit.parameters(sizes, options);
  const inOrder = (weights: z.infer<typeof tree>) => parameters.flatMap(({ name }) => weights[name].flat());
  const theta = inOrder(given.weights);
  const on = unit.on(float64, sizes, options);
  const count = given.inputs.length * given.outputSize;

  test('has its parameters in their order, and an entry each', () => {
    expect(parameters.map(({ name }) => name)).toEqual(Object.keys(given.weights));
    expect(theta.length).toBe(thetaLength(parameters));
  });

  test('the outputs, in training and in evaluation, and the loss', () => {
    const trained = given.inputs.map((x) => on.output(theta, x));
    const evaluated = given.inputs.map((x) => on.evaluated?.(theta, x) ?? on.output(theta, x));
    expectNear(trained.flat(), given.output.flat());
    expectNear(evaluated.flat(), (given.evaluationOutput ?? given.output).flat());
    const squares = trained.flat().map((y, k) => (y - given.targets.flat()[k]) ** 2);
    expectNear([squares.reduce((sum, square) => sum + square, 0) / count], [given.loss]);
  });

  test.each([
    ['as it is trained by', unit],
    ['as it is derived', withoutForward(unit)],
  ])('the gradient of the loss, %s', (_, of) => {
    const forward = forwardPass(float64, of, sizes, options);
    const sum = theta.map(() => 0);
    given.inputs.forEach((x, k) => {
      const pass = forward(theta, x);
      const byOutput = pass.output.map((y, o) => (2 * (y - given.targets[k][o])) / count);
      pass.backward(byOutput, unit.gradients[0], (value) => value).forEach((g, i) => (sum[i] += g));
    });
    expectNear(sum, inOrder(given.gradients));
  });

  test.each(Object.keys(given.penalties))('the penalty %s and its gradient', (name) => {
    const { value, gradients } = given.penalties[name];
    const found = on.penalties?.[name](theta);
    expectNear([found?.value ?? NaN], [value]);
    const d = dual(float64);
    const penalty = unit.on(d, sizes, options).penalties?.[name];
    const constants = theta.map((w) => d.constant(w));
    const slopes = theta.map((w, k) => penalty?.(constants.with(k, d.variable(w))).value.derivative ?? NaN);
    expectNear(slopes, inOrder(gradients));
    expectNear(found?.gradient ?? slopes, inOrder(gradients));
  });
});
