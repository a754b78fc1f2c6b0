import { cos } from '../numeric/elementary/cos.js';
import { exp } from '../numeric/elementary/exp.js';
import { log } from '../numeric/elementary/log.js';
import { sin } from '../numeric/elementary/sin.js';
import type { SgdSetting } from '../training/rules/sgd.js';
import type { KernelRecipe } from './kernel-recipe.js';
import { guard, mantissa } from './guard.js';
import type { Advance } from './advance.js';
import type { Uniforms } from './uniforms.js';

/**
 * The loop for the essay's shape on the quotient a/b with signs as drawn, by plain gradient descent on the
 * squared error; null for every other recipe.
 */
export function quotient221(recipe: KernelRecipe): Advance | null {
  const { network, shape, loss, schedule, stepRule, batch, reflection, decay, stop, restart } = recipe;
  const { exponents, signs } = recipe.task;
  const [row] = exponents;
  const essay = exponents.length === 1 && row.length === 2 && row[0] === 1 && row[1] === -1 && signs === 'drawn';
  const plain = loss === 'squared-error' && schedule.kind === 'constant' && batch === 1;
  const covered = network === 'complex-log' && shape.hidden === 2 && essay && plain;
  if (!covered || reflection !== null || decay !== 0 || stop !== null || restart !== null) return null;
  return stepRule.kind === 'sgd' && recipe.largestNorm === null ? advanceComplexLog221(recipe, stepRule) : null;
}

/**
 * The essay's network on its own task, with all state in local variables.
 *
 * Every line is one line of `src/units/complex-log` or `src/training/rules/sgd.ts` written out for H = I = 2,
 * O = 1, with the same operations in the same order. Two shortcuts, both exact: where the phase is ±0, cos is
 * 1 and sin is the phase itself; and the projected gradient leaves out a term that is +0.
 */
function advanceComplexLog221(recipe: KernelRecipe, stepRule: SgdSetting): Advance {
  const [low, high] = recipe.task.range;
  const width = high - low;
  const largest = recipe.task.largestTarget ?? Infinity;
  const takesAll = recipe.task.largestTarget === null;
  const exact = recipe.gradient === 'exact';
  const bound = stepRule.clip ?? Infinity;
  const nz = stepRule.nanToZero;
  const scales = stepRule.mantissa;
  const eta = recipe.learningRate;

  return (weights: Float64Array, samples: Uniforms, count: number) => {
    let w00 = weights[0];
    let w01 = weights[1];
    let w10 = weights[2];
    let w11 = weights[3];
    let p0 = weights[4];
    let p1 = weights[5];
    const block = samples.block;
    let error = 0;
    for (let step = 0; step < count; step++) {
      // x = (a, b), t = a/b
      let a = 0;
      let b = 0;
      let t = 0;
      let rejected = 0;
      do {
        if (rejected++ === 1e6) throw new RangeError(`no sample of 1000000 has every |t| at most ${largest}`);
        if (samples.position === block.length) samples.refill();
        a = low + width * block[samples.position++];
        b = low + width * block[samples.position++];
        t = a / b;
      } while (!(takesAll || Math.abs(t) <= largest));

      // u = W0·x, z = Log u, s = W1·z
      const u0 = w00 * a + w01 * b;
      const u1 = w10 * a + w11 * b;
      const ln0 = log(Math.abs(u0));
      const ln1 = log(Math.abs(u1));
      const arg0 = u0 < 0 ? Math.PI : 0;
      const arg1 = u1 < 0 ? Math.PI : 0;
      const modulus = exp(p0 * ln0 + p1 * ln1);
      const phase = p0 * arg0 + p1 * arg1;

      // v = exp(s), y = Re v, δ1 = e·v
      const re = phase === 0 ? modulus : modulus * cos(phase);
      error = re - t;
      const e = guard(error, bound, nz);
      const delta = guard(re * e, bound, nz);

      // ∂L/∂W1
      let g1: number;
      let g2: number;
      if (exact) {
        const im = modulus * (phase === 0 ? phase : sin(phase));
        const deltaIm = guard(im * e, bound, nz);
        g1 = guard(delta * ln0 - deltaIm * arg0, bound, nz);
        g2 = guard(delta * ln1 - deltaIm * arg1, bound, nz);
      } else {
        g1 = guard(delta * ln0, bound, nz);
        g2 = guard(delta * ln1, bound, nz);
      }

      // ∂L/∂u, ∂L/∂W0
      const d0 = guard((1 / u0) * (p0 * delta), bound, nz);
      const d1 = guard((1 / u1) * (p1 * delta), bound, nz);
      const g00 = guard(d0 * a, bound, nz);
      const g01 = guard(d0 * b, bound, nz);
      const g10 = guard(d1 * a, bound, nz);
      const g11 = guard(d1 * b, bound, nz);

      // W ← W − η·scale(g)
      if (scales) {
        w00 -= eta * mantissa(g00);
        w01 -= eta * mantissa(g01);
        w10 -= eta * mantissa(g10);
        w11 -= eta * mantissa(g11);
        p0 -= eta * mantissa(g1);
        p1 -= eta * mantissa(g2);
      } else {
        w00 -= eta * g00;
        w01 -= eta * g01;
        w10 -= eta * g10;
        w11 -= eta * g11;
        p0 -= eta * g1;
        p1 -= eta * g2;
      }
    }
    weights[0] = w00;
    weights[1] = w01;
    weights[2] = w10;
    weights[3] = w11;
    weights[4] = p0;
    weights[5] = p1;
    return { steps: count, loss: 0.5 * (error * error), met: null };
  };
}
