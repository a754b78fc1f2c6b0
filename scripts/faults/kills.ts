import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Rng } from '../../src/random/rng.js';

/** About a second's work, most of it in many short trials; the second half takes batches of one. */
export const killedStudyText = `recipes:
  - { extends: clipped, name: short, steps: 500 }
  - { extends: exact, name: long, steps: 20000 }
grid: { stepRule.mantissa: [true, false] }
evaluation: { interval: 100, samples: 50 }
seeds: 1..80
figures: []
`;
export const killedStudyTrials = 320;

/** A study that is killed, and goes on, until it is done. */
export interface KilledStudy {
  /** Where it runs; `file` lies there. */
  readonly folder: string;
  readonly program: string;
  readonly file: string;
  /** Tables that are compared. */
  readonly tables: readonly string[];
  readonly trials: number;
  /** Draws the moments. */
  readonly random: Rng;
}

/** What came of so many kills. */
export interface Survived {
  readonly kills: number;
  readonly studies: number;
  /** Kills that hit a study at work: neither before its first trial nor after its last. */
  readonly atWork: number;
  /** What was not as in the study that was left alone, in a line each. */
  readonly wrong: readonly string[];
}

/**
 * Kills studies with SIGKILL at random moments, two at a time, and lets them go on, until so many kills are
 * done and every study has ended.
 */
export async function surviveKills(study: KilledStudy, wanted: number): Promise<Survived> {
  const { folder, tables, trials } = study;
  const whole = join(folder, 'whole');
  const { status, stderr } = spawnSync(process.execPath, argsOf(study, 'whole'), { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`whole: ${stderr}`);
  const textsIn = (out: string) => tables.map((name) => readFileSync(join(folder, out, `${name}.csv`), 'utf8'));
  const expected = textsIn('whole').join('\n');
  const wrong: string[] = [];
  let [kills, studies, atWork] = [0, 0, 0];

  const survive = async (): Promise<void> => {
    const out = `killed-${studies++}`;
    for (;;) {
      const child = start(study, out);
      if (kills < wanted) {
        await randomMoment(study, out, child.isRunning);
        child.kill();
      }
      const ended = await child.ended;
      if (ended.status === null) {
        kills++;
        const rows = rowsIn(join(folder, out));
        if (rows > 0 && rows < trials) atWork++;
        continue;
      }
      const said = ended.stderr.replace(/^\d+ s\n$/, '');
      if (ended.status !== 0 || said !== '') wrong.push(`${out}: status ${ended.status}: ${said}`);
      else if (textsIn(out).join('\n') !== expected) wrong.push(`${out}: its tables are others`);
      const names = readdirSync(join(folder, out)).sort().join(' ');
      if (names !== readdirSync(whole).sort().join(' ')) wrong.push(`${out}: its files are ${names}`);
      rmSync(join(folder, out), { recursive: true });
      return;
    }
  };
  const lane = async (): Promise<void> => {
    while (kills < wanted) await survive();
  };
  await Promise.all([lane(), lane()]);
  return { kills, studies, atWork, wrong };
}

function argsOf({ program, file }: KilledStudy, out: string): string[] {
  return [program, 'study', file, '--out', out, '--resume', '--workers', '1'];
}

function start(study: KilledStudy, out: string) {
  const child = spawn(process.execPath, argsOf(study, out), { cwd: study.folder, stdio: ['ignore', 'ignore', 'pipe'] });
  let isRunning = true;
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = new Promise<{ readonly status: number | null; readonly stderr: string }>((resolve) => {
    child.once('close', (status) => {
      isRunning = false;
      resolve({ status, stderr });
    });
  });
  return { ended, isRunning: () => isRunning, kill: () => void child.kill('SIGKILL') };
}

/** Rows in the journal of a folder; −1 where there is none yet. */
function rowsIn(folder: string): number {
  const path = join(folder, 'journal.jsonl');
  return existsSync(path) ? readFileSync(path, 'utf8').split('\n').length - 2 : -1;
}

/**
 * Waits for a random moment of a study's life: one time in five within 400 ms of its start, which is start-up
 * and, for a study that has little left, its end; otherwise a few milliseconds after a random row is on disk.
 * Rows, not seconds, because on a busy machine a study of one second may take ten.
 */
async function randomMoment({ folder, random }: KilledStudy, out: string, isRunning: () => boolean): Promise<void> {
  const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
  if (random.uniform(0, 1) < 0.2) return sleep(random.uniform(0, 400));
  const own = join(folder, out);
  const row = rowsIn(own) + random.uniform(0, 80);
  while (isRunning() && rowsIn(own) < row) await sleep(1);
  await sleep(random.uniform(0, 5));
}
