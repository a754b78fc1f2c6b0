import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { float64 } from '../numeric/backends/float64.js';
import { dual } from '../numeric/dual.js';
import { forwardPass } from './derived-forward.js';
import { thetaLength } from './parameter.js';
import { units } from './units.js';

const rows = z.array(z.array(z.number()));
/** What a module calls its parameters, each with its entries. */
const tree = z.record(z.string(), z.union([rows, z.array(z.number())]));
const golden = z.object({
  ...{ inputs: rows, targets: rows, weights: tree, output: rows, loss: z.number(), gradients: tree },
  evaluationOutput: rows.optional(),
  penalties: z.record(z.string(), z.object({ value: z.number(), gradients: tree })).default({}),
  ...{ inputSize: z.number(), outputSize: z.number() },
});
const file = join(import.meta.dirname, '../../properties/golden/field-modules.json');
const module = z.object({ cases: z.array(golden), edges: z.array(golden).default([]) });
const { modules } = z
  .object({ modules: z.record(z.string(), z.unknown()) })
  .parse(JSON.parse(readFileSync(file, 'utf8')));

/** Units of that name, each with the numbers of its module. */
const known = units.entries.flatMap((unit) =>
  Object.hasOwn(modules, unit.name) ? [{ unit, ...module.parse(modules[unit.name]) }] : [],
);

/** Each within the tolerance of the largest entry of the array. */
function expectNear(found: readonly number[], wanted: readonly number[], tolerance: number): void {
  const allowed = tolerance * Math.max(...wanted.map(Math.abs), Number.MIN_VALUE);
  found.forEach((value, k) => {
    expect(Math.abs(value - wanted[k]), `${value} for ${wanted[k]}`).toBeLessThanOrEqual(allowed);
  });
  expect(found.length).toBe(wanted.length);
}

test('there are units with the numbers of the field’s modules', () => {
  expect(known.map(({ unit }) => unit.name)).toContain('nmru-plain');
});

/**
 * PyTorch's numbers, by the authors' own modules (docs/field.md), for every unit that has the name of one.
 * The loss is the mean of squared errors over batch and outputs.
 */
describe.each(
  known.flatMap(({ unit, cases, edges }) =>
    [...cases, ...edges].map((given, k) => ({ name: unit.name, unit, k, given })),
  ),
)('$name, golden case $k', ({ unit, given }) => {
  const sizes = { inputs: given.inputSize, hidden: 1, outputs: given.outputSize };
  const options = unit.options.parse({});
  const parameters = unit.parameters(sizes, options);
  const inOrder = (weights: z.infer<typeof tree>) => parameters.flatMap(({ name }) => weights[name].flat());
  const theta = inOrder(given.weights);
  const on = unit.on(float64, sizes, options);

  test('has an entry a parameter', () => expect(theta.length).toBe(thetaLength(parameters)));

  test('the outputs, in training and in evaluation', () => {
    const trained = given.inputs.map((x) => on.output(theta, x));
    const evaluated = given.inputs.map((x) => on.evaluated?.(theta, x) ?? on.output(theta, x));
    expectNear(trained.flat(), given.output.flat(), 1e-15);
    expectNear(evaluated.flat(), (given.evaluationOutput ?? given.output).flat(), 1e-15);
  });

  test('the gradient of the loss', () => {
    const forward = forwardPass(float64, unit, sizes, options);
    const count = given.inputs.length * given.outputSize;
    const sum = theta.map(() => 0);
    given.inputs.forEach((x, k) => {
      const pass = forward(theta, x);
      const byOutput = pass.output.map((y, o) => (2 * (y - given.targets[k][o])) / count);
      pass.backward(byOutput, unit.gradients[0], (value) => value).forEach((g, i) => (sum[i] += g));
    });
    expectNear(sum, inOrder(given.gradients), 1e-14);
  });

  test.each(Object.keys(on.penalties ?? {}))('the penalty %s and its gradient', (name) => {
    const { value, gradients } = given.penalties[name];
    expectNear([on.penalties?.[name](theta).value ?? NaN], [value], 1e-15);
    const d = dual(float64);
    const penalty = unit.on(d, sizes, options).penalties?.[name];
    const constants = theta.map((w) => d.constant(w));
    const slopes = theta.map((w, k) => penalty?.(constants.with(k, d.variable(w))).value.derivative ?? NaN);
    expectNear(slopes, inOrder(gradients), 1e-15);
  });
});
