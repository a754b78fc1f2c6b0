import type { Lanes } from '../../../compile/lanes.js';
import { MapKernel } from '../../../compile/map-kernel.js';
import type { NodeOfNumber } from '../../../compile/node.js';
import type { Part } from '../../../compile/part.js';
import { Trace } from '../../../compile/trace.js';
import { traced } from '../../../compile/traced.js';
import type { Parts } from '../../../training/parts.js';
import { unitOf, type Recipe } from '../../../training/recipe.js';
import type { SampleSet } from '../../../training/samples.js';
import { thetaLength } from '../../../units/parameter.js';

/** The mean squared error of a θ on a set of samples, as `Evaluator` has it. */
export type MeanSquaredError = (theta: readonly number[], set: SampleSet) => number;

/**
 * Evaluation with a sample in each lane: `evaluatorOf` bit for bit, for sets of so many samples at most. Sets
 * are kept in the kernel, the two that were asked for last.
 * @throws Error where the unit asks a number system for more than can be recorded
 */
export function evaluateInLanes(recipe: Recipe, parts: Parts, lanes: Lanes, largest: number): MeanSquaredError {
  const { sizes, parameters } = unitOf(recipe, parts);
  const { inputs, outputs } = sizes;
  const shared = thetaLength(parameters);
  const places = new Places(squaredErrors(recipe, parts), shared, inputs + outputs, lanes, largest);
  return (theta, set) => {
    const { kernel, first } = places.of(set, inputs, outputs);
    kernel.setShared(theta);
    kernel.map(first, set.size);
    let sum = 0;
    for (let k = first; k < first + set.size; k++) for (let o = 0; o < outputs; o++) sum += kernel.resultOf(k, o);
    return sum / (set.size * outputs);
  };
}

/** (y_o − t_o)² from θ, x and t. */
function squaredErrors(recipe: Recipe, parts: Parts): Part {
  const { unit, sizes, options, parameters } = unitOf(recipe, parts);
  const trace = new Trace();
  const n = traced(trace);
  const given = (count: number): NodeOfNumber[] => Array.from({ length: count }, () => trace.input('number'));
  const [theta, x, target] = [given(thetaLength(parameters)), given(sizes.inputs), given(sizes.outputs)];
  const on = unit.on(n, sizes, options);
  const y = on.evaluated?.(theta, x) ?? on.output(theta, x);
  const outputs = y.map((value, o) => {
    const error = n.sub(value, target[o]);
    return n.mul(error, error);
  });
  return { trace, outputs };
}

/** Sets of samples in a kernel. */
class Places {
  readonly #kernel: MapKernel;
  readonly #held: (SampleSet | null)[] = [null, null];
  readonly #stride: number;
  #last = 0;

  constructor(part: Part, shared: number, own: number, lanes: Lanes, largest: number) {
    const width = 2 * lanes.vectors;
    this.#stride = width * Math.ceil(largest / width);
    this.#kernel = new MapKernel(part, shared, own, lanes, 2 * this.#stride);
  }

  /** Where a set is, whose samples are loaded where they are not there yet. */
  of(set: SampleSet, inputs: number, outputs: number): { readonly kernel: MapKernel; readonly first: number } {
    const known = this.#held.indexOf(set);
    const place = known < 0 ? 1 - this.#last : known;
    this.#last = place;
    const first = place * this.#stride;
    if (known < 0) {
      if (set.size > this.#stride) throw new RangeError(`${set.size} samples are more than there is room for`);
      this.#held[place] = set;
      for (let k = 0; k < set.size; k++) {
        const x = set.inputs.subarray(k * inputs, (k + 1) * inputs);
        this.#kernel.setRow(first + k, [...x, ...set.targets.subarray(k * outputs, (k + 1) * outputs)]);
      }
    }
    return { kernel: this.#kernel, first };
  }
}
