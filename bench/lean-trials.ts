import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * What the engine itself costs: studies of trials that take no time, with few columns and with many. The
 * program measured is the built command line, from its start to its page; the costs of a study of a thousand
 * trials are taken off.
 *
 * Prints a line a measurement, with the goal beside it. `node build/bench/lean-trials.js [TRIALS]`
 */
const trials = Number(process.argv[2] ?? 1e6);
const few = 1000;

interface Usage {
  readonly cpuSeconds: number;
  readonly residentMegabytes: number;
}

const program = new URL('../../dist/cli/main.js', import.meta.url);
const self = fileURLToPath(import.meta.url);

/** In the child: the command line itself, with what it used written to a file at its end. */
async function child(report: string, args: readonly string[]): Promise<void> {
  process.argv.splice(2, process.argv.length, ...args);
  process.on('exit', () => {
    const { user, system } = process.cpuUsage();
    const usage: Usage = {
      cpuSeconds: (user + system) / 1e6,
      residentMegabytes: process.resourceUsage().maxRSS / 1024,
    };
    writeFileSync(report, JSON.stringify(usage));
  });
  await import(program.href);
}

/** An experiment with so many columns; the run of a seed above `trials` notes the CPU time until then. */
function moduleText(columns: number, mark: string): string {
  return `import { writeFileSync } from 'node:fs';
import { defineExperiment, z } from 'warizan';
const names = Array.from({ length: ${columns} }, (_, k) => 'c' + k);
export default defineExperiment({
  name: 'lean', version: 1, setting: z.strictObject({}),
  outcomes: [{ name: 'even', isSuccess: true, says: 'even' }, { name: 'odd', says: 'odd' }],
  columns: names.map((name) => ({ name, unit: null, says: name, estimate: null })),
  run(_, { seed }) {
    if (seed > ${trials}) {
      const { user, system } = process.cpuUsage();
      writeFileSync(${JSON.stringify(mark)}, String((user + system) / 1e6));
    }
    return {
      outcome: seed % 2 === 0 ? 'even' : 'odd',
      row: Object.fromEntries(names.map((name, k) => [name, Math.sqrt(seed + k)])),
    };
  },
});
`;
}

async function used(folder: string, ...args: readonly string[]): Promise<Usage> {
  const report = join(folder, 'usage.json');
  const started = spawn(process.execPath, [self, '--child', report, ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
    cwd: folder,
  });
  const status = await new Promise((resolve) => started.once('exit', resolve));
  if (status !== 0) throw new Error(`warizan ${args.join(' ')} ended with status ${String(status)}`);
  const usage: unknown = JSON.parse(readFileSync(report, 'utf8'));
  if (typeof usage === 'object' && usage !== null && 'cpuSeconds' in usage && 'residentMegabytes' in usage) {
    return { cpuSeconds: Number(usage.cpuSeconds), residentMegabytes: Number(usage.residentMegabytes) };
  }
  throw new Error('the program did not report');
}

function tell(what: string, value: number, unit: string, goal: number): void {
  console.log(`${what}: ${value.toPrecision(3)} ${unit} (goal ${goal})`);
}

async function measure(columns: number, goal: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'warizan-lean-'));
  try {
    const mark = join(folder, 'first-new-trial');
    writeFileSync(join(folder, 'lean.ts'), moduleText(columns, mark));
    const study = (seeds: number, out: string, ...more: readonly string[]) =>
      used(folder, 'study', 'lean.ts', '--seeds', `1..${seeds}`, '--out', out, '--workers', '2', ...more);
    const start = await study(few, 'few');
    const all = await study(trials, 'all');
    const each = (1e6 * (all.cpuSeconds - start.cpuSeconds)) / (trials - few);
    tell(`${columns} columns, CPU a trial, whole process`, each, 'µs', goal);
    tell(`${columns} columns, memory at ${trials} trials`, all.residentMegabytes, 'MB', 300);
    const report = await used(folder, 'report', 'all');
    tell(`${columns} columns, report of ${trials} trials, CPU`, report.cpuSeconds, 's', 15);
    tell(`${columns} columns, report of ${trials} trials, memory`, report.residentMegabytes, 'MB', 300);
    await study(trials + 1, 'all', '--resume');
    tell(
      `${columns} columns, resume of ${trials}, CPU to the first new trial`,
      Number(readFileSync(mark, 'utf8')),
      's',
      10,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (process.argv[2] === '--child') {
  await child(process.argv[3], process.argv.slice(4));
} else {
  await measure(3, 20);
  await measure(28, 40);
}
