#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { benchCommand } from './bench.js';
import { exitStatus, oneLine, verdictOn } from './exit.js';
import { gradcheckCommand } from './gradcheck.js';
import { precisionCommand } from './precision.js';
import { reportCommand } from './report.js';
import { studyCommand } from './study.js';
import { trainCommand } from './train.js';
import { version } from './version.js';

function program(): Command {
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
  warizan gradcheck --network complex-log --gradient exact
  warizan precision --recipe clipped --seeds 1..20 --steps 2000 --precision 34,50 --out precision-1
  warizan bench training-step

Exit status: 0 done; 1 a property failed or a criterion was missed; 2 bad usage or input; 130 interrupted.`,
    );
  const commands = [
    trainCommand(),
    studyCommand(),
    gradcheckCommand(),
    precisionCommand(),
    reportCommand(),
    benchCommand(),
  ];
  for (const command of commands) root.addCommand(command.option('--debug', 'show stack traces'));
  for (const command of [root, ...root.commands]) {
    command.exitOverride().configureOutput({ outputError: (text, write) => write(`${oneLine(text)}\n`) });
  }
  return root;
}

async function main(): Promise<number> {
  try {
    await program().parseAsync(process.argv);
    return exitStatus.done;
  } catch (error) {
    // Commander has said its line; its "errors" include --help and --version, which are done.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitStatus.done : exitStatus.badInput;
    const { message, status } = verdictOn(error);
    process.stderr.write(`warizan: ${oneLine(message)}\n`);
    if (process.argv.includes('--debug') && error instanceof Error) process.stderr.write(`${error.stack ?? ''}\n`);
    return status;
  }
}

// A reader that has seen enough (`warizan … | head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? exitStatus.done : exitStatus.failed);
});

process.exitCode = await main();
