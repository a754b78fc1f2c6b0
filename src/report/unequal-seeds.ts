import { groupName } from './group-label.js';
import type { Group } from './study-data.js';
import { groupDigits } from './user-text.js';

/** More groups than these are counted rather than named. */
const mostNamed = 4;

/**
 * A sentence where groups did not run the same seeds: rows may have been left out, of failures say, and the
 * rates of what is left then mislead. Nothing where they did, or seeds are not known.
 */
export function unequalSeeds(groups: readonly Group[]): readonly string[] {
  const seeds = groups.map(({ runs }) => new Set(runs.map(({ seed }) => seed)));
  const all = new Set(seeds.flatMap((own) => [...own]));
  const lacking = groups.flatMap((group, k) => (seeds[k].size < all.size ? [{ group, has: seeds[k].size }] : []));
  if (all.has(null) || lacking.length === 0) return [];
  const named = lacking
    .slice(0, mostNamed)
    .map(({ group, has }) => `${groupName(group)} on ${groupDigits(has)}`)
    .join(', ');
  const more = lacking.length > mostNamed ? `, and ${groupDigits(lacking.length - mostNamed)} more lack some` : '';
  return [
    `Not all have the same seeds: of the table's ${groupDigits(all.size)} seeds there are runs of ${named}${more}. Rates are of the runs that are there.`,
  ];
}
