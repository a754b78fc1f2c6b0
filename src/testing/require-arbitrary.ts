import { kindOf } from '../gradcheck/model-error.js';

/**
 * Whether an option is an arbitrary, of this or another copy of fast-check.
 * @throws TypeError where it is not
 */
export function requireArbitrary(name: string, value: unknown): void {
  const isArbitrary =
    typeof value === 'object' && value !== null && 'generate' in value && typeof value.generate === 'function';
  if (!isArbitrary) throw new TypeError(`${name}: ${kindOf(value)}: must be a fast-check arbitrary`);
}
