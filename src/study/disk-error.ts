import { fileTrouble } from '../base/file-trouble.js';
import { InputError, quoted } from '../base/input-error.js';

/** Says what the file system refuses in one line. */
export function diskError(path: string, error: unknown): unknown {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
    return new InputError(`out: cannot write ${quoted(path)}: ${fileTrouble(error, 'writing')}`);
  }
  return error;
}

/** Runs `body`. @throws InputError where the file system refuses */
export function withDisk<R>(path: string, body: () => R): R {
  try {
    return body();
  } catch (error) {
    throw diskError(path, error);
  }
}
