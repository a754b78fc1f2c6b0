import { expect } from 'vitest';
import type { Law } from '../src/testing/laws/law.js';

/**
 * The law that says so must find the mistake, and tell of the case in words.
 * @param words what it must tell, where that is known
 */
export async function breaks(
  laws: readonly Law[],
  says: string,
  numRuns: number,
  words = /\w\S* \S+ \S+/,
): Promise<void> {
  const matching = laws.filter(({ name }) => name.includes(says));
  expect(matching.length, `laws that say "${says}"`).toBeGreaterThan(0);
  const results = await Promise.allSettled(matching.map((law) => law.check({ numRuns, seed: 1 })));
  const found = results.flatMap((result) => (result.status === 'rejected' ? [toldBy(result.reason)] : []));
  expect(found.length).toBeGreaterThan(0);
  for (const told of found) expect(told).toMatch(words);
}

/** What was wrong in the smallest case: fast-check puts it behind what it says itself. */
function toldBy(error: unknown): string {
  if (!(error instanceof Error)) return '';
  return error.cause instanceof Error ? error.cause.message : error.message;
}
