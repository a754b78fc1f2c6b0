/**
 * Runs a fenced block of a page and says what is wrong with it, or null. Every language that a page may use
 * is here.
 */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { studyFrom } from '../../src/experiments/training/study-file.js';
import { isJsonObject } from '../../src/base/json-object.js';
import { messageOf } from '../../src/base/input-error.js';
import { readRecipe } from '../../src/training/read-recipe.js';
import { isAmong, shellCommands, type ShellCommand } from './shell-commands.js';
import { readPage, type Block } from './page.js';
import { exchangesOf, mismatch, type Exchange } from './transcript.js';
import type { Printed, Workplace } from './workplace.js';

type Problem = string | null;

const languages: ReadonlyMap<string, (block: Block, workplace: Workplace) => Problem> = new Map([
  ['sh', runScript],
  ['console', checkSession],
  ['ts', runTypeScript],
  ['json', (block, workplace) => readDescription(block, JSON.parse(block.text), workplace)],
  ['yaml', (block, workplace) => readDescription(block, parse(block.text), workplace)],
  ['mutants', listsMutants],
  // Mathematics: nothing that could be run.
  ['formula', () => null],
]);

/** What a comment before a block can ask for in place of running it. */
const exemptions: ReadonlyMap<string, (block: Block, values: readonly string[], workplace: Workplace) => Problem> =
  new Map([
    ['run elsewhere', isRunElsewhere],
    ['excerpt', (block, [file]) => isExcerptOf(block, file)],
  ]);

export function runBlock(block: Block, workplace: Workplace): Problem {
  const { marker } = block;
  if (marker !== null) {
    const check = exemptions.get(marker.name);
    return check === undefined ? `no block can be marked "${marker.name}"` : check(block, marker.values, workplace);
  }
  const run = languages.get(block.language);
  if (run === undefined) return `a block of "${block.language}" is neither run nor marked: what is it?`;
  return run(block, workplace);
}

/** What a session's commands print, each with what the page shows of it, and what went wrong. */
export interface Session {
  readonly exchanges: readonly (Exchange & { readonly printed: Printed })[];
  /** A command that did not end as the page says, by its status. */
  readonly failure: Problem;
}

export function runSession(block: Block, workplace: Workplace): Session {
  const expected = Number(block.attributes.get('status') ?? 0);
  const exchanges = exchangesOf(block.text).map((each) => ({ ...each, printed: workplace.run(each.command) }));
  const failures = exchanges.map(({ command, printed }, k) =>
    failed(command, printed, k === exchanges.length - 1 ? expected : 0),
  );
  return { exchanges, failure: failures.find((failure) => failure !== null) ?? null };
}

function checkSession(block: Block, workplace: Workplace): Problem {
  const { exchanges, failure } = runSession(block, workplace);
  const differences = exchanges.map(({ shown, printed }) => mismatch(shown, printed.lines));
  return failure ?? differences.find((difference) => difference !== null) ?? null;
}

function runScript({ text }: Block, workplace: Workplace): Problem {
  return failed(text, workplace.run(text), 0);
}

function failed(command: string, { status, lines }: Printed, expected: number): Problem {
  return status === expected ? null : `${command}\nended with status ${status}, not ${expected}:\n${lines.join('\n')}`;
}

const compiler = 'npx tsc --strict --module nodenext --target es2023 --types node --skipLibCheck --outDir .emitted';

/**
 * A test is type-checked here and run by the page's own command. A file of the program itself is compiled
 * with all of it, by the page's command too (`npm run types`). Everything else is run at once.
 */
function runTypeScript({ text, attributes }: Block, workplace: Workplace): Problem {
  const file = attributes.get('file');
  if (file === undefined) return 'a block of ts needs file=NAME, the name under which a reader keeps it';
  workplace.write(file, `${text}\n`);
  if (isOfTheProgram(file)) return null;
  const compiled = workplace.run(`${compiler} --noEmit ${file.endsWith('.test.ts')} ${file}`);
  if (compiled.status !== 0 || file.endsWith('.test.ts')) return failed(`tsc ${file}`, compiled, 0);
  const emitted = `.emitted/${basename(file).replace(/\.ts$/, '.js')}`;
  return failed(file, workplace.run(`node ${emitted}; rm -r .emitted`), 0);
}

/** Whether a file is one of Warizan's own, in a clone. */
export function isOfTheProgram(file: string | undefined): boolean {
  return file?.startsWith('src/') ?? false;
}

/** A study, or a recipe: what the program itself would say of the file. */
function readDescription({ text, attributes, line, language }: Block, value: unknown, workplace: Workplace): Problem {
  const file = attributes.get('file') ?? `block-${line}.${language}`;
  workplace.write(file, `${text}\n`);
  const isStudy = isJsonObject(value) && ('recipes' in value || 'experiment' in value);
  if (isJsonObject(value) && ('plugins' in value || 'experiment' in value)) {
    // What its names mean is in files beside it, which the program loads.
    const read = isStudy ? `study ${file} --print-plan` : `train --recipe ${file} --steps 0`;
    return failed(file, workplace.run(`npx warizan ${read}`), 0);
  }
  try {
    if (isStudy) studyFrom(join(workplace.folder(), file));
    else readRecipe(value);
    return null;
  } catch (error) {
    return messageOf(error);
  }
}

function isRunElsewhere(block: Block, files: readonly string[], workplace: Workplace): Problem {
  const there = files.flatMap(commandsIn);
  const commands =
    block.language === 'console'
      ? exchangesOf(block.text)
          .map(({ command }) => command)
          .join('\n')
      : block.text;
  const wanted = shellCommands(commands);
  // What follows it on the page needs what it would have put there.
  for (const { text } of wanted) {
    const tarball = /^npm install .*?(\S+\.tgz)/.exec(text)?.[1];
    if (tarball !== undefined) workplace.install(tarball);
  }
  const nowhere = wanted.find((command) => !isAmong(command, there));
  return nowhere === undefined ? null : `${nowhere.text}: not run by ${files.join(', ')}`;
}

/** The commands of a script, or those that a page runs. */
function commandsIn(file: string): ShellCommand[] {
  if (!file.endsWith('.md')) return shellCommands(readFileSync(file, 'utf8'));
  const run = readPage(file).blocks.filter(({ marker }) => marker === null);
  const scripts = run.filter(({ language }) => language === 'sh').map(({ text }) => text);
  const sessions = run.filter(({ language }) => language === 'console');
  const typed = sessions.flatMap(({ text }) => exchangesOf(text).map(({ command }) => command));
  return [...scripts, ...typed].flatMap(shellCommands);
}

function isExcerptOf({ text }: Block, file: string): Problem {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.trim());
  const lost = text.split('\n').find((line) => !lines.includes(line.trim()));
  return lost === undefined ? null : `${file} has no line ${lost}`;
}

/** `src/FILE.ts: code => code`: the file is there, and so is the code, if shortened. */
function listsMutants({ text }: Block): Problem {
  const lost = text.split('\n').find((line) => {
    const found = /^(src\/\S+\.ts): (.*?)…? {2}=> {2}/.exec(line);
    return found === null || !readFileSync(found[1], 'utf8').replaceAll(/\s+/g, ' ').includes(found[2]);
  });
  return lost === undefined ? null : `there is no such code any more: ${lost}`;
}
