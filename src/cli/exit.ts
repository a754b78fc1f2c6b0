import { oneLine } from '../base/harmless-text.js';
import { systemTrouble } from '../base/file-trouble.js';
import { InputError, messageOf } from '../base/input-error.js';

/** Exit statuses of every command. */
export const exitStatus = { done: 0, failed: 1, badInput: 2, interrupted: 130 } as const;

/** The user pressed Ctrl-C (or the process was asked to end); what was finished is kept. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

/** A property did not hold or a criterion was missed: an answer, not an accident. */
export class CheckFailed extends Error {
  override readonly name = 'CheckFailed';
}

/** What the user is told about an error, and the status to exit with. */
export function verdictOn(error: unknown): { readonly message: string; readonly status: number } {
  if (error instanceof Interrupted) return { message: error.message, status: exitStatus.interrupted };
  if (error instanceof InputError) return { message: error.message, status: exitStatus.badInput };
  if (error instanceof CheckFailed) return { message: error.message, status: exitStatus.failed };
  const trouble = systemTrouble(error);
  if (trouble !== null) return { message: trouble, status: exitStatus.badInput };
  const message = messageOf(error);
  return { message: `unexpected: ${oneLine(message)} (--debug shows where)`, status: exitStatus.failed };
}
