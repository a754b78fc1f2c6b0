import { bisect } from 'simple-statistics';

/**
 * The root of a monotone function in [low, high], to about one unit in the last place of the wider bound.
 * Bisection: a bracket never fails, and the same steps are taken on every machine.
 * @param f monotone, of opposite signs (or zero) at low and high
 * @throws RangeError where the signs at both ends agree
 */
export function monotoneRoot(f: (x: number) => number, low: number, high: number): number {
  const atLow = f(low);
  if (atLow === 0 || low === high) return low;
  const atHigh = f(high);
  if (atHigh === 0) return high;
  if (!(atLow < 0 ? atHigh > 0 : atHigh < 0)) {
    throw new RangeError(`no root between ${low} and ${high}: the values there are ${atLow} and ${atHigh}`);
  }
  // The library evaluates f up to three times where it looks.
  const values = new Map([
    [low, atLow],
    [high, atHigh],
  ]);
  const once = (x: number): number => {
    const known = values.get(x);
    if (known !== undefined) return known;
    const value = f(x);
    values.set(x, value);
    return value;
  };
  const spacing = Number.EPSILON * Math.max(Math.abs(low), Math.abs(high));
  return bisect(once, low, high, halvings, 2 * spacing);
}

/** More than it takes to halve any bracket of one magnitude down to the spacing of float64. */
const halvings = 200;

/**
 * The end of a bracket: start + step, start + 2·step, start + 4·step, …, the first where f is negative.
 * @param f positive at start and negative far enough in the direction of step; a step of 0 stands for a root
 * at start
 * @throws RangeError where it is not negative anywhere in float64's range
 */
export function firstNegative(f: (x: number) => number, start: number, step: number): number {
  if (step === 0) return start;
  for (let reach = step; Number.isFinite(start + reach); reach *= 2) {
    if (f(start + reach) < 0) return start + reach;
  }
  throw new RangeError(`the function never becomes negative from ${start} on in the direction of ${step}`);
}
