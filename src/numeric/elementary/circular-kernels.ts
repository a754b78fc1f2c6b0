import { cosineOfSum, sine, sineOfSum } from './formulas/on-numbers.js';

/** Below 2^−27 the sine is the angle. */
export const tinyAngle = 7.450580596923828e-9;
/** From here on ½x² is taken from 1 in two parts; from there on the first of them is 0.28125. */
export const twoPartsFrom = 0.2999999523162842;
export const fixedPartFrom = 0.7812504768371582;
export const fixedPart = 0.28125;

/** cos(x + y) for |x| ≤ π/4 and a y below half a unit of x in the last place, which may be 0. */
export function cosineKernel(x: number, y: number): number {
  const size = Math.abs(x);
  const part = size < twoPartsFrom ? 0 : size < fixedPartFrom ? quarterHead(size) : fixedPart;
  return cosineOfSum(x, y, part);
}

/** A quarter of x to 20 bits after the first one, for x from ¼ to 1. */
function quarterHead(x: number): number {
  return x < 0.5 ? Math.floor(x * 0x40_0000) / 0x100_0000 : Math.floor(x * 0x20_0000) / 0x80_0000;
}

/** sin x for |x| ≤ π/4 */
export function sineKernel(x: number): number {
  return Math.abs(x) < tinyAngle ? x : sine(x);
}

/** sin(x + y) for |x| ≤ π/4 and a y below half a unit of x. */
export function sineKernelOfSum(x: number, y: number): number {
  return Math.abs(x) < tinyAngle ? x : sineOfSum(x, y);
}
