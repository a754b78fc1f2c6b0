import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { property } from '../../properties/property.js';
import { decimal } from './decimal.js';
import { loadMpfr } from './mpfr.js';
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

/** m·base^e as decimal text, all digits. */
const textOf = (base: bigint, { m, e }: Scaled): string => {
  if (base === 10n) return `${m}e${e}`;
  return e < 0 ? `${m * 5n ** BigInt(-e)}e${e}` : `${m * 2n ** BigInt(e)}`;
};

/** Numbers of up to that many digits, of both signs, with exponents near enough to interact and far enough not to. */
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
    for (const operation of ['add', 'sub', 'mul', 'div'] as const) {
      property([operand, operand], { numRuns: 300 })(`${operation} is correctly rounded`, (a, b) => {
        fc.pre(operation !== 'div' || b.m !== 0n);
        const wanted = roundHalfEven(base, digits, exactly[operation](rational(base, a), rational(base, b)));
        n.scope(() => {
          const got = n[operation](n.parse(textOf(base, a)), n.parse(textOf(base, b)));
          const difference = n.sub(got, n.parse(textOf(base, wanted)));
          expect({ got: n.format(got), difference: Math.abs(n.toNumber(difference)) }).toEqual({
            got: n.format(got),
            difference: 0,
          });
        });
      });
    }
  });
}

/** √a is correctly rounded when a lies between the squares of its neighbours' midpoints: (r − h)² ≤ a ≤ (r + h)², h half a last digit. */
describe.each([2, 7, 20, 50])('decimal, %d digits', (digits) => {
  const n = decimal(digits);
  property([fc.bigInt({ min: 1n, max: 10n ** BigInt(digits) - 1n }), fc.integer({ min: -40, max: 40 })])(
    'sqrt is correctly rounded',
    (m, e) => {
      const [, whole, fraction = '', exponent = '0'] =
        /^(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(n.format(n.sqrt(n.parse(`${m}e${e}`)))) ?? [];
      const padded = `${whole}${fraction}`.replace(/^0+/, '');
      const text = padded.replace(/0+$/, '');
      const scale = Number(exponent) - fraction.length + (padded.length - text.length);
      // Twice the root in units of half a last digit of a full mantissa.
      const padding = digits - text.length;
      const root = 2n * BigInt(text) * 10n ** BigInt(padding);
      const unit = scale - padding;
      const shift = e - 2 * unit;
      const [left, right] = shift >= 0 ? [4n * m * 10n ** BigInt(shift), 1n] : [4n * m, 10n ** BigInt(-shift)];
      expect((root - 1n) ** 2n * right <= left && left <= (root + 1n) ** 2n * right).toBe(true);
    },
  );
});

for (const digits of [2, 7, 20, 50]) describeRounding(decimal(digits), 10n, digits, digits);
describeRounding(decimal(50), 10n, 50, 70);
for (const [digits, bits] of [
  [16, 55],
  [50, 168],
]) {
  describeRounding(await loadMpfr(digits), 2n, bits, bits);
}
