import fc from 'fast-check';
import { pow } from '../numeric/elementary/pow.js';
import { isWithin, nearestWithin, parameterEntry, type ParameterBounds } from './parameter-entry.js';

/** What a structure is drawn for. */
export interface ParameterSpace {
  /** How many parameters, at least 1. */
  readonly length: number;
  readonly bounds: ParameterBounds;
  /** Rows and columns, where the parameters are a matrix row by row. */
  readonly shape: readonly [rows: number, columns: number] | null;
  /** One parameter within the bounds. */
  readonly entry: fc.Arbitrary<number>;
}

/** Points with something special about them, at which gradients go wrong. */
export interface ParameterStructure {
  readonly name: string;
  /** Of a hundred points, how many. */
  readonly share: number;
  /** Such points; null where there are none. */
  readonly points: (space: ParameterSpace) => fc.Arbitrary<number[]> | null;
}

const several = <T>(arbitrary: fc.Arbitrary<T>, length: number) =>
  fc.array(arbitrary, { minLength: length, maxLength: length });
const place = (length: number) => fc.integer({ min: 0, max: length - 1 });
const nearestToZero = ({ bounds }: ParameterSpace) => nearestWithin(0, bounds);

/** Entries of which one is another one's, by a rule, as far as the bounds allow it. */
function related(space: ParameterSpace, rule: (value: number) => number): fc.Arbitrary<number[]> | null {
  const { length, entry, bounds } = space;
  if (length < 2) return null;
  return fc
    .tuple(several(entry, length), place(length), place(length - 1))
    .map(([values, from, step]) =>
      values.with((from + 1 + step) % length, nearestWithin(rule(values[from]), bounds) + 0),
    );
}

/** Entries of which one, or every one, is drawn otherwise: most cases one. Shrinks to a small integer. */
function oneOrAll(space: ParameterSpace, special: fc.Arbitrary<number>): fc.Arbitrary<number[]> | null {
  const { length, entry, bounds } = space;
  const value = fc
    .oneof(
      { withCrossShrink: true },
      { weight: 1, arbitrary: fc.integer({ min: -1, max: 1 }) },
      { weight: 99, arbitrary: special },
    )
    .map((drawn) => nearestWithin(drawn, bounds));
  const one = fc.tuple(several(entry, length), place(length), value).map(([values, at, v]) => values.with(at, v));
  return fc.oneof({ weight: 3, arbitrary: one }, { weight: 1, arbitrary: several(value, length) });
}

/** ±d·10^k for k in the range. */
const scaledBy = (range: fc.IntegerConstraints) =>
  fc
    .tuple(fc.constantFrom(1, -1), fc.integer({ min: 1, max: 9 }), fc.integer(range))
    .map(([sign, digit, exponent]) => sign * digit * pow(10, exponent));

/** The shapes a list of parameters could be of: the one declared, or every one of its divisors. */
function shapesOf({ length, shape }: ParameterSpace): readonly (readonly [number, number])[] {
  if (shape !== null) return [shape];
  const divisors = Array.from({ length: Math.floor(Math.sqrt(length)) }, (_, k) => k + 1);
  return divisors.filter((rows) => length % rows === 0).map((rows) => [rows, length / rows] as const);
}

/** A matrix one of whose rows, or columns, is a small multiple of another. */
function rankDeficient(space: ParameterSpace): fc.Arbitrary<number[]> | null {
  const shapes = shapesOf(space).filter(([rows, columns]) => rows > 1 && columns > 1);
  if (shapes.length === 0 || !isWithin(0, space.bounds)) return null;
  const small = fc.integer({ min: -2, max: 2 });
  return fc
    .tuple(several(space.entry, space.length), fc.constantFrom(...shapes), small, fc.nat(), fc.nat(), fc.boolean())
    .map(([values, [rows, columns], factor, from, step, byColumn]) => {
      const lines = byColumn ? columns : rows;
      const source = from % lines;
      const target = (source + 1 + (step % (lines - 1))) % lines;
      return values.map((value, i) => {
        const [row, column] = [Math.floor(i / columns), i % columns];
        if ((byColumn ? column : row) !== target) return value;
        return (
          nearestWithin(
            factor * values[byColumn ? i - target + source : i + (source - target) * columns],
            space.bounds,
          ) + 0
        );
      });
    });
}

/** c·I, or c·I plus one more entry: equal eigenvalues. */
function scaledIdentity(space: ParameterSpace): fc.Arbitrary<number[]> | null {
  const square = shapesOf(space).filter(([rows, columns]) => rows === columns && rows > 1);
  if (square.length === 0 || !isWithin(0, space.bounds)) return null;
  const [[rows]] = square;
  return space.entry.map((value) => Array.from({ length: space.length }, (_, i) => (i % (rows + 1) === 0 ? value : 0)));
}

/** The ends of the bounds; ±1, at which much is clamped, where an end is not declared. */
function ends({ bounds: { min = -1, max = 1 } }: ParameterSpace): readonly number[] {
  return [max, min];
}

/**
 * The structures that `parameters` mixes in. What each of them finds that no other one does is printed by
 * `npm run bench:parameters`.
 */
export const parameterStructures: readonly ParameterStructure[] = [
  {
    name: 'all zero',
    share: 5,
    points: (space) => fc.constant(0).map(() => Array.from({ length: space.length }, () => nearestToZero(space))),
  },
  {
    name: 'some zero',
    share: 8,
    points: (space) =>
      several(fc.tuple(fc.boolean(), space.entry), space.length).map((drawn) =>
        drawn.map(([isKept, value]) => (isKept ? value : nearestToZero(space))),
      ),
  },
  {
    name: 'all equal',
    share: 5,
    points: ({ entry, length }) => entry.map((value) => Array.from({ length }, () => value)),
  },
  { name: 'two equal', share: 5, points: (space) => related(space, (value) => value) },
  { name: 'two opposite', share: 5, points: (space) => related(space, (value) => -value) },
  {
    name: 'two values only',
    share: 5,
    points: ({ entry, length }) =>
      fc.tuple(entry, entry, several(fc.boolean(), length)).map(([a, b, picks]) => picks.map((isB) => (isB ? b : a))),
  },
  { name: 'rank-deficient', share: 6, points: rankDeficient },
  { name: 'multiple of the identity', share: 4, points: scaledIdentity },
  { name: 'one or all huge', share: 6, points: (space) => oneOrAll(space, scaledBy({ min: 4, max: 307 })) },
  { name: 'one or all tiny', share: 6, points: (space) => oneOrAll(space, scaledBy({ min: -323, max: -5 })) },
  {
    name: 'integers',
    share: 5,
    points: ({ length, bounds }) =>
      several(
        fc.integer({ min: -9, max: 9 }).map((value) => nearestWithin(value, bounds)),
        length,
      ),
  },
  {
    name: 'powers of two',
    share: 2,
    points: ({ length, bounds }) =>
      several(
        fc
          .tuple(fc.constantFrom(1, -1), fc.integer({ min: -20, max: 20 }))
          .map(([sign, exponent]) => nearestWithin(sign * pow(2, exponent), bounds)),
        length,
      ),
  },
  {
    name: 'at the bounds',
    share: 5,
    points: (space) =>
      several(
        fc.oneof({ weight: 1, arbitrary: space.entry }, { weight: 3, arbitrary: fc.constantFrom(...ends(space)) }),
        space.length,
      ),
  },
  {
    name: 'of one sign',
    share: 5,
    points: ({ entry, length, bounds }) =>
      fc
        .tuple(fc.constantFrom(-1, 1), several(entry, length))
        .map(([sign, values]) => values.map((value) => nearestWithin(sign * Math.abs(value), bounds) + 0)),
  },
];

/** The space of so many parameters. */
export function parameterSpace(
  length: number,
  bounds: ParameterBounds,
  shape: readonly [number, number] | null,
): ParameterSpace {
  return { length, bounds, shape, entry: parameterEntry(bounds) };
}
