import { Option } from 'commander';
import { InputError } from '../base/input-error.js';
import type { Opening } from '../study/journal/header.js';

/** What says how a folder with a journal is opened. */
export interface OpeningOptions {
  readonly resume?: boolean;
  readonly acceptCode?: boolean;
}

/** `--resume` and `--accept-code`. @param what the folder holds, as help calls it */
export function resumeOptions(what: string): readonly [Option, Option] {
  return [
    new Option('--resume', `continue the ${what} that the folder holds, with the same seeds or more`),
    new Option('--accept-code', `with --resume: go on although a module of yours has changed since the ${what} began`),
  ];
}

/** What those options ask of a journal. @throws InputError where they do not go together */
export function openingOf({ resume, acceptCode }: OpeningOptions): Opening {
  if (acceptCode === true && resume !== true) throw new InputError('--accept-code: goes with --resume: add it');
  if (resume !== true) return 'new';
  return acceptCode === true ? 'resume-other-code' : 'resume';
}
