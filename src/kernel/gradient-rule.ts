import { gradientInto, type GradientInto } from './gradient.js';
import { mantissa } from './guard.js';
import { logRatioGradientInto } from './log-ratio.js';
import type { KernelGradientRule, KernelRecipe } from './kernel-recipe.js';
import type { KernelRule } from './rule.js';

/** Takes a step on flattened weights, in place. It may overwrite the gradient. */
type StepInto = (weights: Float64Array, gradient: Float64Array, loss: number, eta: number) => void;

/** The rules that step along a gradient: `gradientRule` of `src/training/update.ts` on float64. */
export function gradientRule(recipe: KernelRecipe, stepRule: KernelGradientRule): KernelRule {
  const { inputs: I, hidden: H, outputs: O } = recipe.shape;
  const size = H * (I + O);
  const { batch, decay } = recipe;
  const differentiate = differentiator(recipe, stepRule);
  const stepInto = withNormClipping(recipe.largestNorm, stepOf(stepRule, size));
  const gradient = new Float64Array(size);
  const one = new Float64Array(size);
  let loss = 0;

  return {
    look(weights, x, t) {
      if (batch === 1) {
        loss = differentiate(weights, x, t, gradient);
        return loss;
      }
      loss = differentiate(weights, x.subarray(0, I), t.subarray(0, O), gradient);
      for (let b = 1; b < batch; b++) {
        loss += differentiate(weights, x.subarray(b * I, (b + 1) * I), t.subarray(b * O, (b + 1) * O), one);
        for (let k = 0; k < size; k++) gradient[k] += one[k];
      }
      for (let k = 0; k < size; k++) gradient[k] /= batch;
      loss /= batch;
      return loss;
    },
    move(weights, eta) {
      stepInto(weights, gradient, loss, eta);
      if (decay === 0) return;
      const keep = 1 - decay * (loss < 1 ? loss : 1);
      for (let k = 0; k < size; k++) weights[k] *= keep;
    },
    // Rules that remember signs do not go with reflection.
    turned: () => undefined,
  };
}

function differentiator(recipe: KernelRecipe, stepRule: KernelGradientRule): GradientInto {
  const { network, gradient, loss, shape } = recipe;
  const bound = stepRule.kind === 'sgd' ? (stepRule.clip ?? Infinity) : Infinity;
  const nanToZero = stepRule.kind === 'sgd' && stepRule.nanToZero;
  const options = { network, gradient, bound, nanToZero };
  return loss === 'log-ratio' ? logRatioGradientInto(options, shape) : gradientInto(options, shape);
}

function norm(a: Float64Array): number {
  let sum = a[0] * a[0];
  for (let k = 1; k < a.length; k++) sum += a[k] * a[k];
  return Math.sqrt(sum);
}

function withNormClipping(largest: number | null, step: StepInto): StepInto {
  if (largest === null) return step;
  return (weights, gradient, loss, eta) => {
    const length = norm(gradient);
    if (largest < length) {
      const scale = largest / length;
      for (let k = 0; k < gradient.length; k++) gradient[k] *= scale;
    }
    step(weights, gradient, loss, eta);
  };
}

function stepOf(rule: KernelGradientRule, size: number): StepInto {
  switch (rule.kind) {
    case 'sgd':
      return (weights, gradient, _loss, eta) => {
        for (let k = 0; k < size; k++) weights[k] -= eta * (rule.mantissa ? mantissa(gradient[k]) : gradient[k]);
      };
    case 'momentum': {
      const velocity = new Float64Array(size);
      return (weights, gradient, _loss, eta) => {
        for (let k = 0; k < size; k++) {
          velocity[k] = rule.momentum * velocity[k] + gradient[k];
          weights[k] -= eta * velocity[k];
        }
      };
    }
    case 'adam': {
      const { beta1, beta2, epsilon } = rule;
      const m = new Float64Array(size);
      const v = new Float64Array(size);
      let power1 = 1;
      let power2 = 1;
      return (weights, gradient, _loss, eta) => {
        power1 *= beta1;
        power2 *= beta2;
        for (let k = 0; k < size; k++) {
          const g = gradient[k];
          m[k] = beta1 * m[k] + (1 - beta1) * g;
          v[k] = beta2 * v[k] + (1 - beta2) * (g * g);
          const mean = m[k] / (1 - power1);
          const spread = Math.sqrt(v[k] / (1 - power2)) + epsilon;
          weights[k] -= eta * (mean / spread);
        }
      };
    }
    case 'polyak': {
      const longest = rule.longestStep;
      return (weights, gradient, loss, eta) => {
        let squared = gradient[0] * gradient[0];
        for (let k = 1; k < size; k++) squared += gradient[k] * gradient[k];
        if (!(squared > 0 && squared < Infinity && Math.abs(loss) < Infinity)) return;
        const full = (eta * loss) / squared;
        const capped = longest === null ? full : longest / Math.sqrt(squared);
        const factor = capped < full ? capped : full;
        for (let k = 0; k < size; k++) weights[k] -= factor * gradient[k];
      };
    }
  }
}
