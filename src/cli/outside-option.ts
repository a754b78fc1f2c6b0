import { Option } from 'commander';

/** `--allow-outside`, which `study/reach.ts` explains. @param says what it lets be, as help calls it */
export function outsideOption(says = 'let files name files outside their own folder'): Option {
  return new Option('--allow-outside', `${says}, which is refused otherwise`);
}
