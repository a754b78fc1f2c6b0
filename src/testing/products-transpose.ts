import type fc from 'fast-check';
import { whenKnown } from '../base/when-known.js';
import { ParameterTree } from '../gradcheck/parameter-tree.js';
import type { Turn } from './bounded-property.js';
import { literal } from './describe-verdict.js';
import { abandoned } from './products-match.js';
import {
  directionOf,
  dot,
  pointProperty,
  resultTree,
  type DerivativeOptions,
  type DerivativePoint,
  type PropertyFor,
} from './reduced-check.js';
import { Refuted } from './refuted.js';

/** The types of what the functions below are given are known to their callers only. */
type Function = (...given: readonly unknown[]) => unknown;

/** How many roundings, at most, lie between the parameters and an entry of a product. */
const roundings = 1024;

/**
 * The property that `vjp` is the transpose of `jvp`:
 *
 *     ⟨w, J·v⟩ = ⟨Jᵀ·w, v⟩    for all v and w
 *
 * No differences are taken: it holds to rounding. Each side is a sum whose terms err by at most 1024
 * roundings of the largest that they can be, so that the sides may differ by 1024·u·(‖w‖₁·max|J·v| +
 * ‖v‖₁·max|Jᵀ·w|),
 * u being 2^-24 where every entry of both products is a float32, else 2^-53. Products that are wrong alike
 * pass: `jvpMatches` or `vjpMatches` says of one of them that it is right.
 */
export function productsTranspose<Params, Tangent, Cotangent, Inputs = undefined>(
  model: {
    readonly jvp: (params: Params, tangent: Params, inputs: Inputs) => Tangent;
    readonly vjp: (params: Params, cotangent: Awaited<Tangent>, inputs: Inputs) => Cotangent;
  },
  options: DerivativeOptions<Params, Inputs>,
): PropertyFor<Tangent | Cotangent>;
export function productsTranspose(
  { jvp, vjp }: { readonly jvp: Function; readonly vjp: Function },
  options: DerivativeOptions<unknown, unknown>,
): fc.IRawProperty<[DerivativePoint]> {
  const forward = ({ params, inputs, direction }: DerivativePoint) => {
    const tree = new ParameterTree(params);
    const v = directionOf(direction, tree.size);
    return { tree, v, product: jvp(tree.build(tree.values), tree.build(v), inputs) };
  };
  const isAwaited = (point: DerivativePoint) => {
    const { tree, product } = forward(point);
    if (abandoned(product)) return true;
    const along = resultTree('jvp', product);
    const w = along.build(directionOf(point.direction + 1, along.size));
    return abandoned(vjp(tree.build(tree.values), w, point.inputs));
  };
  return pointProperty(options, isAwaited, (point, { spend, skip }) => {
    spend();
    const { tree, v, product } = forward(point);
    return whenKnown(product, (tangent) => {
      const along = resultTree('jvp', tangent);
      const w = directionOf(point.direction + 1, along.size);
      spend();
      return whenKnown(vjp(tree.build(tree.values), along.build(w), point.inputs), (cotangent) =>
        compare({ Jv: along.values, Jtw: tree.readGradient(cotangent), v, w }, point, skip),
      );
    });
  });
}

/** What the two products are, and of what. */
interface Products {
  readonly Jv: readonly number[];
  readonly Jtw: readonly number[];
  readonly v: readonly number[];
  readonly w: readonly number[];
}

/** @throws Refuted where the two sides differ by more than rounding */
function compare({ Jv, Jtw, v, w }: Products, { params, inputs }: DerivativePoint, skip: Turn['skip']): void {
  const left = dot(w, Jv);
  const right = dot(Jtw, v);
  const u = [...Jv, ...Jtw].every((value) => Math.fround(value) === value) ? 2 ** -24 : 2 ** -53;
  // Below the smallest normal number each rounding is of one part of 2^-1074.
  const underflow = roundings * Number.MIN_VALUE * (Jv.length + Jtw.length);
  const allowed = roundings * u * (total(w) * largest(Jv) + total(v) * largest(Jtw)) + underflow;
  // Two sums that overflow say nothing of each other, nor do sums whose terms may. Where one product alone
  // is not finite, one of the two is wrong.
  const areFinite = [...Jv, ...Jtw].every(Number.isFinite);
  const sidesAreNone = !Number.isFinite(left) && !Number.isFinite(right);
  if (sidesAreNone || (areFinite && allowed === Infinity)) {
    skip('not finite', () => `  params   ${literal(params)}`);
  }
  if (allowed < Infinity && Math.abs(left - right) <= allowed) return;
  throw new Refuted(
    [
      'vjp is not the transpose of jvp',
      `  ⟨w, jvp(v)⟩  ${left}`,
      `  ⟨vjp(w), v⟩  ${right}`,
      `  they differ by ${Math.abs(left - right)}, rounding allows ${allowed}`,
      `  params   ${literal(params)}`,
      `  v        ${literal(v)}`,
      `  w        ${literal(w)}`,
      ...(inputs === undefined ? [] : [`  inputs   ${literal(inputs)}`]),
    ].join('\n'),
  );
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + Math.abs(value), 0);
}

function largest(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}
