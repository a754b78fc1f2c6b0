import { Command } from 'commander';
import { terminalWidth } from './terminal-width.js';
import { writeReport } from './write-report.js';
import { outsideOption } from './outside-option.js';
import { say, sayBeside, sayJson } from './say.js';

interface ReportCommandOptions {
  readonly allowOutside?: boolean;
  readonly markdown?: string;
  readonly json?: boolean;
}

/** `warizan report`: charts and page of a folder, from its tables. */
export function reportCommand(): Command {
  return new Command()
    .argument('<dir>', 'a folder with tables of study, precision, gradcheck or bench')
    .option('--markdown <file>', 'also write the summary as Markdown')
    .addOption(outsideOption('let the folder hold links to files outside it'))
    .option('--json', 'print one JSON value and nothing else')
    .addHelpText(
      'after',
      `
Examples:
  warizan report study-1
  warizan report study-1 --markdown summary.md
  warizan report precision-1

Where GITHUB_STEP_SUMMARY names a file, the Markdown summary is appended to it.`,
    )
    .action(run);
}

async function run(folder: string, options: ReportCommandOptions): Promise<void> {
  const { page, files, answer, undrawn } = await writeReport(folder, { ...options, width: terminalWidth() });
  for (const sentence of undrawn) sayBeside(sentence);
  if (options.json === true) {
    sayJson({ page, files });
    return;
  }
  say(`${answer}\n${files.length} files in ${folder}; open ${page}\n`);
}
