import { test } from 'vitest';
import type { Law } from '../../src/testing/laws/law.js';
import { runs } from '../run-count.js';

/**
 * Tests that every entry of a registry keeps the laws of its contract; a new entry is tested without being
 * named here.
 */
export function holds<Entry>(
  entries: readonly Entry[],
  lawsOf: (entry: Entry) => readonly Law[],
  numRuns: number,
): void {
  for (const law of entries.flatMap((entry) => lawsOf(entry)))
    test(law.name, () => law.check({ numRuns: runs(numRuns) }));
}
