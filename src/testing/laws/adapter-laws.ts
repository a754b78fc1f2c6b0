import fc from 'fast-check';
import type { AsyncDifferentiableModel } from '../differentiable-model.js';
import { ParameterTree } from '../../gradcheck/parameter-tree.js';
import { literal } from '../describe-verdict.js';
import { gradientProperty } from '../gradient-matches.js';
import { plainCopy } from '../plain-copy.js';
import { propertyFailure } from '../property-failure.js';
import { claim, law, type Law } from './law.js';

/** A model that an adapter made, beside what the library itself says of it. */
export interface AdapterExample<Params, Inputs = undefined> {
  readonly name: string;
  readonly model: AsyncDifferentiableModel<Inputs, Params>;
  readonly params: fc.Arbitrary<Params>;
  readonly inputs: fc.Arbitrary<Inputs>;
  /** The library's own loss and gradient, asked without the adapter; in the order of the entries, if flat. */
  readonly own: (params: Params, inputs: Inputs) => Promise<{ readonly loss: number; readonly gradient: unknown }>;
  /** How many arrays the library holds; null where it does not say. */
  readonly alive: () => number | null;
}

/**
 * The laws of an adapter, for a model that it made and whose gradient is right.
 *
 * - Its loss and its gradient are the library's own, bit for bit.
 * - No array outlives a call.
 * - The parameters that it is given are left alone.
 * - The gradient check finds the gradient right.
 */
export function adapterLaws<Params, Inputs>(example: AdapterExample<Params, Inputs>): readonly Law[] {
  const { name, model, own, alive } = example;
  const points = fc.record({ params: example.params, inputs: example.inputs });
  return [
    law(`${name}: loss and gradient are the library's own`, points, async ({ params, inputs }) => {
      const tree = new ParameterTree(params);
      const expected = await own(plainCopy(params), inputs);
      const loss = await model.loss(plainCopy(params), inputs);
      claim(Object.is(loss, expected.loss), () => `${loss} where the library's loss is ${expected.loss}`);
      const gradient = tree.readGradient(await model.gradient(plainCopy(params), inputs));
      const right = tree.readGradient(expected.gradient);
      const entry = right.findIndex((value, k) => !Object.is(value, gradient[k]));
      claim(entry < 0, () => `${tree.name(entry)}: ${gradient[entry]} where the library's is ${right[entry]}`);
    }),
    law(`${name}: no array outlives a call, and the parameters are left alone`, points, async ({ params, inputs }) => {
      const tree = new ParameterTree(params);
      // Of its own: a case that is written into cannot be shrunk.
      const given = plainCopy(params);
      const before = alive();
      await model.loss(given, inputs);
      await model.gradient(given, inputs);
      const difference = tree.difference(given, tree.values);
      claim(difference === null, () => `the parameters were written into: ${String(difference)}`);
      claim(alive() === before, () => `${alive() ?? 'no'} arrays where there were ${before ?? 'none'} before`);
    }),
    {
      name: `${name}: the gradient check finds it right`,
      check: async ({ numRuns = 20, seed } = {}) => {
        const property = gradientProperty(model, { params: example.params, inputs: example.inputs });
        const failure = await propertyFailure(property, { numRuns, ...(seed === undefined ? {} : { seed }) });
        claim(failure === null, () => `${failure ?? ''} (${literal(name)})`);
      },
    },
  ];
}
