import type { Comparison } from './comparison.js';
import { groupName } from './group-label.js';
import { percent } from './percent.js';
import { inOutcomeOrder } from './outcome-style.js';
import type { Group, StudyData } from './study-data.js';
import { capitalised, nameNoun, plural } from './study-terms.js';
import { counted, groupDigits, showUserText } from './user-text.js';

/** Up to so many groups, the answer gives the rate of each; beyond, of the best and the worst. */
const mostNamed = 4;

/**
 * What a study found, in two sentences with numbers: how often each setting learned, with its interval; and
 * how the best compares with the next, and how the runs ended that did not learn.
 */
export function answer(study: StudyData, comparisons: readonly Comparison[]): readonly [string, string] {
  const { groups } = study;
  const ranked = [...groups].sort((a, b) => b.success.rate - a.success.rate);
  return [rates(ranked, study), capitalised(comparedWith(ranked, groups, comparisons) + failures(study))];
}

function rates(ranked: readonly Group[], { common, terms }: StudyData): string {
  const { past } = terms.success;
  const [first, ...rest] = ranked.map(
    ({ converged, trials, success: { rate, low, high } }, k) =>
      `${groupName(ranked[k])} ${k === 0 ? `${past} ` : ''}in ${groupDigits(converged)} of ${counted(trials, 'run')} ` +
      `(${percent(rate)} %, 95 % interval ${percent(low)} to ${percent(high)})`,
  );
  const made = common === null ? '' : `With ${common}, `;
  if (rest.length === 0) return `${made}${first}.`;
  if (ranked.length <= mostNamed) return `${made}${first}, ${listed(rest)}.`;
  const all =
    common === null
      ? `${groupDigits(ranked.length)} ${plural(nameNoun(terms))}`
      : `${groupDigits(ranked.length)} settings of ${common}`;
  return `Of ${all}, ${first} and ${rest[rest.length - 1]}: the most and the least often.`;
}

function comparedWith([best, next]: readonly Group[], groups: readonly Group[], all: readonly Comparison[]): string {
  const found = all.find(({ group, baseline }) => {
    const pair = [groups[group], groups[baseline]];
    return pair.includes(best) && pair.includes(next);
  });
  if (found === undefined) return '';
  const sign = groups[found.group] === best ? 1 : -1;
  const [low, high] = [sign * found.interval.low, sign * found.interval.high].sort((a, b) => a - b);
  if (found.difference === 0) return `On the same seeds ${groupName(best)} and ${groupName(next)} are level; `;
  const p =
    all.length > 1
      ? `McNemar’s test, Holm-corrected: ${pText(found.pValue)}`
      : `McNemar’s test: ${pText(found.pValue)}`;
  return (
    `On the same ${counted(found.pairs, 'seed')} ${groupName(best)} is ${points(sign * found.difference)} percentage points ahead of ` +
    `${groupName(next)} (95 % interval ${points(low)} to ${points(high)}; ${p}); `
  );
}

function failures({ groups, trials, terms }: StudyData): string {
  const { infinitive } = terms.success;
  const converged = groups.reduce((sum, group) => sum + group.converged, 0);
  const failed = trials - converged;
  if (failed === 0) return `not one of the ${counted(trials, 'run')} failed to ${infinitive}.`;
  const names = inOutcomeOrder(
    groups.flatMap(({ outcomes }) => outcomes.map(([name]) => name)),
    terms.outcomes,
  );
  const counts = names
    .filter((name) => !terms.successes.includes(name))
    .map((name) => {
      const count = groups
        .flatMap(({ outcomes }) => outcomes)
        .reduce((sum, [own, n]) => sum + (own === name ? n : 0), 0);
      return { text: `${showUserText(name, 24)} (${groupDigits(count)})`, count };
    })
    .sort((a, b) => b.count - a.count);
  return `the ${counted(failed, 'run')} that did not ${infinitive} ended as ${listed(counts.map(({ text }) => text))}.`;
}

/** `a, b and c` */
function listed(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items[items.length - 1]}`;
}

/** A difference of rates in percentage points. */
function points(difference: number): string {
  return (100 * difference).toFixed(1).replace('-', '−');
}

/** `p < 0.001`, `p = 0.012` */
export function pText(p: number): string {
  return p < 0.001 ? 'p < 0.001' : `p = ${p.toFixed(p < 0.1 ? 3 : 2)}`;
}
