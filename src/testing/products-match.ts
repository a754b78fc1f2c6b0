import type fc from 'fast-check';
import { isPromiseLike, whenKnown } from '../base/when-known.js';
import { ModelError } from '../gradcheck/model-error.js';
import { ParameterTree } from '../gradcheck/parameter-tree.js';
import {
  directionOf,
  dot,
  productOf,
  reducedProperty,
  resultTree,
  type DerivativeOptions,
  type DerivativePoint,
  type PropertyFor,
  type Reduction,
} from './reduced-check.js';

/** The types of what the functions below are given are known to their callers only. */
type Function = (...given: readonly unknown[]) => unknown;

/**
 * The property that `vjp(params, w)` is wᵀ·J, the vector–Jacobian product of `value`: the gradient of the
 * scalar ⟨w, F(θ)⟩, for cotangents w of the shape of the value, drawn at every point. Parameters and value
 * are any trees; the product is a tree of the parameters' shape, or a flat list.
 */
export function vjpMatches<Params, Value, Product, Inputs = undefined>(
  model: {
    readonly value: (params: Params, inputs: Inputs) => Value;
    readonly vjp: (params: Params, cotangent: Awaited<Value>, inputs: Inputs) => Product;
  },
  options: DerivativeOptions<Params, Inputs>,
): PropertyFor<Value | Product>;
export function vjpMatches(
  { value, vjp }: { readonly value: Function; readonly vjp: Function },
  options: DerivativeOptions<unknown, unknown>,
): fc.IRawProperty<[DerivativePoint]> {
  const reduce = ({ params, inputs, direction }: DerivativePoint) =>
    whenKnown(value(copyOf(params), inputs), (at): readonly Reduction[] => {
      const outputs = resultTree('value', at);
      const tree = new ParameterTree(params);
      const cotangent = directionOf(direction, outputs.size);
      return [
        {
          claim: 'vjp(params, cotangent), the gradient of ⟨cotangent, value⟩',
          loss: weighted(value, cotangent),
          gradient: (given, fixed) =>
            whenKnown(vjp(given, outputs.build(cotangent), fixed), (found) => productOf('vjp', tree, found)),
          params,
          directions: { cotangent: outputs.build(cotangent) },
        },
      ];
    });
  return reducedProperty(options, reduce, ({ params, inputs, direction }) => {
    const at = value(copyOf(params), inputs);
    if (isPromiseLike(at)) return abandoned(at);
    const outputs = resultTree('value', at);
    return abandoned(vjp(copyOf(params), outputs.build(directionOf(direction, outputs.size)), inputs));
  });
}

/**
 * The property that `jvp(params, v)` is J·v, the Jacobian–vector product of `value`: the slope of ⟨w, F⟩
 * along v is ⟨w, J·v⟩, for every w. Where it is wrong the message says in which entry of the value. Of
 * parameters in single precision it is asked for the tangents along one entry.
 */
export function jvpMatches<Params, Value, Product, Inputs = undefined>(
  model: {
    readonly value: (params: Params, inputs: Inputs) => Value;
    readonly jvp: (params: Params, tangent: Params, inputs: Inputs) => Product;
  },
  options: DerivativeOptions<Params, Inputs>,
): PropertyFor<Value | Product>;
export function jvpMatches(
  { value, jvp }: { readonly value: Function; readonly jvp: Function },
  options: DerivativeOptions<unknown, unknown>,
): fc.IRawProperty<[DerivativePoint]> {
  const reduce = ({ params, inputs, direction }: DerivativePoint) =>
    whenKnown(value(copyOf(params), inputs), (at): readonly Reduction[] => {
      const outputs = resultTree('value', at);
      const tree = new ParameterTree(params);
      const tangent = directionOf(direction, tree.size);
      const slope = tree.single.includes(true)
        ? slopesByEntry({ value, jvp }, tree, outputs)
        : slopeAlong({ value, jvp }, tree, outputs, tangent);
      return [
        slope(directionOf(direction + 1, outputs.size), ''),
        ...units(outputs.size).map((unit, k) => slope(unit, ` in ${outputs.name(k)} of the value`)),
      ];
    });
  return reducedProperty(options, reduce, ({ params, inputs, direction }) => {
    if (abandoned(value(copyOf(params), inputs))) return true;
    const tree = new ParameterTree(params);
    return abandoned(jvp(copyOf(params), tree.build(directionOf(direction, tree.size)), inputs));
  });
}

/** The value and its product, and a claim of a slope of ⟨w, F⟩ for weights w. */
interface Forward {
  readonly value: Function;
  readonly jvp: Function;
}
type Slope = (weights: readonly number[], entry: string) => Reduction;

/**
 * One slope, along the tangent v: that of t ↦ ⟨w, F(θ + (t − s)·v)⟩ at s. With s = max |θ_i/v_i| a step that
 * changes t changes every entry: a shorter one would move some of them only, along another direction.
 */
function slopeAlong({ value, jvp }: Forward, tree: ParameterTree, outputs: ParameterTree, v: readonly number[]): Slope {
  const ratios = tree.values.map((x, i) => Math.abs(x / v[i])).filter(Number.isFinite);
  const start = ratios.reduce((most, ratio) => Math.max(most, ratio), 0);
  const moved = (t: unknown) => tree.build(tree.values.map((x, i) => x + (Number(t) - start) * v[i]));
  return (weights, entry) => ({
    claim: `jvp(params, tangent)${entry}, the slope of the value along the tangent`,
    loss: (t, fixed) => weighted(value, weights)(moved(t), fixed),
    gradient: (t, fixed) =>
      whenKnown(jvp(moved(t), tree.build(v), fixed), (product) => [
        dot(weights, resultTree('jvp', product, outputs.size).values),
      ]),
    params: start,
    directions: { tangent: tree.build(v) },
  });
}

/**
 * The slope along each entry by itself, where some have 24 bits: a step along a tangent that mixes them would
 * be rounded differently in each, and the slope read along another direction than the tangent.
 */
function slopesByEntry({ value, jvp }: Forward, tree: ParameterTree, outputs: ParameterTree): Slope {
  return (weights, entry) => ({
    claim: `jvp(params, tangent)${entry}, for the tangents along one entry`,
    loss: weighted(value, weights),
    gradient: (params, fixed) => {
      const given = new ParameterTree(params).values;
      const products = units(tree.size).map((unit) => jvp(tree.build(given), tree.build(unit), fixed));
      const slopes = (found: readonly unknown[]) =>
        found.map((product) => dot(weights, resultTree('jvp', product, outputs.size).values));
      return products.some((product) => isPromiseLike(product)) ? Promise.all(products).then(slopes) : slopes(products);
    },
    params: tree.build(tree.values),
    directions: {},
  });
}

/**
 * The property that `jacobian(params)` has the gradient of each entry of `value` in a row, each a tree of the
 * parameters' shape or a flat list: Σ w_k·row_k is the gradient of ⟨w, F⟩, for every w. Where it is wrong the
 * message says in which row.
 */
export function jacobianMatches<Params, Value, Rows, Inputs = undefined>(
  model: {
    readonly value: (params: Params, inputs: Inputs) => Value;
    readonly jacobian: (params: Params, inputs: Inputs) => Rows;
  },
  options: DerivativeOptions<Params, Inputs>,
): PropertyFor<Value | Rows>;
export function jacobianMatches(
  { value, jacobian }: { readonly value: Function; readonly jacobian: Function },
  options: DerivativeOptions<unknown, unknown>,
): fc.IRawProperty<[DerivativePoint]> {
  const reduce = ({ params, inputs, direction }: DerivativePoint) =>
    whenKnown(value(copyOf(params), inputs), (at): readonly Reduction[] => {
      const outputs = resultTree('value', at);
      const tree = new ParameterTree(params);
      const row = (weights: readonly number[], entry: string): Reduction => ({
        claim: `jacobian(params)${entry}`,
        loss: weighted(value, weights),
        gradient: (given, fixed) =>
          whenKnown(jacobian(given, fixed), (rows) => {
            const read = rowsOf(rows, outputs.size).map((each) => productOf('a row of jacobian', tree, each));
            return tree.values.map((_, i) =>
              dot(
                weights,
                read.map((each) => each[i]),
              ),
            );
          }),
        params,
        directions: {},
      });
      return [
        row(directionOf(direction, outputs.size), ''),
        ...units(outputs.size).map((unit, k) => row(unit, `, the row of ${outputs.name(k)} of the value`)),
      ];
    });
  return reducedProperty(
    options,
    reduce,
    ({ params, inputs }) => abandoned(value(copyOf(params), inputs)) || abandoned(jacobian(copyOf(params), inputs)),
  );
}

/**
 * The property that `hessianVector(params, v)` is H·v, the product of the second derivatives: as H is
 * symmetric, it is the gradient of the scalar ⟨∇L(θ), v⟩, found from differences of `gradient`. That
 * `gradient` is the loss's is for `gradientMatches` to say.
 */
export function hessianVectorMatches<Params, Gradient, Product, Inputs = undefined>(
  model: {
    readonly gradient: (params: Params, inputs: Inputs) => Gradient;
    readonly hessianVector: (params: Params, vector: Params, inputs: Inputs) => Product;
  },
  options: DerivativeOptions<Params, Inputs>,
): PropertyFor<Gradient | Product>;
export function hessianVectorMatches(
  { gradient, hessianVector }: { readonly gradient: Function; readonly hessianVector: Function },
  options: DerivativeOptions<unknown, unknown>,
): fc.IRawProperty<[DerivativePoint]> {
  const reduce = ({ params, direction }: DerivativePoint): readonly Reduction[] => {
    const tree = new ParameterTree(params);
    const vector = directionOf(direction, tree.size);
    return [
      {
        claim: 'hessianVector(params, vector), the gradient of ⟨gradient, vector⟩',
        loss: (given, fixed) => whenKnown(gradient(given, fixed), (found) => dot(vector, tree.readGradient(found))),
        gradient: (given, fixed) =>
          whenKnown(hessianVector(given, tree.build(vector), fixed), (found) =>
            productOf('hessianVector', tree, found),
          ),
        params,
        directions: { vector: tree.build(vector) },
      },
    ];
  };
  return reducedProperty(options, reduce, ({ params, inputs, direction }) => {
    const tree = new ParameterTree(params);
    const vector = tree.build(directionOf(direction, tree.size));
    return abandoned(gradient(copyOf(params), inputs)) || abandoned(hessianVector(copyOf(params), vector, inputs));
  });
}

/** θ ↦ ⟨w, F(θ)⟩ */
function weighted(value: Function, weights: readonly number[]) {
  return (params: unknown, inputs: unknown): unknown =>
    whenKnown(value(params, inputs), (at) => dot(weights, resultTree('value', at, weights.length).values));
}

/** Every unit vector of so many entries. */
function units(length: number): readonly (readonly number[])[] {
  return Array.from({ length }, (_, k) => Array.from({ length }, (__, i) => (i === k ? 1 : 0)));
}

function rowsOf(rows: unknown, length: number): readonly unknown[] {
  if (Array.isArray(rows) && rows.length === length) return rows;
  const came = Array.isArray(rows) ? `${rows.length} rows` : 'no array of rows';
  throw new ModelError(`jacobian returned ${came}: it must return ${length}, one an entry of the value`);
}

function copyOf(params: unknown): unknown {
  const tree = new ParameterTree(params);
  return tree.build(tree.values);
}

/** Whether a result is promised; nobody waits for it. */
export function abandoned(result: unknown): boolean {
  if (!isPromiseLike(result)) return false;
  result.then(undefined, () => undefined);
  return true;
}
