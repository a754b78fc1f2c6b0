import { Command, CommanderError } from 'commander';
import { commands, type CommandEntry } from './commands.js';
import { exitStatus, verdictOn } from './exit.js';
import { InputError, messageOf } from '../base/input-error.js';
import { say, sayBeside, sayLine } from './say.js';
import { takeUndelivered } from './streams.js';
import { version } from './version.js';

/** The program for these arguments: the command they name is loaded, the others are there by name. */
async function program(args: readonly string[], known: readonly CommandEntry[]): Promise<Command> {
  const root = new Command('warizan')
    .description('A property-based research harness for networks that learn arithmetic.')
    .version(version())
    .option('--debug', 'show stack traces')
    .addHelpText(
      'after',
      `
Examples:
  warizan train --recipe clipped --seed 4 --plot run.svg
  warizan study --recipe clipped --recipe exact --seeds 1..100 --out study-1
  warizan gradcheck --unit complex-log --gradient exact
  warizan precision --recipe clipped --seeds 1..20 --steps 2000 --precision 34,50 --out precision-1
  warizan worker --redis redis://localhost:6379
  warizan bench training-step

Exit status: 0 done; 1 a property failed or a criterion was missed; 2 bad usage or input; 130 interrupted.`,
    );
  const named = nameIn(args);
  for (const entry of known) {
    const command = entry.name === named ? await loaded(entry) : listed(entry);
    root.addCommand(command.name(entry.name).description(entry.summary).option('--debug', 'show stack traces'));
  }
  for (const command of [root, ...root.commands]) {
    command.exitOverride().configureOutput({ writeOut: say, writeErr: sayLine, outputError: sayLine });
  }
  return root;
}

/** The command that arguments are for: the first that is no option, or the one after `help`. */
function nameIn(args: readonly string[]): string | undefined {
  const [first, second] = args.filter((arg) => !arg.startsWith('-'));
  return first === 'help' ? second : first;
}

/** A command with its options. @throws InputError where it needs a peer that is not installed */
async function loaded({ name, load }: CommandEntry): Promise<Command> {
  try {
    return await load();
  } catch (error) {
    const missing = /^Cannot find package '([^']+)'/.exec(messageOf(error))?.[1];
    if (missing === undefined) throw error;
    throw new InputError(`${name} needs the package ${missing}, which is not installed: npm install ${missing}`);
  }
}

/** A command for the list of commands alone. */
function listed({ operands }: CommandEntry): Command {
  return operands === '' ? new Command() : new Command().argument(operands);
}

/** Where an error was thrown, and what it came of. */
function stacksOf(error: unknown): string {
  const stacks: string[] = [];
  // A cause may have itself among its causes.
  for (let at = error; at instanceof Error && stacks.length < mostCauses; at = at.cause) stacks.push(at.stack ?? '');
  return stacks.join('\n');
}

const mostCauses = 20;

/**
 * Runs the program with these arguments, and says what went wrong, where something did.
 * @param known its commands
 * @returns the status to exit with
 */
export async function runProgram(args: readonly string[], known = commands): Promise<number> {
  const status = await statusOf(args, known);
  const lost = takeUndelivered();
  for (const line of lost) sayLine(`warizan: ${line}`);
  const isHeard = lost.length === 0 && takeUndelivered().length === 0;
  return status === exitStatus.done && !isHeard ? exitStatus.failed : status;
}

async function statusOf(args: readonly string[], known: readonly CommandEntry[]): Promise<number> {
  try {
    await (await program(args, known)).parseAsync(args, { from: 'user' });
    return exitStatus.done;
  } catch (error) {
    // Commander has said its line; its "errors" include --help and --version, which are done.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitStatus.done : exitStatus.badInput;
    const { message, status } = verdictOn(error);
    sayLine(`warizan: ${message}`);
    if (args.includes('--debug')) sayBeside(stacksOf(error));
    return status;
  }
}
