/**
 * What the page of a large study costs: processor time of `report` on 100,000 runs, and the size of what it
 * writes.
 *
 *     npm run bench:report
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeReport } from '../src/cli/write-report.js';
import { writeSyntheticStudy } from './synthetic-study.js';

const folder = mkdtempSync(join(tmpdir(), 'warizan-bench-'));
try {
  writeSyntheticStudy(folder, { recipes: ['naive', 'clipped', 'exact', 'robust'], seeds: 25_000, title: 'Large' });
  const started = process.cpuUsage();
  await writeReport(folder);
  const { user, system } = process.cpuUsage(started);
  const megabytes = (name: string) => (statSync(join(folder, name)).size / 1e6).toFixed(2);
  console.log(`report of 100,000 runs: ${((user + system) / 1e6).toFixed(1)} s of processor time`);
  console.log(`  trials.csv ${megabytes('trials.csv')} MB, report.html ${megabytes('report.html')} MB`);
} finally {
  rmSync(folder, { recursive: true });
}
