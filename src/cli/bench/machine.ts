import { arch, availableParallelism, cpus, platform } from 'node:os';
import type { Machine } from '../../report/bench-table.js';

/** What the figures were measured on. */
export function thisMachine(): Machine {
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown processor',
    cores: availableParallelism(),
    node: process.versions.node,
    v8: process.versions.v8,
    system: `${platform()} ${arch()}`,
  };
}
