import { mostDrawn } from './report-figures.js';
import type { Group, StudyData } from './study-data.js';
import { capitalised, nameNoun, plural } from './study-terms.js';
import { groupDigits, showUserText } from './user-text.js';

/** A title for a study without one: what it asks, with its settings' names. */
export function defaultTitle({ groups, common, terms }: StudyData): string {
  const { one, many } = terms.success;
  if (common !== null) return `How often ${common} ${one}, by setting`;
  const names = [...new Set(groups.map(({ name }) => showUserText(name, 60)))];
  const shown = names.length > 4 ? [...names.slice(0, 3), `${names.length - 3} more`] : names;
  if (shown.length === 1) return `How often ${shown[0]} ${one}`;
  return `How often ${shown.slice(0, -1).join(', ')} and ${shown[shown.length - 1]} ${many}`;
}

/** The first of some names, and how many more there are. */
function namedIn(names: readonly string[], between: string): string {
  const more = names.length - mostDrawn;
  return [...names.slice(0, mostDrawn), ...(more > 0 ? [`… and ${groupDigits(more)} more`] : [])].join(between);
}

/** What a study asked, as terms and what they are; what its table does not say is left out. */
export function questionOf({
  groups,
  common,
  trials,
  seeds,
  rngs,
  terms,
}: StudyData): (readonly [term: string, text: string])[] {
  const distinct = (values: readonly string[]) =>
    namedIn(
      [...new Set(values)].filter((value) => value !== ''),
      ', ',
    );
  const { variant, measures } = terms;
  const variantOf = ({ identity: [, ...others] }: Group) =>
    variant === null ? '' : showUserText(variant.says(others.map(([, text]) => text)), 60);
  const asked: (readonly [string, string])[] = [
    [capitalised(plural(nameNoun(terms))), common ?? distinct(groups.map(({ name }) => showUserText(name, 60)))],
    [
      'Settings',
      common === null
        ? ''
        : namedIn(
            groups.map(({ label }) => label),
            '; ',
          ),
    ],
    ['Seeds', seeds ?? ''],
    ['Generator', distinct(rngs.map((rng) => showUserText(rng, 40)))],
    [variant?.term ?? '', distinct(groups.map((group) => variantOf(group)))],
    [
      measures.length?.says ?? '',
      distinct(groups.map(({ steps }) => (steps === null ? '' : groupDigits(steps)))).replaceAll(/, /g, '; '),
    ],
    ['Runs', groupDigits(trials)],
  ];
  return asked.filter(([, text]) => text !== '');
}
