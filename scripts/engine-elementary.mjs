/**
 * ln, exp, cos and sin of 10^8 arguments each, in lanes and by the core, on every engine
 * (bench/elementary-in-lanes.ts): lanes and core give the same bits, and every engine those of the first.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { install, root, versionOf } from './engines.mjs';

const program = join(root, 'build', 'bench', 'elementary-in-lanes.js');

/** @returns whether all engines gave the same bits, in lanes and without */
export function compareElementary(engines) {
  execFileSync('npm', ['run', '-s', 'build:bench'], { cwd: root });
  let first = null;
  const isSame = engines.map((engine) => {
    const binary = install(engine);
    const { status, stdout, stderr } = spawnSync(binary, [...engine.run, program], { encoding: 'utf8', cwd: root });
    first ??= stdout;
    const ok = status === 0 && stdout !== '' && stdout === first;
    console.log(`${ok ? 'ok    ' : 'FAILED'}  ${engine.name.padEnd(7)} ${versionOf(binary)}\n${stdout}${stderr}`);
    return ok;
  });
  return isSame.every(Boolean);
}
