import { log2 } from '../numeric/elementary/log2.js';
import { pow } from '../numeric/elementary/pow.js';
import { movedTogether } from './direction-weights.js';
import { askLoss, inTurn, type Inquiry } from './inquiry.js';

/** The precision a model is said to compute in; `auto` finds it out from its values. */
export type Precision = 'auto' | 'float32' | 'float64';

/** u: an operation rounded to that precision errs by at most u of its result. */
const unitRoundoff = { float32: 2 ** -24, float64: 2 ** -53 };

/** So many different values are no accident: eight float64 numbers are all float32 once in 2^(8·29). */
const enough = 8;

/** The unit roundoff that the values show: float32's where enough differ and every one is a float32. */
export function roundoffOf(values: readonly number[]): number {
  const different = new Set(values);
  const isSingle = different.size >= enough && values.every((value) => Math.fround(value) === value);
  return isSingle ? unitRoundoff.float32 : unitRoundoff.float64;
}

/** A number of so many bits is no short one (0.5, 3, −1.25), which every precision holds. */
const long = 18;

/**
 * The unit roundoff that a gradient shows: float32's where every entry is a float32, and one of them no short
 * number. A float64 is a float32 by accident once in 2^29.
 */
export function gradientRoundoff(gradient: readonly number[]): number {
  const isSingle = gradient.every((value) => Math.fround(value) === value || Number.isNaN(value));
  return isSingle && gradient.some(isLong) ? unitRoundoff.float32 : unitRoundoff.float64;
}

/** Whether a number has more significant bits than `long`: whether rounding it to so many changes it. */
function isLong(value: number): boolean {
  if (!Number.isFinite(value) || value === 0) return false;
  const scale = pow(2, Math.floor(log2(Math.abs(value))) - long + 1);
  return scale > 0 && !Number.isInteger(value / scale);
}

/** How far the probes reach, in units of max(|θ_i|, 1): from where float32 just resolves a step to one. */
const reaches = Array.from({ length: 20 }, (_, k) => pow(2, -k));

/**
 * The unit roundoff of a loss, from its values around the point. A loss that is flat along one axis says
 * nothing there of its precision: the probes move all parameters at once, to both sides, so that a loss that
 * moves at all takes many values.
 */
export function* lossRoundoff(params: readonly number[], origin: number, precision: Precision): Inquiry<number> {
  if (precision !== 'auto') return unitRoundoff[precision];
  if (Math.fround(origin) !== origin) return unitRoundoff.float64;
  const moved = movedTogether(params);
  const values = yield* inTurn(reaches, (reach) => askLoss(moved(reach)));
  return roundoffOf([origin, ...values.filter(Number.isFinite)]);
}
