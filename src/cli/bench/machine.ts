import { arch, availableParallelism, cpus, platform } from 'node:os';
import type { Machine } from './report/bench-table.js';
import { runtimeOf } from '../runtime.js';

/** What the figures were measured on. */
export function thisMachine(): Machine {
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown processor',
    cores: availableParallelism(),
    ...runtimeOf(process.versions),
    system: `${platform()} ${arch()}`,
  };
}
