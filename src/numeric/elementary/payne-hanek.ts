import { highWord } from './double-words.js';
import { powerOfTwo } from './powers-of-two.js';

/** 2/π in parts of 24 bits: ∑ part_k·2^−24(k+1). */
// prettier-ignore
const inverseHalfPi = Int32Array.of(
  0xa2f983, 0x6e4e44, 0x1529fc, 0x2757d1, 0xf534dd, 0xc0db62, 0x95993c, 0x439041, 0xfe5163, 0xabdebb, 0xc561b7,
  0x246e3a, 0x424dd2, 0xe00649, 0x2eea09, 0xd1921c, 0xfe1deb, 0x1cb129, 0xa73ee8, 0x8235f5, 0x2ebb44, 0x84e99c,
  0x7026b4, 0x5f7e41, 0x3991d6, 0x398353, 0x39f49c, 0x845f8b, 0xbdf928, 0x3b1ff8, 0x97ffde, 0x05980f, 0xef2f11,
  0x8b5a0a, 0x6d1f6d, 0x367ecf, 0x27cb09, 0xb74f46, 0x3f669e, 0x5fea2d, 0x7527ba, 0xc7ebe5, 0xf17b3d, 0x0739f7,
  0x8a5292, 0xea6bfb, 0x5fb11f, 0x8d5d08, 0x560330, 0x46fc7b, 0x6babf0, 0xcfbc20, 0x9af436, 0x1da9e3, 0x91615e,
  0xe61b08, 0x659985, 0x5f14a0, 0x68408d, 0xffd880, 0x4d7327, 0x310606, 0x1556ca, 0x73a8c9, 0x60e27b, 0xc08c6b,
);

/** π/2 in parts of 24 bits. */
const halfPi = [
  1.57079625129699707031, 7.54978941586159635335e-8, 5.39030252995776476554e-15, 3.28200341580791294123e-22,
  1.27065575308067607349e-29,
];

/**
 * The place of the last part of the product that is computed at first. As many places are to follow the first
 * that is not 0.
 */
const firstTop = 4;
const twoTo24 = 0x100_0000;
const twoToMinus24 = powerOfTwo(-24);

/** x in parts of 24 bits. */
const argument = new Float64Array(3);
/** Of x·(2/π), later of its fraction: a sum a place. */
const sums = new Float64Array(20);
/** Its bits, 24 a digit, the least first. */
const digits = new Int32Array(20);
/** Of the fraction times π/2, the largest first. */
const terms = new Float64Array(20);

/**
 * x = n·π/2 + y, |y| ≤ π/4, for a large x (Payne and Hanek 1983): of x·(2/π) only those bits are computed
 * that tell n modulo 8 and the fraction, 24 at a time, and more of them where the fraction begins with zeros.
 *
 * The algorithm and its coefficients are those of fdlibm 5.3:
 * Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved. Developed at SunSoft, a Sun Microsystems,
 * Inc. business. Permission to use, copy, modify, and distribute this software is freely granted, provided
 * that this notice is preserved.
 * @param x finite, 2^19·π/2 or more
 * @param y where y is left, head and tail
 * @returns n modulo 8
 */
export function reduceLarge(x: number, y: Float64Array): number {
  const exponent = (highWord(x) >> 20) - 1046;
  const last = splitArgument(x * powerOfTwo(-exponent));
  const from = Math.max(0, Math.trunc((exponent - 3) / 24));
  const place = exponent - 24 * (from + 1);
  let top = firstTop;
  for (let k = 0; k <= top; k++) sums[k] = productAt(from + k, last);
  let quotient = quotientOf(top, place);
  while (isShort(quotient, top)) {
    top++;
    sums[top] = productAt(from + top, last);
    quotient = quotientOf(top, place);
  }
  timesHalfPi(quotient, top, place, y);
  return quotient.n & 7;
}

/** @returns the place of the last part that is not 0 */
function splitArgument(x: number): number {
  argument[0] = Math.trunc(x);
  const rest = (x - argument[0]) * twoTo24;
  argument[1] = Math.trunc(rest);
  argument[2] = (rest - argument[1]) * twoTo24;
  return argument[2] !== 0 ? 2 : argument[1] !== 0 ? 1 : 0;
}

function productAt(k: number, last: number): number {
  let sum = 0;
  for (let j = 0; j <= last; j++) sum += argument[j] * (k < j ? 0 : inverseHalfPi[k - j]);
  return sum;
}

/** x·(2/π) = n + fraction, with the bits of the fraction that follow in `digits`. */
interface Quotient {
  readonly n: number;
  readonly fraction: number;
  /** Whether n was rounded up and the fraction is 1 less what was left. */
  readonly isUp: boolean;
}

function quotientOf(top: number, place: number): Quotient {
  let z = distil(top) * powerOfTwo(place);
  z -= 8 * Math.floor(z * 0.125);
  let n = Math.trunc(z);
  z -= n;
  const leading = top - 1;
  if (place > 0) {
    const whole = digits[leading] >> (24 - place);
    n += whole;
    digits[leading] -= whole << (24 - place);
  }
  const isUp = place < 0 ? z >= 0.5 : digits[leading] >> (23 - place) > 0;
  if (!isUp) return { n, fraction: z, isUp };
  const hasDigits = complement(top);
  if (place > 0) digits[leading] &= (1 << (24 - place)) - 1;
  if (place < 0) z = hasDigits ? 1 - z - powerOfTwo(place) : 1 - z;
  return { n: n + 1, fraction: z, isUp };
}

/** Makes digits of 24 bits of the sums. @returns what is left of the first */
function distil(top: number): number {
  let z = sums[top];
  for (let k = top; k > 0; k--) {
    const carry = Math.trunc(z * twoToMinus24);
    digits[top - k] = z - twoTo24 * carry;
    z = sums[k - 1] + carry;
  }
  return z;
}

/** 1 less the digits. @returns whether there is one that is not 0 */
function complement(top: number): boolean {
  let borrowed = false;
  for (let k = 0; k < top; k++) {
    const digit = digits[k];
    if (borrowed) digits[k] = 0xff_ffff - digit;
    else if (digit !== 0) digits[k] = twoTo24 - digit;
    borrowed ||= digit !== 0;
  }
  return borrowed;
}

/** Whether another place is needed: the fraction is 0 as far as it is known. */
function isShort({ fraction }: Quotient, top: number): boolean {
  return fraction === 0 && digits.subarray(firstTop, top).every((digit) => digit === 0);
}

/** y = ±(fraction + digits)·π/2 */
function timesHalfPi({ fraction, isUp }: Quotient, top: number, place: number, y: Float64Array): void {
  const largest = placeFraction(fraction, top, place);
  let unit = powerOfTwo(place + 24 * (largest - top));
  for (let k = largest; k >= 0; k--, unit *= twoToMinus24) sums[k] = unit * digits[k];
  for (let k = largest; k >= 0; k--) {
    let sum = 0;
    for (let j = 0; j <= firstTop && j <= largest - k; j++) sum += halfPi[j] * sums[k + j];
    terms[largest - k] = sum;
  }
  let head = 0;
  for (let k = largest; k >= 0; k--) head += terms[k];
  let tail = terms[0] - head;
  for (let k = 1; k <= largest; k++) tail += terms[k];
  y[0] = isUp ? -head : head;
  y[1] = isUp ? -tail : tail;
}

/** Makes digits of the fraction too. @returns the place of the largest that is not 0 */
function placeFraction(fraction: number, top: number, place: number): number {
  if (fraction === 0) {
    let largest = top - 1;
    while (digits[largest] === 0) largest--;
    return largest;
  }
  const z = fraction * powerOfTwo(-place);
  const carry = z < twoTo24 ? 0 : Math.trunc(z * twoToMinus24);
  digits[top] = z - twoTo24 * carry;
  if (carry === 0) return top;
  digits[top + 1] = carry;
  return top + 1;
}
