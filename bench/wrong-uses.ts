import fc from 'fast-check';
import {
  describeVerdict,
  fromCommand,
  gradientMatches,
  gradientVerdict,
  hessianVectorMatches,
  jacobianMatches,
  parameters,
  propertyFailure,
} from '../src/testing/index.js';

/**
 * Twenty-five wrong uses of the gradient check, each with the line that it prints: what a newcomer sees who
 * does not read the page. `npm run bench:wrong-uses` prints them as Markdown.
 */
const square = { loss: (p: readonly number[]) => p[0] * p[0], gradient: (p: readonly number[]) => [2 * p[0]] };
const params = parameters(1);
let draws = 0;
const loop: Record<string, unknown> = { w: [1] };
loop['self'] = loop;
class Layer {
  readonly W = [1];
}

/** Calls a function of ours as JavaScript does: no compiler has seen what it is given. */
function called(f: unknown, ...given: readonly unknown[]): () => unknown {
  return (): unknown => (typeof f === 'function' ? Reflect.apply(f, null, given) : f);
}

const at = (model: unknown, point: unknown, options: unknown = {}) => called(gradientVerdict, model, point, options);
const over = (model: unknown, options: unknown) => () =>
  called(propertyFailure, called(gradientMatches, model, options)())();

/** What is done wrong, and how. */
export const wrongUses: readonly (readonly [what: string, use: () => unknown])[] = [
  ['no gradient', at({ loss: square.loss }, [1])],
  ['a function in place of a model', at(square.loss, [1])],
  ['parameters that are text', at(square, ['3'])],
  ['parameters with a hole', at(square, [1, , 2])],
  ['parameters in an instance of a class', at(square, { layers: [new Layer()] })],
  ['parameters that contain themselves', at(square, loop)],
  ['parameters in an Int32Array', at(square, Int32Array.of(1))],
  ['no parameters', at(square, [])],
  ['nothing but text in the parameters', at(square, { w: '3' })],
  ['a loss in an array', at({ ...square, loss: () => [1] }, [1])],
  ['a loss that returns nothing', at({ ...square, loss: () => undefined }, [1])],
  ['a gradient that returns nothing', at({ ...square, gradient: () => undefined }, [1])],
  ['a gradient in a Map', at({ ...square, gradient: () => new Map([[0, 1]]) }, [1])],
  ['a gradient that is too short', at({ loss: () => 1, gradient: () => [0] }, { W: [1, 2], b: 3 })],
  ['a gradient without a part', at({ loss: () => 1, gradient: () => ({ W: [0, 0] }) }, { W: [1, 2], b: 3 })],
  ['a gradient with a part too much', at({ loss: () => 1, gradient: () => ({ W: [0], c: 0 }) }, { W: [1] })],
  ['NaN in the gradient', at({ ...square, gradient: () => [NaN] }, [1])],
  ['a loss that writes into its parameters', at({ ...square, loss: (p: number[]) => (p[0] = 7) }, [1])],
  ['a loss that draws numbers', at({ ...square, loss: (p: number[]) => p[0] + ++draws / 8 }, [1])],
  ['entries that are none', at(square, [1], { entries: [] })],
  ['entries out of range', at(square, [1], { entries: [3] })],
  ['parameters in place of an arbitrary', over(square, { params: [1] })],
  [
    'a loss that writes into its inputs',
    over({ ...square, loss: (_: unknown, x: number[]) => x.push(1) }, { params, inputs: fc.constant([1]) }),
  ],
  [
    'a loss that never answers',
    over({ loss: () => new Promise(() => undefined), gradient: square.gradient }, { params, timeLimit: 50 }),
  ],
  ['a program that is not there', over(fromCommand(['no-such-program']), { params })],
  ['a loss that is not finite anywhere', over({ ...square, loss: () => NaN }, { params })],
  [
    'a Jacobian without its rows',
    () =>
      propertyFailure(
        jacobianMatches({ value: (p: readonly number[]) => p, jacobian: (): number[][] => [] }, { params }),
      ),
  ],
  [
    'a Hessian product of another length',
    () =>
      propertyFailure(
        hessianVectorMatches(
          { gradient: (p: readonly number[]) => p, hessianVector: (): number[] => [1, 2] },
          { params: parameters([0]) },
        ),
      ),
  ],
];

/** The line that a wrong use prints. */
export async function printedBy(use: () => unknown): Promise<string> {
  try {
    const found: unknown = await use();
    if (typeof found === 'object' && found !== null && 'kind' in found) return String(called(describeVerdict, found)());
    return String(found);
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
}

for (const [what, use] of wrongUses) {
  console.log(`- **${what}**\n\n      ${(await printedBy(use)).replaceAll('\n', '\n      ')}\n`);
}
