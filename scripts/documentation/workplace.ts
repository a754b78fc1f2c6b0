/**
 * Where the blocks of a page are run: a folder with a clone of this repository as it is now, and a project in
 * which the packed package is installed, as a reader has them. Nothing in it needs the network: the clone
 * shares the repository's `node_modules`, and a project gets links to what is in there.
 */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, delimiter, dirname, join, resolve } from 'node:path';

export interface Printed {
  readonly status: number | null;
  /** Both streams, as a terminal shows them. */
  readonly lines: readonly string[];
}

export interface Workplace {
  /** The folder in which the next command runs; a command may change it. */
  folder(): string;
  enter(folder: string): void;
  run(command: string): Printed;
  write(file: string, text: string): void;
  /** What `npm install TARBALL` would have put into the current folder. */
  install(tarball: string): void;
  readonly clone: string;
  /** A new project that has the package. */
  newProject(): string;
  remove(): void;
}

/** npm and vitest run from the top of the repository. */
const repository = process.cwd();
/** No answer of a program takes longer; the essay's study takes half a minute on two quiet cores. */
const longest = 600_000;

export function openWorkplace(): Workplace {
  const root = mkdtempSync(join(tmpdir(), 'warizan-docs-'));
  const clone = join(root, 'warizan');
  copyRepository(clone);
  const mark = join(root, '.folder');
  // The clone has the build that was made before: prepack would make it again.
  const packed = runIn(clone, 'npm pack --silent --ignore-scripts', mark);
  if (packed.status !== 0) throw new Error(`npm pack: ${packed.lines.join('\n')}`);
  const tarball = join(clone, packed.lines.at(-1) ?? '');
  let here = clone;
  return {
    clone,
    folder: () => here,
    enter(folder) {
      here = folder;
    },
    newProject() {
      const project = mkdtempSync(join(root, 'project-'));
      writeFileSync(join(project, 'package.json'), '{ "name": "project", "private": true, "type": "module" }\n');
      linkPackages(project, tarball);
      return project;
    },
    run(command) {
      const printed = runIn(here, command, mark);
      here = readFileSync(mark, 'utf8').trim();
      return printed;
    },
    write(file, text) {
      const path = join(here, file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    },
    install: (packed) => linkPackages(here, resolve(here, packed)),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** Runs a command in bash, and notes in the file `mark` in which folder it ended. */
function runIn(folder: string, command: string, mark: string): Printed {
  const script = `exec 2>&1\ntrap 'pwd > "${mark}"' EXIT\n${command}\n`;
  const options = { cwd: folder, env: environment(), encoding: 'utf8', timeout: longest } as const;
  const { status, stdout } = spawnSync('bash', ['-euo', 'pipefail', '-c', script], options);
  return {
    status,
    lines:
      stdout.trimEnd() === ''
        ? []
        : stdout
            .trimEnd()
            .split('\n')
            .map((line) => line.trimEnd()),
  };
}

/** What git knows of or would add, and what the last build made. */
function copyRepository(clone: string): void {
  const listed = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: repository,
    encoding: 'utf8',
  });
  const files = listed.stdout.split('\0').filter((file) => file !== '' && existsSync(join(repository, file)));
  for (const file of files) cpSync(join(repository, file), join(clone, file));
  cpSync(join(repository, 'dist'), join(clone, 'dist'), { recursive: true });
  symlinkSync(join(repository, 'node_modules'), join(clone, 'node_modules'));
}

/** Unpacks the package into `node_modules` and links every other package beside it, with its programs. */
function linkPackages(project: string, tarball: string): void {
  const modules = join(project, 'node_modules');
  const target = join(modules, 'warizan');
  mkdirSync(target, { recursive: true });
  const unpacked = spawnSync('tar', ['xzf', tarball, '--strip-components=1', '-C', target], { encoding: 'utf8' });
  if (unpacked.status !== 0) throw new Error(`${basename(tarball)} cannot be unpacked: ${unpacked.stderr}`);
  // npm makes programs executable when it installs them.
  chmodSync(join(target, 'dist', 'cli', 'main.js'), 0o755);
  const others = readdirSync(join(repository, 'node_modules')).filter((name) => !name.startsWith('.'));
  for (const name of others) symlinkSync(join(repository, 'node_modules', name), join(modules, name));
  const programs = join(modules, '.bin');
  cpSync(join(repository, 'node_modules', '.bin'), programs, { recursive: true, verbatimSymlinks: true });
  symlinkSync(join('..', 'warizan', 'dist', 'cli', 'main.js'), join(programs, 'warizan'));
}

/** A reader's shell: no colours, and nothing of the test run that this may be part of. */
function environment(): NodeJS.ProcessEnv {
  const { HOME, LANG, TMPDIR, PATH = '' } = process.env;
  const path = [dirname(process.execPath), PATH].join(delimiter);
  return {
    HOME,
    LANG,
    TMPDIR,
    PATH: path,
    NO_COLOR: '1',
    npm_config_update_notifier: 'false',
    npm_config_fund: 'false',
  };
}
