import { highWord } from './double-words.js';
import { lackOfPart, restOfPart } from './formulas/on-numbers.js';
import { reduceLarge } from './payne-hanek.js';

/** Up to here, π/4 to 20 bits, an argument needs no reduction. */
export const reducedFrom = 0.7853984832763672;
const threeQuarterPi = 2.3561935424804688;
/** What has the first 21 bits of π/2. */
const halfPiFrom = 1.570796012878418;
const halfPiBelow = 1.570796966552734;
/** 2^19·π/2, to 20 bits. */
const mediumBelow = 1647100;
/** 2/π */
export const inverseHalfPi = 6.36619772367581382433e-1;
/** π/2 in parts of 33 bits, and after each what it lacks. */
export const first = 1.57079632673412561417;
export const afterFirst = 6.07710050650619224932e-11;
export const second = 6.0771005063039659766e-11;
export const afterSecond = 2.02226624879595063154e-21;
export const third = 2.0222662487111664558e-21;
export const afterThird = 8.47842766036889956997e-32;

/** What a multiple of π/2 looks like by its high word: an argument near it loses most of its bits. */
const multiples = Int32Array.from({ length: 32 }, (_, k) => (k === 0 ? 0 : highWord(k * (Math.PI / 2))));

/** Where the remainder of the last call stands, head and tail: nothing is allocated. */
export const remainder = new Float64Array(2);

/**
 * x = n·π/2 + remainder[0] + remainder[1], with a remainder within π/4 (and a rounding) of 0.
 *
 * Up to 2^19·π/2 multiples of π/2 are subtracted in two to four parts, as many as the cancellation asks for;
 * beyond, as Payne and Hanek do.
 *
 * The algorithm and its coefficients are those of fdlibm 5.3:
 * Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved. Developed at SunSoft, a Sun Microsystems,
 * Inc. business. Permission to use, copy, modify, and distribute this software is freely granted, provided
 * that this notice is preserved.
 * @param x finite, of size reducedFrom or more
 * @returns n, or a number that equals it modulo 8
 */
export function halfPiRemainder(x: number): number {
  const size = Math.abs(x);
  const n = size < threeQuarterPi ? nearOne(size) : size < mediumBelow ? medium(size) : reduceLarge(size, remainder);
  if (x > 0) return n;
  remainder[0] = -remainder[0];
  remainder[1] = -remainder[1];
  return -n;
}

/** n = 1 */
function nearOne(x: number): number {
  const isNear = x >= halfPiFrom && x < halfPiBelow;
  const z = isNear ? x - first - second : x - first;
  const rest = isNear ? afterSecond : afterFirst;
  const head = z - rest;
  remainder[0] = head;
  remainder[1] = z - head - rest;
  return 1;
}

/** Two parts are good to 85 bits: enough, if no more than 16 cancel. */
function medium(x: number): number {
  const n = (x * inverseHalfPi + 0.5) | 0;
  const r = restOfPart(x, n, first);
  const w = n * afterFirst;
  const head = r - w;
  if (Math.abs(head) * 65536 < x) return mediumNearMultiple(x, n, r, head);
  remainder[0] = head;
  remainder[1] = r - head - w;
  return n;
}

/** Three parts are good to 118 bits, four, if more than 49 cancel, to 151. */
function mediumNearMultiple(x: number, n: number, firstRest: number, firstHead: number): number {
  let r = firstRest;
  let w = n * afterFirst;
  let head = firstHead;
  const high = highWord(x);
  const isNear = n >= 32 || high === multiples[n];
  if (isNear && cancelled(high, head) > 16) {
    const before = r;
    r = restOfPart(before, n, second);
    w = lackOfPart(before, r, n, second, afterSecond);
    head = r - w;
    if (cancelled(high, head) > 49) {
      const last = r;
      r = restOfPart(last, n, third);
      w = lackOfPart(last, r, n, third, afterThird);
      head = r - w;
    }
  }
  remainder[0] = head;
  remainder[1] = r - head - w;
  return n;
}

/** How many powers of two lie between a number and what is left of it. */
function cancelled(high: number, rest: number): number {
  return (high >> 20) - ((highWord(rest) >> 20) & 0x7ff);
}
