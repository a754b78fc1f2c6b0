import { bitsOf, numberOf } from '../wasm/bits.js';

/** What a node stands for: a float64, what a comparison gives, or 64 bits as they are. */
export type Kind = 'number' | 'condition' | 'word';

/** The value of a node in one lane: a word as a whole number below 2^64. */
export type Value = number | boolean | bigint;

const allBits = 2n ** 64n - 1n;

/** A value as a lane of a vector holds it: a condition is all ones, or all zeros. */
export function laneBits(value: Value): bigint {
  if (typeof value === 'number') return bitsOf(value);
  return typeof value === 'bigint' ? value : value ? allBits : 0n;
}

/** The value of that kind that a lane with these bits holds. */
export function valueOf(kind: Kind, bits: bigint): Value {
  if (kind === 'number') return numberOf(bits);
  return kind === 'word' ? bits : bits !== 0n;
}

/** @throws TypeError where it is something else */
export function asNumber(value: Value): number {
  if (typeof value !== 'number') throw new TypeError(`${String(value)} is no number`);
  return value;
}

/** @throws TypeError where it is something else */
export function asCondition(value: Value): boolean {
  if (typeof value !== 'boolean') throw new TypeError(`${String(value)} is no condition`);
  return value;
}

/** @throws TypeError where it is something else */
export function asWord(value: Value): bigint {
  if (typeof value !== 'bigint') throw new TypeError(`${String(value)} is no word`);
  return value;
}
