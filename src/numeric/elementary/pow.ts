import { fromWords, headOf, highWord } from './double-words.js';
import { powerOfTwo, smallestNormal, twoTo54 } from './powers-of-two.js';
import { square } from './square.js';

/**
 * xʸ, the same bits on every engine; for |y| < 2³¹ they are those of Math.pow in V8 up to Node 22, so that
 * tables written with it keep their bytes. V8's are others from Node 24 on. For larger exponents fdlibm takes
 * a shorter series, which can be 330 units off; here there is one for all.
 *
 * With x = 2ⁿ·a and b = 1 or 3/2, whichever is nearer to a:
 *
 *     log₂ x = n + log₂ b + (2/ln 2)·(s + s³/3 + s⁵/5 + …),   s = (a − b)/(a + b)
 *     y·log₂ x = k + f,   |f| ≤ ½
 *     xʸ = 2ᵏ·exp(f·ln 2)
 *
 * Each quantity is a head, whose products with other heads are exact, and a tail. Both series are minimax
 * polynomials. In the last quotient V8 has parentheses where fdlibm has none. It costs a fifth of a unit:
 * results are less than one unit in the last place off, where fdlibm's are less than 0.7.
 *
 * The algorithm and its coefficients are those of fdlibm 5.3:
 * Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved. Developed at SunSoft, a Sun Microsystems,
 * Inc. business. Permission to use, copy, modify, and distribute this software is freely granted, provided
 * that this notice is preserved.
 * @returns NaN where x is negative and finite and y is not whole, and where |x| = 1 and y = ±∞
 */
export function pow(x: number, y: number): number {
  if (y === 0) return 1;
  if (Number.isNaN(y)) return NaN;
  if (x < 0 || Object.is(x, -0)) return powerOfNegative(-x, y);
  if (x === 1) return Math.abs(y) === Infinity ? NaN : 1;
  if (!(x > 0 && x < Infinity)) return y > 0 ? x : 1 / x;
  if (y === 1) return x;
  if (y === 2) return square(x);
  if (y === -1) return 1 / x;
  if (y === 0.5) return Math.sqrt(x);
  if (Math.abs(y) > enormousExponent) return x < 1 === y < 0 ? Infinity : 0;
  const logarithm = binaryLogarithm(x);
  // y·log₂ x: the product of the heads is exact.
  const yHead = headOf(y);
  const tail = (y - yHead) * logarithm.head + y * logarithm.tail;
  return powerOfTwoTo(yHead * logarithm.head, tail);
}

/** (−x)ʸ: of a whole y; 0 and ∞ have no sign for any other, and nothing has for y = ±∞. */
function powerOfNegative(x: number, y: number): number {
  if (Number.isInteger(y)) return (y % 2 === 0 ? 1 : -1) * pow(x, y);
  return x === 0 || x === Infinity || Math.abs(y) === Infinity ? pow(x, y) : NaN;
}

/** Beyond, powers of all numbers but 1 are 0 or ∞. */
const enormousExponent = powerOfTwo(64);

/** An unrounded number: head + tail. */
interface Split {
  readonly head: number;
  readonly tail: number;
}

/** 2/(3·ln 2) */
const toBinary = {
  value: 9.61796693925975554329e-1,
  head: 9.61796700954437255859e-1,
  tail: -7.02846165095275826516e-9,
};
/** b, and log₂ b. */
const nearOne = { b: 1, head: 0, tail: 0 };
const nearThreeHalves = { b: 1.5, head: 5.84962487220764160156e-1, tail: 1.35003920212974897128e-8 };
/** Of (3/2)·(ln(a/b) − 2s − ⅔s³)/s⁵, by powers of s². */
const logarithmSeries = [
  5.99999999999994648725e-1, 4.28571428578550184252e-1, 3.33333329818377432918e-1, 2.72728123808534006489e-1,
  2.30660745775561754067e-1, 2.06975017800338417784e-1,
];

function binaryLogarithm(x: number): Split {
  const { exponent, significand: a } = scaled(x);
  // From √3 on, the nearer b is 1 for a/2; from √(3/2) on it is 3/2. The first 20 bits of the significand
  // tell.
  const bits = highWord(a) & 0xf_ffff;
  const isLarge = bits >= 0xb_b67a;
  const n = isLarge ? exponent + 1 : exponent;
  const near = bits > 0x3_988e && !isLarge ? nearThreeHalves : nearOne;
  return logarithmNear(isLarge ? a / 2 : a, near, n);
}

/** n + log₂ a for an a near b. */
function logarithmNear(a: number, { b, head: logHead, tail: logTail }: typeof nearOne, n: number): Split {
  const difference = a - b;
  const inverse = 1 / (a + b);
  const s = difference * inverse;
  const sHead = headOf(s);
  // a + b to 21 bits, by what its bits must be.
  const sumHead = fromWords(((highWord(a) >> 1) | 0x2000_0000) + 0x8_0000 + (b === 1 ? 0 : 0x4_0000), 0);
  const sumTail = a - (sumHead - b);
  const sTail = inverse * (difference - sHead * sumHead - sHead * sumTail);
  const sSquare = square(s);
  const rest = square(sSquare) * horner(logarithmSeries, sSquare) + sTail * (sHead + s);
  const headSquare = square(sHead);
  const threeHead = headOf(3 + headSquare + rest);
  const threeTail = rest - (threeHead - 3 - headSquare);
  // (3/2)·ln(a/b) = large + small
  const large = sHead * threeHead;
  const small = sTail * threeHead + threeTail * s;
  const head = headOf(large + small);
  const tail = small - (head - large);
  const binaryHead = toBinary.head * head;
  const binaryTail = toBinary.tail * head + tail * toBinary.value + logTail;
  const whole = headOf(binaryHead + binaryTail + logHead + n);
  return { head: whole, tail: binaryTail - (whole - n - logHead - binaryHead) };
}

const ln2 = { value: 6.93147180559945286227e-1, head: 6.93147182464599609375e-1, tail: -1.90465429995776804525e-9 };
/** P of exp(z) = 1 + z + z·t/(2 − t), t = z − z²·P(z²). */
const exponentialSeries = [
  1.66666666666666019037e-1, -2.77777777770155933842e-3, 6.61375632143793436117e-5, -1.6533902205465251539e-6,
  4.13813679705723846039e-8,
];
/** −(1024 − log₂(largest number + ½ unit)): how far above 1024 a logarithm may be that does not overflow. */
const overflowRoom = 8.0085662595372944372e-17;
const leastExponent = -1075;

/** 2^(head + tail) */
function powerOfTwoTo(head: number, tail: number): number {
  const z = head + tail;
  if (z > 1024 || (z === 1024 && tail + overflowRoom > z - head)) return Infinity;
  if (z < leastExponent || (z === leastExponent && tail <= z - head)) return 0;
  // Halves go away from 0. Whether |z| is above ½ is told by its first 21 bits.
  const k = (highWord(z) & 0x7fff_ffff) > 0x3fe0_0000 ? Math.trunc(z + (z > 0 ? 0.5 : -0.5)) : 0;
  return scaledBy(exponentialOf(head - k, tail), k);
}

/** 2^(head + tail) for an exponent within ½. */
function exponentialOf(head: number, tail: number): number {
  const fHead = headOf(tail + head);
  const large = fHead * ln2.head;
  const small = (tail - (fHead - head)) * ln2.value + fHead * ln2.tail;
  const z = large + small;
  const zTail = small - (z - large);
  const zSquare = square(z);
  const t = z - zSquare * horner(exponentialSeries, zSquare);
  return 1 - ((z * t) / (t - 2 - (zTail + z * zTail)) - z);
}

/** c_0 + c_1·x + c_2·x² + … */
function horner(coefficients: readonly number[], x: number): number {
  return coefficients.reduceRight((sum, coefficient) => coefficient + x * sum);
}

/** x = 2^exponent·significand with a significand in [1, 2). */
function scaled(x: number): { readonly exponent: number; readonly significand: number } {
  const isSubnormal = x < smallestNormal;
  const normal = isSubnormal ? x * twoTo54 : x;
  const exponent = (highWord(normal) >> 20) - 1023;
  return { exponent: isSubnormal ? exponent - 54 : exponent, significand: normal * powerOfTwo(-exponent) };
}

/** x·2^k, rounded once. A factor at a time, since 2^k itself may be no number. */
function scaledBy(x: number, k: number): number {
  if (k > 1023) return x * powerOfTwo(1023) * powerOfTwo(k - 1023);
  if (k < -1022) return x * powerOfTwo(k + 1000) * powerOfTwo(-1000);
  return x * powerOfTwo(k);
}
