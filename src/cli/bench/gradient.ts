import { MapKernel } from '../../compile/map-kernel.js';
import { Trace } from '../../compile/trace.js';
import { traced } from '../../compile/traced.js';
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
      const trace = new Trace();
      const { inputs, outputs } = sizes;
      const { theta } = runUnderWay();
      const [at, x, target] = [theta.length, inputs, outputs].map((count) => trace.inputs('number', count));
      const { gradient: slopes, loss } = objectiveOf(traced(trace), exact, shippedParts).differentiate(
        at,
        { x, target },
        (value) => value,
      );
      const part = { trace, outputs: [...slopes, loss] };
      const kernel = new MapKernel(part, theta.length, inputs + outputs, { vectors: 4, grouped: 8 }, batch);
      kernel.setShared(theta);
      drawSamples(batch).forEach((sample, row) => kernel.setRow(row, [...sample.x, ...sample.t]));
      return () => kernel.map(0, batch);
    },
  ),
};
