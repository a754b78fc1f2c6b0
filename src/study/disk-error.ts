import { fileTrouble, systemCode } from '../base/file-trouble.js';
import { InputError, quoted } from '../base/input-error.js';

/** Says what the file system refuses in one line. */
export function diskError(path: string, error: unknown): unknown {
  if (systemCode(error) === null) return error;
  return new InputError(`out: cannot write ${quoted(path)}: ${fileTrouble(error, 'writing')}`);
}

/** Runs `body`. @throws InputError where the file system refuses */
export function withDisk<R>(path: string, body: () => R): R {
  try {
    return body();
  } catch (error) {
    throw diskError(path, error);
  }
}
