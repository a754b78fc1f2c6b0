import { InputError } from '../base/input-error.js';
import { registry, type Registry } from '../base/registry.js';
import type { Backend, BackendUser, DigitRange } from './backend.js';
import { decimalBackend } from './backends/decimal.js';
import { float64Backend } from './backends/float64.js';
import { mpfrBackend } from './backends/mpfr.js';

/** The number systems that ship. */
export const backends: Registry<Backend> = registry<Backend>('backend', [float64Backend, decimalBackend, mpfrBackend]);

/** The backend where nobody says. */
export const standardBackend = float64Backend;

/** A backend and its precision, as plain data. */
export interface BackendChoice {
  readonly name: string;
  /** Decimal digits; null for a backend whose precision is fixed, all of whose values are float64s. */
  readonly digits: number | null;
}

/**
 * Checks what a user asked for.
 * @param digits null takes the backend's standard precision
 * @throws InputError naming the field, the value and what would be right
 */
export function chooseBackend(name: string, digits: number | null, known = backends): BackendChoice {
  const range = known.get(name).digits;
  if (range === null) {
    if (digits === null) return { name, digits };
    throw new InputError(`precision: ${digits} was given, but ${name} has a fixed precision: leave it out`);
  }
  const chosen = digits ?? range.standard;
  if (!isWithin(chosen, range)) {
    const others = known.entries.filter((other) => other.digits !== null && isWithin(chosen, other.digits));
    const wayOut = others.length === 0 ? '' : `: ${others.map((other) => other.name).join(', ')} takes so many`;
    throw new InputError(
      `precision: ${chosen} is not an integer from ${range.lowest} to ${range.highest}, the digits ${name} takes${wayOut}`,
    );
  }
  return { name, digits: chosen };
}

function isWithin(digits: number, { lowest, highest }: DigitRange): boolean {
  return Number.isInteger(digits) && digits >= lowest && digits <= highest;
}

/**
 * Opens a backend and runs `use` on it; see `Backend.open`. Opening MPFR takes some milliseconds, so open
 * once and run much.
 * @throws InputError where there is no such backend
 */
export async function withBackend<R>(choice: BackendChoice, use: BackendUser<R>, known = backends): Promise<R> {
  return await known.get(choice.name).open(choice.digits, use);
}
