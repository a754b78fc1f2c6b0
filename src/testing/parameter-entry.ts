import fc from 'fast-check';
import { InputError } from '../base/input-error.js';
import { pow } from '../numeric/elementary/pow.js';

/** Where parameters may lie, both ends included. */
export interface ParameterBounds {
  /** @defaultValue −∞ */
  readonly min?: number;
  /** @defaultValue ∞ */
  readonly max?: number;
}

/** @throws InputError where they are no numbers or leave no room */
export function requireBounds({ min = -Infinity, max = Infinity }: ParameterBounds): void {
  if (Number.isNaN(min) || min === Infinity) throw new InputError(`min: ${min}: must be a number below ∞`);
  if (Number.isNaN(max) || max === -Infinity) throw new InputError(`max: ${max}: must be a number above −∞`);
  if (min > max) throw new InputError(`min: ${min}: must be at most max, which is ${max}`);
}

/** Whether a value lies within the bounds. */
export function isWithin(value: number, { min = -Infinity, max = Infinity }: ParameterBounds): boolean {
  return value >= min && value <= max;
}

/** The value within the bounds that is nearest to the given one. */
export function nearestWithin(value: number, { min = -Infinity, max = Infinity }: ParameterBounds): number {
  return Math.min(max, Math.max(min, value));
}

/**
 * One parameter of a model one knows nothing about: mostly numbers a person would write down (small integers,
 * quarters), some over all signs and magnitudes from 1e-3 to 1e3. Shrinks to small integers. Where bounds are
 * declared: within them, whole numbers and ends first.
 */
export function parameterEntry(bounds: ParameterBounds = {}): fc.Arbitrary<number> {
  const { min = -Infinity, max = Infinity } = bounds;
  if (min === -Infinity && max === Infinity) return unbounded();
  if (min === -Infinity || max === Infinity) {
    const [end, sign] = min === -Infinity ? [max, -1] : [min, 1];
    return unbounded().map((value) => end + sign * Math.abs(value));
  }
  const within = (parts: number) => fc.integer({ min: 0, max: parts }).map((k) => min + (max - min) * (k / parts));
  const [low, high] = [Math.ceil(min), Math.floor(max)];
  const whole = low <= high ? fc.integer({ min: low, max: high }) : within(1);
  return fc.oneof({ withCrossShrink: true }, whole, within(16), within(999_983));
}

function unbounded(): fc.Arbitrary<number> {
  const magnitude = fc
    .tuple(fc.integer({ min: -999, max: 999 }), fc.integer({ min: 0, max: 5 }))
    .map(([digits, places]) => digits / pow(10, places));
  return fc.oneof(
    { withCrossShrink: true },
    fc.integer({ min: -4, max: 4 }),
    fc.integer({ min: -16, max: 16 }).map((quarters) => quarters / 4),
    magnitude,
  );
}
