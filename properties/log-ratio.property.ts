import fc from 'fast-check';
import { expect } from 'vitest';
import { property } from './property.js';
import { complexLogNetwork as complexLog } from '../src/testing/two-layer-network.js';
import { unflattenWeights, type Shape } from '../src/units/two-layers/layers.js';
import { dual } from '../src/numeric/dual.js';
import { float64 } from '../src/numeric/backends/float64.js';
import { loadMpfr } from '../src/numeric/backends/mpfr.js';
import type { Numeric } from '../src/numeric/numeric.js';
import { complexLog as unit } from '../src/units/complex-log/complex-log.js';
import type { Polar } from '../src/units/unit.js';
import { logRatio } from '../src/training/losses/log-ratio.js';
import type { PolarLossAt } from '../src/training/losses/loss.js';
import { objectiveOf } from '../src/training/objective.js';
import { settingOf } from '../src/training/part.js';
import { shippedParts } from '../src/training/parts.js';
import { readRecipe } from '../src/training/read-recipe.js';
import { signsOf } from '../src/training/reflection.js';
import { checkNumericGradient, type NumericModel } from '../src/testing/numeric-model.js';
import { runs } from './run-count.js';

const shape: Shape = { inputs: 3, hidden: 2, outputs: 2 };
const shapeOfOnes = Array.from({ length: shape.outputs }, () => Array.from({ length: shape.inputs }, () => 1));
const count = shape.hidden * (shape.inputs + shape.outputs);
const identity = <T>(value: T): T => value;
const recipes = {
  exact: readRecipe({ extends: 'exact', loss: logRatio.name, task: { exponents: shapeOfOnes, largestTarget: null } }),
  projected: readRecipe({
    extends: 'clipped',
    loss: logRatio.name,
    task: { exponents: shapeOfOnes, largestTarget: null },
  }),
};

/** The outputs beside the targets, in polar form. */
function polarOf<T>(n: Numeric<T>, theta: readonly T[], x: readonly T[], target: readonly T[]): Polar<T> {
  return objectiveOf(n, recipes.exact, shippedParts).polar(theta, { x, target });
}

/** ℓ of one output. */
function lossAt<T>(n: Numeric<T>, ln: T, halfTurns: T): PolarLossAt<T> {
  return logRatio.on(n, settingOf(logRatio.name)).at(ln, halfTurns);
}

/** The loss and its gradient, without guards. */
function differentiate<T>(
  n: Numeric<T>,
  gradient: keyof typeof recipes,
  theta: readonly T[],
  x: readonly T[],
  target: readonly T[],
) {
  return objectiveOf(n, recipes[gradient], shippedParts).differentiate(theta, { x, target }, identity);
}

/** Of any sign, away from zero. */
const entry = fc
  .tuple(fc.double({ min: 0.1, max: 2, noNaN: true }), fc.boolean())
  .map(([size, negative]) => (negative ? -size : size));
const entries = (length: number) => fc.array(entry, { minLength: length, maxLength: length });
const sample = fc
  .record({ params: entries(count), x: entries(shape.inputs), target: entries(shape.outputs) })
  .filter(({ params, x }) => preActivations(params, x).every((u) => Math.abs(u) > 1e-2));

function preActivations(params: readonly number[], x: readonly number[]): number[] {
  return unflattenWeights(shape, params).w0.map((row) => row.reduce((u, w, i) => u + w * x[i], 0));
}

/** The log-ratio loss as a function of flattened weights; inputs are x, then the targets. */
const model: NumericModel = {
  loss: (n, params, inputs) => {
    const { ln, halfTurns } = polarOf(n, params, inputs.slice(0, shape.inputs), inputs.slice(shape.inputs));
    return ln.map((value, o) => lossAt(n, value, halfTurns[o]).loss).reduce((sum, loss) => n.add(sum, loss));
  },
  gradient: (n, params, inputs) =>
    differentiate(n, 'exact', params, inputs.slice(0, shape.inputs), inputs.slice(shape.inputs)).gradient,
  /**
   * L is analytic but where u_j = 0 and where D = 0: cosh ρ = cos θ − ½ asks for |Im ρ| ≥ π/3 at real θ, and
   * |Im θ| ≥ 0.96 at real ρ. A change z of W1[o,j] moves ρ and θ by at most (|ln|u_j|| + π)·|z|; one of
   * W0[j,i] moves ρ by |W1[o,j]|·|ln(1 + z·x_i/u_j)|, at most 2·|W1[o,j]·z·x_i/u_j| up to half the way to u_j
   * = 0. Half of π/3 either way.
   */
  neighbourhood: (params, inputs, k) => {
    const u = preActivations(params, inputs);
    const fromW1 = k - shape.hidden * shape.inputs;
    if (fromW1 >= 0) return { radius: 0.5 / (Math.abs(Math.log(Math.abs(u[fromW1 % shape.hidden]))) + Math.PI) };
    const row = Math.floor(k / shape.inputs);
    const exponent = Math.max(...unflattenWeights(shape, params).w1.map((w) => Math.abs(w[row])));
    return { radius: Math.abs(u[row] / inputs[k % shape.inputs]) * Math.min(0.5, 0.25 / exponent) };
  },
};

const mpfr = await loadMpfr(50);

/**
 * P1 for the log-ratio loss: its gradient agrees with differences of the loss, to the differences' own error
 * bound, at two precisions.
 */
property([sample], { numRuns: runs(50) })(
  'the gradient is that of the loss: differences in float64',
  ({ params, x, target }) => {
    const wrong = checkNumericGradient(float64, model, params, [...x, ...target]).filter(({ holds }) => !holds);
    expect(wrong).toEqual([]);
  },
);
property([sample], { numRuns: runs(20) })('… and at 50 digits, to 30 digits or better', ({ params, x, target }) => {
  const found = checkNumericGradient(mpfr, model, params, [...x, ...target], { order: 24 });
  expect(found.filter(({ holds }) => !holds)).toEqual([]);
  const size = Math.max(1, ...found.map(({ analytic }) => Math.abs(Number(analytic))));
  expect(Math.max(...found.map(({ error }) => error))).toBeLessThan(1e-30 * size);
});

/**
 * P2 for the log-ratio loss: dual numbers run through the loss give the gradient, within 10^-45 of its
 * largest entry.
 */
property([sample], { numRuns: runs(50) })('the gradient is that of the loss: dual numbers', ({ params, x, target }) => {
  mpfr.scope(() => {
    const d = dual(mpfr);
    const inputs = [...x, ...target].map((value) => mpfr.fromNumber(value));
    const weights = params.map((value) => mpfr.fromNumber(value));
    const gradient = model.gradient(mpfr, weights, inputs);
    const size = Math.max(...gradient.map((g) => Math.abs(mpfr.toNumber(g))));
    gradient.forEach((g, k) => {
      const seeded = weights.map((w, index) => (index === k ? d.variable(w) : d.constant(w)));
      const { derivative } = model.loss(
        d,
        seeded,
        inputs.map((value) => d.constant(value)),
      );
      expect(Math.abs(mpfr.toNumber(mpfr.sub(derivative, g)))).toBeLessThanOrEqual(1e-45 * Math.max(1, size));
    });
  });
});

/** P3 for the log-ratio loss: projected = exact, bit for bit, where no pre-activation is negative. */
property([sample])('projected is exact where no pre-activation is negative', ({ params, x, target }) => {
  const given = unflattenWeights(shape, params);
  const w0 = given.w0.map((row) => row.map((w, i) => Math.sign(x[i]) * Math.abs(w)));
  const [exact, projected] = (['exact', 'projected'] as const).map((kind) =>
    differentiate(float64, kind, [...w0.flat(), ...given.w1.flat()], x, target),
  );
  expect(projected).toEqual(exact);
});

/** The gradient's loss is Σ_o L_o, the one that is differentiated, bit for bit. */
property([sample])('the gradient comes with its loss', ({ params, x, target }) => {
  const { loss } = differentiate(float64, 'exact', params, x, target);
  expect(loss).toBe(model.loss(float64, params, [...x, ...target]));
});

/**
 * `projected` leaves out the phase's term alone: ∂L/∂W1[o,j] = A_o·ln|u_j|, and C_o·π more in `exact` where
 * u_j < 0; ∂L/∂W0 is the same in both.
 */
property([sample])('projected leaves out the phase’s term, and nothing else', ({ params, x, target }) => {
  const u = preActivations(params, x);
  const { ln, halfTurns } = polarOf(float64, params, x, target);
  const [exact, projected] = (['exact', 'projected'] as const).map((kind) =>
    unflattenWeights(shape, differentiate(float64, kind, params, x, target).gradient),
  );
  expect(projected.w0).toEqual(exact.w0);
  ln.forEach((value, o) => {
    const { byLn, byAngle } = lossAt(float64, value, halfTurns[o]);
    expect(projected.w1[o]).toEqual(u.map((value) => byLn * Math.log(Math.abs(value))));
    expect(exact.w1[o]).toEqual(projected.w1[o].map((g, j) => (u[j] < 0 ? g + byAngle * Math.PI : g)));
  });
});

/**
 * L = ln(1 + |v − t|²/(|v|·|t|)) for the network's complex output v: by ρ and θ the same, where v does not
 * cancel against t. The two ways to compute it differ by roundings of v and of the difference, a few u of
 * each.
 */
property([sample])('the loss is that of the complex output', ({ params, x, target }) => {
  const weights = unflattenWeights(shape, params);
  const { ln, halfTurns } = polarOf(float64, params, x, target);
  const outputs = complexLog.output(float64, weights, x);
  ln.forEach((value, o) => {
    const p = halfTurns[o] + (target[o] < 0 ? 1 : 0);
    const modulus = Math.exp(value) * Math.abs(target[o]);
    const [re, im] = [modulus * Math.cos(Math.PI * p), modulus * Math.sin(Math.PI * p)];
    expect(Math.abs(re - outputs[o])).toBeLessThanOrEqual(1e-12 * modulus);
    const direct = Math.log(1 + ((re - target[o]) ** 2 + im ** 2) / (modulus * Math.abs(target[o])));
    const { loss } = lossAt(float64, value, halfTurns[o]);
    if (loss > 1e-3) expect(Math.abs(loss - direct)).toBeLessThanOrEqual(1e-10 * loss);
  });
});

const rho = fc.double({ min: -50, max: 50, noNaN: true });
const turns = fc.double({ min: -4, max: 4, noNaN: true });

/** The loss is symmetric (v ↔ t), not negative, and the magnitude's share is at most the whole. */
property([rho, turns])('symmetric, and never below the magnitude’s share', (r, p) => {
  const { loss, magnitudeLoss } = lossAt(float64, r, p);
  const mirrored = lossAt(float64, -r, -p);
  expect(Math.abs(mirrored.loss - loss)).toBeLessThanOrEqual(1e-12 * loss + 1e-15);
  expect(magnitudeLoss).toBeGreaterThanOrEqual(0);
  expect(loss).toBeGreaterThanOrEqual(magnitudeLoss);
});

/**
 * Near the target L = ρ² + θ² up to fourth order, to the accuracy the documentation promises: what a stop
 * rule at 1e-10 relies on.
 */
property([fc.double({ min: 1e-6, max: 1e-3, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })])(
  'near the target the loss is ρ² + θ²',
  (size, share) => {
    const [r, theta] = [size * Math.sqrt(share), size * Math.sqrt(1 - share)];
    const { loss } = lossAt(float64, r, theta / Math.PI);
    const wanted = r * r + theta * theta;
    expect(Math.abs(loss / wanted - 1)).toBeLessThanOrEqual(2 * wanted + 2 ** -51 / size + 2 ** -52 / wanted);
  },
);

/**
 * To turn the sign of a group leaves ρ alone, bit for bit, and moves the phase to where `turned` says: sums
 * of at most H + 1 terms, each side with a rounding a term.
 */
property([sample, fc.nat(shape.hidden - 1)])(
  'turning a row leaves the magnitude alone',
  ({ params, x, target }, row) => {
    const groups = unit.on(float64, shape, {}).signGroups ?? [];
    expect(groups.length).toBe(shape.hidden);
    const signs = signsOf(
      float64,
      count,
      groups,
      groups.map((_, g) => g === row),
    );
    const plain = polarOf(float64, params, x, target);
    const turned = polarOf(
      float64,
      params.map((w, k) => signs[k] * w),
      x,
      target,
    );
    expect(turned.ln).toEqual(plain.ln);
    unflattenWeights(shape, params).w1.forEach((exponents, o) => {
      const size = exponents.reduce((sum, w) => sum + Math.abs(w), 1);
      const distance = Math.abs(plain.turned(o)[row] - turned.halfTurns[o]);
      expect(distance).toBeLessThanOrEqual(2 * (shape.hidden + 2) * 2 ** -53 * size);
    });
  },
);
