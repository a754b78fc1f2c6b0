import fc from 'fast-check';
import type { Backend } from '../../numeric/backend.js';
import { float64 } from '../../numeric/backends/float64.js';
import type { Numeric } from '../../numeric/numeric.js';
import { claim, law, type Law } from './law.js';

const u64 = 2 ** -53;
const specials = [NaN, Infinity, -Infinity, 0, -0, 1, -1, 2.5, -2.5, 0.5, 1e10];
/** Numbers whose sums, products, quotients and elementary functions stay within float32. */
const ordinary = fc.oneof(
  fc.constantFrom(...specials),
  fc.double({ min: -30, max: 30, noNaN: true }).filter((x) => x === 0 || Math.abs(x) > 1e-25),
);
const binary = ['add', 'sub', 'mul', 'div', 'min', 'max'] as const;
const unary = ['neg', 'abs', 'sqrt', 'ln', 'exp', 'cos', 'sin', 'tanh'] as const;
const exact = ['sign', 'round', 'roundEven', 'leading'] as const;

/**
 * The laws of a backend.
 *
 * - Every float64 enters and leaves unchanged; text that was written is read back.
 * - Arithmetic and elementary functions are float64's, special values included, to within both unit roundoffs
 *   (and one unit in the last place of float64's elementary functions). Cosine and sine of what is infinite
 *   are NaN.
 * - Comparisons are float64's, and of a `select` one side is computed.
 * - Values that `evolve` returns live on.
 *
 * @param digits to open it with; null for its standard ones
 */
export function backendLaws(backend: Backend, digits: number | null = null): readonly Law[] {
  const numbers = fc.record({ a: ordinary, b: ordinary });
  const on =
    (check: <T>(n: Numeric<T>, a: number, b: number) => void) =>
    ({ a, b }: { readonly a: number; readonly b: number }): Promise<void> =>
      backend.open(digits, (n) => n.scope(() => check(n, a, b)));
  return [
    law(
      `${backend.name}: what enters leaves, as a number and as text`,
      fc.record({ a: fc.double(), b: fc.double() }),
      on(entersAndLeaves),
    ),
    law(`${backend.name}: arithmetic is float64's, to within both roundings`, numbers, on(arithmeticAgrees)),
    law(`${backend.name}: comparisons are float64's`, numbers, on(comparisonsAgree)),
    law(`${backend.name}: what evolve returns lives on`, numbers, on(evolves)),
  ];
}

function entersAndLeaves<T>(n: Numeric<T>, a: number): void {
  const entered = n.fromNumber(a);
  claim(Object.is(n.toNumber(entered), a), () => `${a} left as ${n.toNumber(entered)}`);
  const text = n.format(entered);
  claim(n.format(n.parse(text)) === text, () => `${text} is read as ${n.format(n.parse(text))}`);
}

function arithmeticAgrees<T>(n: Numeric<T>, a: number, b: number): void {
  const [x, y] = [n.fromNumber(a), n.fromNumber(b)];
  for (const operation of binary) {
    same(
      `${a} ${operation} ${b}`,
      n.toNumber(n[operation](x, y)),
      float64[operation](a, b),
      2 * (n.unitRoundoff + u64),
    );
  }
  for (const operation of unary) {
    // 8u: one unit in the last place on either side, and as much again for the argument's own neighbourhood.
    same(`${operation} ${a}`, n.toNumber(n[operation](x)), float64[operation](a), 8 * (n.unitRoundoff + u64));
  }
  for (const operation of exact) {
    const found = n.toNumber(n[operation](x));
    same(`${operation} ${a}`, found, float64[operation](a), 2 * (n.unitRoundoff + u64));
  }
  const clamped = n.toNumber(n.clamp(x, n.fromNumber(-1), n.one));
  claim(Object.is(clamped, float64.clamp(a, -1, 1)), () => `clamp ${a} is ${clamped}`);
}

/** Near a zero of cosine or sine an error is one of the argument: absolute, as its results are at most 1. */
function same(what: string, found: number, wanted: number, tolerance: number): void {
  const near = Math.abs(found - wanted) <= tolerance * Math.max(Math.abs(wanted), 1);
  claim(Object.is(found, wanted) || near, () => `${what} is ${found}, and ${wanted} in float64`);
}

function comparisonsAgree<T>(n: Numeric<T>, a: number, b: number): void {
  const [x, y] = [n.fromNumber(a), n.fromNumber(b)];
  claim(n.decide(n.less(x, y)) === a < b, () => `${a} < ${b} is ${n.decide(n.less(x, y))}`);
  claim(n.decide(n.isNaN(x)) === Number.isNaN(a), () => `isNaN ${a} is ${n.decide(n.isNaN(x))}`);
  let asked = 0;
  const side = (value: T) => () => {
    asked++;
    return value;
  };
  const chosen = n.toNumber(n.select(n.less(x, y), side(x), side(y)));
  claim(Object.is(chosen, a < b ? a : b), () => `select between ${a} and ${b} is ${chosen}`);
  claim(asked === 1, () => `${asked} sides of a select were computed`);
}

function evolves<T>(n: Numeric<T>, a: number, b: number): void {
  let state: readonly T[] = n.evolve([], () => [n.fromNumber(a)]);
  for (let step = 0; step < 3; step++) {
    const before = state;
    state = n.evolve(before, () => [n.min(before[0], n.fromNumber(b))]);
  }
  const wanted = float64.min(a, b);
  claim(Object.is(n.toNumber(state[0]), wanted), () => `after three steps ${n.toNumber(state[0])}, not ${wanted}`);
}
