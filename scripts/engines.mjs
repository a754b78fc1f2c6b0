/** The engines that the program is checked on; their binaries come from npm into build/engines, once. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');
export const cache = join(root, 'build', 'engines');

/** The package of npm that holds a Node binary for this machine. */
const nodePackage = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
const nodeLine = (line) => ({
  name: `node${line}`,
  package: `${nodePackage}@${line}`,
  program: join(nodePackage, 'bin', 'node'),
  run: [],
  calledBy: 'Node',
});

export const engines = [
  ...[20, 22, 24, 26].map(nodeLine),
  { name: 'bun', package: 'bun@1', program: join('.bin', 'bun'), run: ['run'], calledBy: 'Bun' },
  { name: 'deno', package: 'deno@2', program: join('.bin', 'deno'), run: ['run', '-A'], calledBy: 'Deno' },
];

/** The engine's binary, installed where it is not yet. */
export function install(engine) {
  const folder = join(cache, engine.name);
  const program = join(folder, 'node_modules', engine.program);
  if (!existsSync(program)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{"private": true}\n');
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--silent', engine.package], { cwd: folder });
  }
  return program;
}

export function versionOf(program) {
  return execFileSync(program, ['--version'], { encoding: 'utf8' }).match(/\d+\.\d+\.\d+/)?.[0] ?? 'unknown';
}
