import { decimal, decimalDigits } from './decimal.js';
import { float64 } from './float64.js';
import { loadMpfr } from './load-mpfr.js';
import { mpfrDigits } from './mpfr-digits.js';
import type { Numeric } from './numeric.js';

/** The backends users can name. */
export const backendNames = ['float64', 'decimal', 'mpfr'] as const;
export type BackendName = (typeof backendNames)[number];

/** The digits a backend can be opened with; null where there is nothing to choose. */
export const backendDigits: Readonly<
  Record<BackendName, { readonly lowest: number; readonly highest: number; readonly standard: number } | null>
> = {
  float64: null,
  decimal: { ...decimalDigits, standard: 50 },
  mpfr: { ...mpfrDigits, standard: 50 },
};

/** A backend and its precision, as plain data. */
export interface BackendChoice {
  readonly name: BackendName;
  /** Decimal digits; null for float64, whose precision is fixed. */
  readonly digits: number | null;
}

/**
 * Checks what a user asked for.
 * @param digits null takes the backend's standard precision
 * @throws RangeError naming the field, the value and what would be right
 */
export function chooseBackend(name: string, digits: number | null): BackendChoice {
  const known = backendNames.find((candidate) => candidate === name);
  if (known === undefined) {
    throw new RangeError(`backend: ${JSON.stringify(name)} is not one of ${backendNames.join(', ')}`);
  }
  const range = backendDigits[known];
  if (range === null) {
    if (digits === null) return { name: known, digits };
    throw new RangeError(`precision: ${digits} was given, but ${known} has a fixed precision: leave it out`);
  }
  const chosen = digits ?? range.standard;
  if (!Number.isInteger(chosen) || chosen < range.lowest || chosen > range.highest) {
    throw new RangeError(
      `precision: ${chosen} is not an integer from ${range.lowest} to ${range.highest}, the digits ${known} takes`,
    );
  }
  return { name: known, digits: chosen };
}

/** Code for any number system. */
export type BackendUser<R> = <T>(n: Numeric<T>) => R | Promise<R>;

/**
 * Opens a backend and runs `use` on it. What leaves is numbers or text: an MPFR value is worth nothing without its context. Opening MPFR takes some
 * milliseconds, so open once and run much.
 */
export async function withBackend<R>(choice: BackendChoice, use: BackendUser<R>): Promise<R> {
  const digits = choice.digits ?? backendDigits[choice.name]?.standard ?? 0;
  switch (choice.name) {
    case 'float64':
      return use(float64);
    case 'decimal':
      return use(decimal(digits));
    case 'mpfr':
      return use(await loadMpfr(digits));
  }
}
