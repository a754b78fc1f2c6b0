/**
 * A command as far as it matters for saying that two are the same: its words, without values that differ from
 * place to place.
 */
export interface ShellCommand {
  readonly text: string;
  /** Its first words up to an option, a path or a variable: `npm run examples`. */
  readonly head: readonly string[];
  readonly options: readonly string[];
}

/** The commands of a script, one after another; comments, assignments and empty lines are none. */
export function shellCommands(script: string): ShellCommand[] {
  return script
    .replaceAll(/\\\n/g, ' ')
    .split('\n')
    .map((line) => line.replace(/(^|\s)#.*$/, ''))
    .flatMap((line) => line.split(/&&|\|\||;|\(|\)/))
    .map((part) => part.trim().replace(/^(?:\w+=\S*\s+)+/, ''))
    .filter((part) => part !== '')
    .map(commandOf);
}

function commandOf(text: string): ShellCommand {
  const words = text.split(/\s+/);
  const firstOther = words.findIndex((word) => /^[-"'$]|[/.@]/.test(word));
  return {
    text,
    head: firstOther < 0 ? words : words.slice(0, Math.max(1, firstOther)),
    options: words.filter((word) => word.startsWith('--') && word !== '--').map((word) => word.replace(/=.*/, '')),
  };
}

/**
 * Whether one of the commands does what `wanted` does: the same program and subcommand, with at least its
 * options.
 */
export function isAmong(wanted: ShellCommand, commands: readonly ShellCommand[]): boolean {
  return commands.some(
    ({ head, options }) =>
      wanted.head.every((word, k) => head[k] === word) && wanted.options.every((option) => options.includes(option)),
  );
}
