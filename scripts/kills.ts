/**
 * `npm run check:kills [-- N [SEED]]`: kills studies N times (1,000) at random moments with SIGKILL, lets them go
 * on, and compares their tables with those of a study that was left alone. Exit status 1 where one differs.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { xoroshiro128plus } from '../src/random/generators/xoroshiro128plus.js';
import { tableNames } from '../src/study/description.js';
import { killedStudyText, killedStudyTrials, surviveKills } from './faults/kills.js';

const [wanted = 1000, seed = 2026] = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(tmpdir(), 'warizan-kills-'));
const file = './study.yaml';
writeFileSync(join(folder, file), killedStudyText);
const study = {
  ...{ folder, file, program: join(process.cwd(), 'dist', 'cli', 'main.js'), tables: tableNames },
  ...{ trials: killedStudyTrials, random: xoroshiro128plus(seed) },
};
const { kills, studies, atWork, wrong } = await surviveKills(study, wanted);
rmSync(folder, { recursive: true });
for (const line of wrong) console.log(line);
console.log(`${kills} kills of ${studies} studies, ${atWork} of them at work: ${wrong.length} ended otherwise`);
process.exitCode = wrong.length === 0 ? 0 : 1;
