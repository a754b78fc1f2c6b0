import { InputError } from '../../base/input-error.js';
import { explained as inStudy } from '../../study/explained.js';

/** The same as of every study's fields; a recipe's error has the field's name in place of its own. */
export function explained<R>(field: string, read: () => R): R {
  return inStudy(field, () => {
    try {
      return read();
    } catch (error) {
      if (error instanceof InputError) throw new InputError(error.message.replace(/^recipe: /, ''));
      throw error;
    }
  });
}
