import type { Numeric } from '../numeric/numeric.js';
import type { Polar } from '../units/unit.js';

/** What a look at one sample leads to. */
export interface Reflection<T, C> {
  /** f_0 … f_G after this sample. */
  readonly averages: readonly T[];
  /** Whether group g's sign is turned: at most one is. */
  readonly turned: readonly C[];
  /** Whether one is. */
  readonly isTurned: C;
}

/** f_0 = … = f_G = ½: nothing is known. */
export function unknownSigns<T, C>(n: Numeric<T, C>, groups: number): readonly T[] {
  return Array.from({ length: groups + 1 }, () => n.fromNumber(0.5));
}

/**
 * The reflection rule for one output. To turn a sign group of θ leaves the magnitude alone; it changes the
 * phase only, so which groups are turned is a choice among 2^G that descent cannot walk between. The samples'
 * signs tell: sin²(θ/2) is 0 where the phase is right. Kept as exponential averages, f_0 as things stand and
 * f_j with group j turned,
 *
 *     f_j ← β·f_j + (1 − β)·sin²(π·p_j/2),     j = 0 … G,   p_0 = p and p_j as `Polar.turned` has it
 *
 * and group b = argmin f (lowest index at a tie) is turned at once where b > 0. Then f_0 and f_b change
 * places, and what was known about the others, single turns of the old state, is worth no more than ½: f_j ←
 * max(f_0, ½).
 */
export function reflect<T, C>(
  n: Numeric<T, C>,
  memory: number,
  polar: Polar<T, C>,
  previous: readonly T[],
): Reflection<T, C> {
  const beta = n.fromNumber(memory);
  const rest = n.sub(n.one, beta);
  const half = n.fromNumber(0.5);
  const quarterTurn = n.mul(half, n.pi);
  const [p] = polar.halfTurns;
  const averages = [p, ...polar.turned(0)].map((value, j) => {
    const sine = n.sin(n.mul(quarterTurn, value));
    return n.add(n.mul(beta, previous[j]), n.mul(rest, n.mul(sine, sine)));
  });
  const { least, isLeast } = argmin(n, averages);
  const turned = isLeast.slice(1);
  const unknown = n.select(
    n.less(least, half),
    () => half,
    () => least,
  );
  const isTurned = turned.reduce((some, one) => n.or(some, one));
  const afterTurn = () => [
    least,
    ...turned.map((isBest) =>
      n.select(
        isBest,
        () => averages[0],
        () => unknown,
      ),
    ),
  ];
  return { averages: n.selectAll(isTurned, afterTurn, () => averages), turned, isTurned };
}

/** The least value, and which entry has it: the first of equals. NaN is never less. */
function argmin<T, C>(n: Numeric<T, C>, values: readonly T[]): { readonly least: T; readonly isLeast: readonly C[] } {
  let least = values[0];
  const always = n.not(n.less(n.one, n.zero));
  let isLeast: readonly C[] = [always];
  for (const value of values.slice(1)) {
    const before = least;
    const smaller = n.less(value, before);
    least = n.select(
      smaller,
      () => value,
      () => before,
    );
    isLeast = [...isLeast.map((one) => n.and(one, n.not(smaller))), smaller];
  }
  return { least, isLeast };
}

/** 1 or −1 an entry of θ: −1 where its group is turned. */
export function signsOf<T, C>(
  n: Numeric<T, C>,
  size: number,
  groups: readonly (readonly number[])[],
  turned: readonly C[],
): readonly T[] {
  const signs = Array.from({ length: size }, () => n.one);
  groups.forEach((entries, g) => {
    const sign = n.select(
      turned[g],
      () => n.neg(n.one),
      () => n.one,
    );
    for (const k of entries) signs[k] = sign;
  });
  return signs;
}
