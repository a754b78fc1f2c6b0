import { escapedJson } from './harmless-text.js';

/**
 * Bad input: the message is one line that names the field, the value and what would be right. The command
 * line exits with 2.
 */
export class InputError extends Error {
  override readonly name = 'InputError';
}

/** What an error says, whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** A value as JSON on one line, shortened, for use in a message: what would act in it is escaped. */
export function quoted(value: unknown): string {
  const text = typeof value === 'number' || value === undefined ? String(value) : escapedJson(JSON.stringify(value));
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
