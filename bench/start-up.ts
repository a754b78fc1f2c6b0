import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * What a user waits for before anything happens, and what stands on his disk: CPU time over `node -e 0` of
 * starting the command line and of importing the library, and the size of what `npm install` puts there. All
 * of the packed package, installed into an empty project.
 *
 * Prints a line a question and exits with 1 where a bound is missed. `node build/bench/start-up.js
 * [REPETITIONS]`
 */
const repetitions = Number(process.argv[2] ?? '15');

/** Milliseconds of CPU time over `node -e 0`; null where none was promised. */
const questions: readonly { readonly name: string; readonly args: readonly string[]; readonly most: number | null }[] =
  [
    { name: '--version', args: ['node_modules/warizan/dist/cli/main.js', '--version'], most: 60 },
    { name: '--help', args: ['node_modules/warizan/dist/cli/main.js', '--help'], most: 60 },
    { name: 'train --help', args: ['node_modules/warizan/dist/cli/main.js', 'train', '--help'], most: null },
    { name: 'study --help', args: ['node_modules/warizan/dist/cli/main.js', 'study', '--help'], most: null },
    { name: "import 'warizan/testing'", args: ['testing.mjs'], most: 60 },
    { name: "import 'warizan'", args: ['library.mjs'], most: 120 },
  ];
/**
 * Megabytes of 2^20 bytes as the disk gives them out, in blocks; packages that are there, those for other
 * machines not counted.
 */
const bounds = { megabytes: 60, packages: 110 };

const folder = mkdtempSync(join(tmpdir(), 'warizan-start-up-'));

function run(command: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`);
  return stdout.trim();
}

/** CPU time of a process from its start to its end, its threads included. */
function cpuMilliseconds(args: readonly string[]): number {
  const report = join(folder, 'usage.txt');
  const probe = `process.on('exit', () => { const { user, system } = process.cpuUsage();
    process.getBuiltinModule('node:fs').writeFileSync(${JSON.stringify(report)}, String((user + system) / 1000)); });`;
  run(process.execPath, ['--import', `data:text/javascript,${encodeURIComponent(probe)}`, ...args], folder);
  return Number(run('cat', [report], folder));
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

/** Bytes on disk of a folder, and the packages in it. */
function installed(path: string): { readonly bytes: number; readonly packages: number } {
  let bytes = 0;
  let packages = 0;
  for (const entry of readdirSync(path, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue;
    const file = join(entry.parentPath, entry.name);
    bytes += statSync(file).blocks * 512;
    if (entry.name === 'package.json' && /node_modules\/(@[^/]+\/)?[^/]+$/.test(entry.parentPath)) packages++;
  }
  return { bytes, packages };
}

try {
  const root = join(import.meta.dirname, '..', '..');
  const tarball = run('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder], root);
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  run('npm', ['install', '--silent', '--no-audit', '--no-fund', join(folder, tarball)], folder);
  writeFileSync(join(folder, 'testing.mjs'), "import 'warizan/testing';\n");
  writeFileSync(join(folder, 'library.mjs'), "import 'warizan';\n");

  // Interleaved, so that a machine that is busy for a while is busy for all of them.
  const bare: number[] = [];
  const times = questions.map((): number[] => []);
  for (let k = 0; k < repetitions; k++) {
    bare.push(cpuMilliseconds(['-e', '0']));
    questions.forEach(({ args }, q) => times[q].push(cpuMilliseconds(args)));
  }
  const results = questions.map(({ name, most }, q) => {
    const over = median(times[q].map((time, k) => time - bare[k]));
    return { text: `${name.padEnd(26)} ${over.toFixed(0).padStart(5)} ms`, value: over, most };
  });
  const { bytes, packages } = installed(join(folder, 'node_modules'));
  const megabytes = bytes / 2 ** 20;
  const lines = [
    ...results,
    {
      text: `${'installed'.padEnd(26)} ${megabytes.toFixed(1).padStart(5)} MB`,
      value: megabytes,
      most: bounds.megabytes,
    },
    { text: `${'packages'.padEnd(26)} ${String(packages).padStart(5)}`, value: packages, most: bounds.packages },
  ];
  console.log(
    `CPU time over node -e 0 (${median(bare).toFixed(0)} ms), median of ${repetitions}, Node ${process.version}`,
  );
  for (const { text, value, most } of lines) {
    const verdict = most === null ? '' : `  at most ${most}: ${value <= most ? 'yes' : 'NO'}`;
    console.log(`${text}${verdict}`);
  }
  if (lines.some(({ value, most }) => most !== null && value > most)) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true });
}
