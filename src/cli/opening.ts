import { Option } from 'commander';
import { InputError } from '../base/input-error.js';
import type { Opening } from '../study/journal/header.js';

/** What says how a folder with a journal is opened. */
export interface OpeningOptions {
  readonly resume?: boolean;
  readonly acceptCode?: boolean;
}

/** @param what the folder holds: `study` */
export function acceptCodeOption(what: string): Option {
  return new Option('--accept-code', `with --resume: go on although a plugin has changed since the ${what} began`);
}

/** @throws InputError where options do not go together */
export function openingOf({ resume, acceptCode }: OpeningOptions): Opening {
  if (acceptCode === true && resume !== true) throw new InputError('--accept-code: goes with --resume: add it');
  if (resume !== true) return 'new';
  return acceptCode === true ? 'resume-other-code' : 'resume';
}
