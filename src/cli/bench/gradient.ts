import { gradientInto } from '../../kernel/gradient.js';
import { networkOf } from '../../kernel/kernel-recipe.js';
import { objectiveOf } from '../../training/objective.js';
import { shippedParts } from '../../training/parts.js';
import { unitOf } from '../../training/recipe.js';
import type { Suite } from './suite.js';
import { drawSamples, inTurn, onEveryBackend, recipe, runUnderWay, samplesInTurn } from './workload.js';

const { unit, sizes } = unitOf(recipe);
const [derivative] = unit.gradients;
const exact = { ...recipe, gradient: derivative };

/** Loss and exact gradient of one sample, nothing clipped. */
export const gradient: Suite = {
  name: 'gradient',
  question: 'what does one exact gradient of the complex-log network cost?',
  base: 'float64',
  tasks: onEveryBackend(
    (n) => {
      const theta = runUnderWay().theta.map((weight) => n.fromNumber(weight));
      const objective = objectiveOf(n, exact, shippedParts);
      const samples = drawSamples(samplesInTurn).map(({ x, t }) => ({
        x: x.map((value) => n.fromNumber(value)),
        target: t.map((value) => n.fromNumber(value)),
      }));
      return inTurn(samples, (sample) => n.scope(() => void objective.differentiate(theta, sample, (value) => value)));
    },
    (batch) => {
      const { theta } = runUnderWay();
      const samples = drawSamples(batch).map(({ x, t }) => ({ x: Float64Array.from(x), t: Float64Array.from(t) }));
      const flat = Float64Array.from(theta);
      const into = new Float64Array(flat.length);
      const network = networkOf(unit);
      if (network === null) throw new Error(`the kernel does not cover ${recipe.name}`);
      const options = { network, gradient: 'exact', bound: Infinity, nanToZero: false } as const;
      const differentiate = gradientInto(options, sizes);
      return () => {
        for (const { x, t } of samples) differentiate(flat, x, t, into);
      };
    },
  ),
};
