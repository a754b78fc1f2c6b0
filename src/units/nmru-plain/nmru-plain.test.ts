import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { float64 } from '../../numeric/backends/float64.js';
import { dual } from '../../numeric/dual.js';
import { unitLaws } from '../../testing/laws/unit-laws.js';
import { forwardPass } from '../derived-forward.js';
import { nmruPlain } from './nmru-plain.js';

const rows = z.array(z.array(z.number()));
const weights = z.object({ W: rows });
const golden = z.object({
  ...{ inputs: rows, targets: rows, weights, output: rows, loss: z.number(), gradients: weights },
  evaluationOutput: rows.optional(),
  penalties: z.object({ W: z.object({ value: z.number(), gradients: weights }) }),
  ...{ inputSize: z.number(), outputSize: z.number() },
});
const file = join(import.meta.dirname, '../../../properties/golden/field-modules.json');
const { cases, edges } = z
  .object({ modules: z.object({ 'nmru-plain': z.object({ cases: z.array(golden), edges: z.array(golden) }) }) })
  .parse(JSON.parse(readFileSync(file, 'utf8'))).modules['nmru-plain'];

/** Each within the tolerance of the largest entry of the array. */
function expectNear(found: readonly number[], wanted: readonly number[], tolerance: number): void {
  const allowed = tolerance * Math.max(...wanted.map(Math.abs), Number.MIN_VALUE);
  found.forEach((value, k) => {
    expect(Math.abs(value - wanted[k]), `${value} for ${wanted[k]}`).toBeLessThanOrEqual(allowed);
  });
  expect(found.length).toBe(wanted.length);
}

/**
 * PyTorch's numbers, by the authors' own module; the loss is the mean of squared errors over batch and
 * outputs.
 */
describe.each([...cases, ...edges].map((given, k) => ({ k, ...given })))('golden case $k', (given) => {
  const sizes = { inputs: given.inputSize, hidden: 1, outputs: given.outputSize };
  const theta = given.weights.W.flat();
  const on = nmruPlain.on(float64, sizes, {});

  test('the outputs, in training and in evaluation', () => {
    expectNear(
      given.inputs.flatMap((x) => on.output(theta, x)),
      given.output.flat(),
      1e-15,
    );
    const evaluated = given.evaluationOutput ?? given.output;
    expectNear(
      given.inputs.flatMap((x) => on.evaluated?.(theta, x) ?? []),
      evaluated.flat(),
      1e-15,
    );
  });

  test('the gradient of the loss, through dual numbers', () => {
    const forward = forwardPass(float64, nmruPlain, sizes, {});
    const count = given.inputs.length * given.outputSize;
    const sum = theta.map(() => 0);
    given.inputs.forEach((x, k) => {
      const pass = forward(theta, x);
      const byOutput = pass.output.map((y, o) => (2 * (y - given.targets[k][o])) / count);
      pass.backward(byOutput, nmruPlain.gradients[0], (value) => value).forEach((g, i) => (sum[i] += g));
    });
    expectNear(sum, given.gradients.W.flat(), 1e-14);
  });

  test('the penalty and its gradient', () => {
    const { value, gradients } = given.penalties.W;
    expectNear([on.penalties?.['W'](theta).value ?? NaN], [value], 1e-15);
    const d = dual(float64);
    const penalty = nmruPlain.on(d, sizes, {}).penalties?.['W'];
    const constants = theta.map((w) => d.constant(w));
    const slopes = theta.map((w, k) => penalty?.(constants.with(k, d.variable(w))).value.derivative ?? NaN);
    expectNear(slopes, gradients.W.flat(), 1e-15);
  });
});

describe('laws', () => {
  for (const law of unitLaws(nmruPlain)) test(law.name, () => law.check());
});
