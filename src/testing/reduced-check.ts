import fc from 'fast-check';
import { isPromiseLike, whenKnown } from '../base/when-known.js';
import { ModelError } from '../gradcheck/model-error.js';
import type { LocatedVerdict } from '../gradcheck/located-verdict.js';
import { ParameterTree } from '../gradcheck/parameter-tree.js';
import { BoundedRawProperty, type Turn } from './bounded-property.js';
import { describeVerdict, literal } from './describe-verdict.js';
import type { GivenParams } from './differentiable-model.js';
import { isRefuting, isUnjudged } from './gradient-matches.js';
import { judgedProperty } from './judged-property.js';
import { Refuted } from './refuted.js';
import { requireArbitrary } from './require-arbitrary.js';
import type { RunLimits } from './run-limits.js';
import { verdictAt } from './verdict-at.js';

/** Where a derivative is checked. */
export interface DerivativeOptions<Params, Inputs = undefined> extends RunLimits {
  readonly params: fc.Arbitrary<GivenParams<Params>>;
  /** @defaultValue none */
  readonly inputs?: fc.Arbitrary<Inputs>;
}

/** A property that has to be awaited where one of these results has. */
export type PropertyFor<Result> = [Extract<Result, PromiseLike<unknown>>] extends [never]
  ? fc.IProperty<[DerivativePoint]>
  : fc.IAsyncProperty<[DerivativePoint]>;

/** A case: the point, and what the directions there are made of. */
export interface DerivativePoint {
  readonly params: unknown;
  readonly inputs: unknown;
  readonly direction: number;
}

/** A scalar loss whose gradient is what a derivative claims, and how to say so. */
export interface Reduction {
  /** What was claimed, for a message: `vjp(params, cotangent) as the gradient of ⟨cotangent, value⟩`. */
  readonly claim: string;
  readonly loss: (params: unknown, inputs: unknown) => unknown;
  readonly gradient: (params: unknown, inputs: unknown) => unknown;
  /** Where it is checked. */
  readonly params: unknown;
  /** The directions, by name, for a message. */
  readonly directions: Readonly<Record<string, unknown>>;
}

/**
 * The property that what is claimed at each point is right, found by `gradientVerdict` of a scalar loss.
 * @param reduce the losses to be looked at, the first as a whole; where it is refuted, the rest say where
 * @param isAwaited whether one of the model's functions returns a promise at the point
 */
export function reducedProperty(
  options: DerivativeOptions<unknown, unknown>,
  reduce: (point: DerivativePoint) => readonly Reduction[] | PromiseLike<readonly Reduction[]>,
  isAwaited: (point: DerivativePoint) => boolean,
): fc.IRawProperty<[DerivativePoint]> {
  return pointProperty(options, isAwaited, (point, turn) =>
    whenKnown(reduce(point), ([whole, ...parts]) =>
      flat(
        whenKnown(verdictOf(whole, point, turn), (verdict) => {
          if (verdict.kind === 'correct') return undefined;
          if (isUnjudged(verdict)) return turn.skip(verdict.kind.replace('-', ' '), () => said(whole, verdict, point));
          const end = (reduction: Reduction, found: LocatedVerdict): never => {
            throw isRefuting(found)
              ? new Refuted(said(reduction, found, point))
              : new Error(said(reduction, found, point));
          };
          return flat(
            whenKnown(firstWrong(parts, point, turn), (found) => end(found?.[0] ?? whole, found?.[1] ?? verdict)),
          );
        }),
      ),
    ),
  );
}

/** A property of points, each judged by what throws where it does not hold. */
export function pointProperty(
  options: DerivativeOptions<unknown, unknown>,
  isAwaited: (point: DerivativePoint) => boolean,
  judge: (point: DerivativePoint, turn: Turn) => unknown,
): fc.IRawProperty<[DerivativePoint]> {
  requireArbitrary('params', options.params);
  if (options.inputs !== undefined) requireArbitrary('inputs', options.inputs);
  const points = fc.record({
    params: options.params,
    inputs: options.inputs ?? fc.constant(undefined),
    direction: fc.nat({ max: 999 }),
  });
  const awaited = () => {
    try {
      return isAwaited(fc.sample(points, { numRuns: 1, seed: 0 })[0]);
    } catch {
      // What it throws a run will say.
      return false;
    }
  };
  return new BoundedRawProperty(
    (turn) =>
      judgedProperty(
        points,
        (point) => {
          const result = judge(point, turn);
          return isPromiseLike(result) ? result.then(() => undefined) : undefined;
        },
        awaited,
      ),
    options,
  );
}

function verdictOf({ loss, gradient, params }: Reduction, { inputs }: DerivativePoint, { spend }: Turn) {
  return verdictAt({ loss, gradient }, { params, inputs }, {}, spend);
}

/** The first of them that is refuted, and how; undefined where none is. */
function firstWrong(
  [reduction, ...rest]: readonly Reduction[],
  point: DerivativePoint,
  turn: Turn,
): Found | PromiseLike<Found> {
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition -- there may be none
  if (reduction === undefined) return undefined;
  return flat(
    whenKnown(verdictOf(reduction, point, turn), (verdict): Found | PromiseLike<Found> =>
      isRefuting(verdict) ? [reduction, verdict] : firstWrong(rest, point, turn),
    ),
  );
}

type Found = readonly [Reduction, LocatedVerdict] | undefined;

/** A promise of a promise is a promise. */
function flat<Value>(value: Value | PromiseLike<Value | PromiseLike<Value>>): Value | PromiseLike<Value> {
  return isPromiseLike(value) ? value.then((inner) => inner) : value;
}

function said({ claim, directions }: Reduction, verdict: LocatedVerdict, { params, inputs }: DerivativePoint): string {
  return [
    `${claim}: ${describeVerdict(verdict)}`,
    `  params   ${literal(params)}`,
    ...Object.entries(directions).map(([name, value]) => `  ${name.padEnd(9)}${literal(value)}`),
    ...(inputs === undefined ? [] : [`  inputs   ${literal(inputs)}`]),
  ].join('\n');
}

/** The golden ratio's fraction, whose multiples are spread evenly. */
const golden = (Math.sqrt(5) - 1) / 2;

/**
 * A direction of so many entries, of sizes from ½ to 1 that no two entries share, signs mixed: errors in two
 * entries of a product do not cancel in it but by a coincidence of their sizes.
 */
export function directionOf(drawn: number, length: number): readonly number[] {
  return Array.from({ length }, (_, k) => {
    const size = 0.5 + (((k + 1) * golden + drawn * Math.SQRT2) % 1) / 2;
    return (k + drawn) % 2 === 0 ? size : -size;
  });
}

/** Σ a_k·b_k */
export function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, k) => sum + value * b[k], 0);
}

/**
 * A result of the model's as a tree.
 * @param name of the function that returned it
 * @throws ModelError where it is none, or of another size than it must be
 */
export function resultTree(name: string, result: unknown, size?: number): ParameterTree {
  let tree: ParameterTree;
  try {
    tree = new ParameterTree(result);
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    throw new ModelError(error.message.replace('the parameters', `what ${name} returned`));
  }
  if (size === undefined || tree.size === size) return tree;
  throw new ModelError(`${name} returned ${tree.size} numbers: it must return ${size}`);
}

/**
 * A product of the model's, one number a parameter.
 * @param name of the function that returned it
 * @throws ModelError where it is neither a tree of the parameters' shape nor a flat list
 */
export function productOf(name: string, tree: ParameterTree, result: unknown): readonly number[] {
  try {
    return tree.readGradient(result);
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    throw new ModelError(
      error.message
        .replace('the gradient returned', `${name} returned`)
        .replace('the gradient', `what ${name} returned`),
    );
  }
}
