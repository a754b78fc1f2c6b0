import { InputError } from '../base/input-error.js';

/** Runs `read`; an error says in which field of the study it was. */
export function explained<R>(field: string, read: () => R): R {
  try {
    return read();
  } catch (error) {
    if (error instanceof InputError) throw new InputError(`${field}: ${error.message}`);
    throw error;
  }
}
