import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { property } from '../../properties/property.js';
import { decimal } from './backends/decimal.js';
import { loadMpfr } from './backends/mpfr.js';
import type { Numeric } from './numeric.js';

/** numerator / denominator, denominator > 0. */
interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** m·base^e */
interface Scaled {
  readonly m: bigint;
  readonly e: number;
}

const power = (base: bigint, e: number): Rational =>
  e < 0 ? { numerator: 1n, denominator: base ** BigInt(-e) } : { numerator: base ** BigInt(e), denominator: 1n };

const rational = (base: bigint, { m, e }: Scaled): Rational => {
  const { numerator, denominator } = power(base, e);
  return { numerator: m * numerator, denominator };
};

const exactly: Record<'add' | 'sub' | 'mul' | 'div', (a: Rational, b: Rational) => Rational> = {
  add: (a, b) => ({
    numerator: a.numerator * b.denominator + b.numerator * a.denominator,
    denominator: a.denominator * b.denominator,
  }),
  sub: (a, b) => exactly.add(a, { ...b, numerator: -b.numerator }),
  mul: (a, b) => ({ numerator: a.numerator * b.numerator, denominator: a.denominator * b.denominator }),
  div: (a, b) => {
    const sign = b.numerator < 0n ? -1n : 1n;
    return { numerator: sign * a.numerator * b.denominator, denominator: sign * b.numerator * a.denominator };
  },
};

/** The number of `digits` digits in that base next to x, ties to even, by integer arithmetic. */
function roundHalfEven(base: bigint, digits: number, { numerator, denominator }: Rational): Scaled {
  if (numerator === 0n) return { m: 0n, e: 0 };
  const size = numerator < 0n ? -numerator : numerator;
  const most = base ** BigInt(digits);
  let e = size.toString(Number(base)).length - denominator.toString(Number(base)).length - digits - 1;
  for (; ; e++) {
    const scale = power(base, -e);
    const top = size * scale.numerator;
    const bottom = denominator * scale.denominator;
    const quotient = top / bottom;
    if (quotient >= most) continue;
    const twice = 2n * (top % bottom);
    const up = twice > bottom || (twice === bottom && quotient % 2n === 1n);
    const m = up ? quotient + 1n : quotient;
    return { m: numerator < 0n ? -m : m, e };
  }
}

/** ⌊√x⌋, by Newton's iteration from above. */
function wholeRoot(x: bigint): bigint {
  let root = 1n << BigInt(Math.ceil(x.toString(2).length / 2));
  for (;;) {
    const next = (root + x / root) / 2n;
    if (next >= root) return root;
    root = next;
  }
}

/**
 * √(m·base^e) for m > 0, or a number on the same side of everything that `digits` digits and half a last
 * digit can say: the root is s or between s and s + 1 in units of base^−k, which are smaller than half a last
 * digit.
 */
function squareRoot(base: bigint, digits: number, { m, e }: Scaled): Rational {
  const k = digits + 2 - Math.floor(e / 2);
  const { numerator: square } = rational(base, { m, e: e + 2 * k });
  const s = wholeRoot(square);
  const root = rational(base, { m: s * s === square ? 2n * s : 2n * s + 1n, e: -k });
  return { ...root, denominator: 2n * root.denominator };
}

/** m·base^e as decimal text, all digits. */
const textOf = (base: bigint, { m, e }: Scaled): string => {
  if (base === 10n) return `${m}e${e}`;
  return e < 0 ? `${m * 5n ** BigInt(-e)}e${e}` : `${m * 2n ** BigInt(e)}`;
};

/**
 * Numbers of up to that many digits, of both signs, with exponents near enough to interact and far enough not
 * to.
 */
const scaled = (base: bigint, digits: number): fc.Arbitrary<Scaled> => {
  const most = base ** BigInt(digits);
  const m = fc.oneof(
    fc.bigInt({ min: -most + 1n, max: most - 1n }),
    fc.bigInt({ min: -20n, max: 20n }),
    // Next to a power of the base, where carries and cancellation live.
    fc.tuple(fc.nat(digits - 1), fc.bigInt({ min: -2n, max: 2n })).map(([k, d]) => base ** BigInt(k) + d),
  );
  return fc.record({
    m,
    e: fc.oneof(fc.integer({ min: -5, max: 5 }), fc.integer({ min: -2 * digits, max: 2 * digits })),
  });
};

function describeRounding<T>(n: Numeric<T>, base: bigint, digits: number, entryDigits: number): void {
  const operand = scaled(base, entryDigits);
  describe(`${n.name}, ${digits} digits of base ${base}, operands of ${entryDigits}`, () => {
    const expectRounded = (got: () => T, exact: Rational) => {
      n.scope(() => {
        const value = got();
        const difference = n.sub(value, n.parse(textOf(base, roundHalfEven(base, digits, exact))));
        expect({ got: n.format(value), difference: Math.abs(n.toNumber(difference)) }).toEqual({
          got: n.format(value),
          difference: 0,
        });
      });
    };
    property([operand], { numRuns: 300 })('sqrt is correctly rounded', (a) => {
      fc.pre(a.m > 0n);
      expectRounded(() => n.sqrt(n.parse(textOf(base, a))), squareRoot(base, digits, a));
    });
    for (const operation of ['add', 'sub', 'mul', 'div'] as const) {
      property([operand, operand], { numRuns: 300 })(`${operation} is correctly rounded`, (a, b) => {
        fc.pre(operation !== 'div' || b.m !== 0n);
        expectRounded(
          () => n[operation](n.parse(textOf(base, a)), n.parse(textOf(base, b))),
          exactly[operation](rational(base, a), rational(base, b)),
        );
      });
    }
  });
}

for (const digits of [2, 7, 20, 50]) describeRounding(decimal(digits), 10n, digits, digits);
describeRounding(decimal(50), 10n, 50, 70);
for (const [digits, bits] of [
  [16, 55],
  [50, 168],
]) {
  describeRounding(await loadMpfr(digits), 2n, bits, bits);
}
