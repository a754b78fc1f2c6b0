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

/** What a study asked, as terms and what they are; what its table does not say is left out. */
export function questionOf({
  groups,
  common,
  trials,
  seeds,
  rngs,
  terms,
}: StudyData): (readonly [term: string, text: string])[] {
  const distinct = (values: readonly string[]) => [...new Set(values)].filter((value) => value !== '').join(', ');
  const { variant, measures } = terms;
  const variantOf = ({ identity: [, ...others] }: Group) =>
    variant === null ? '' : showUserText(variant.says(others.map(([, text]) => text)), 60);
  const asked: (readonly [string, string])[] = [
    [
      capitalised(plural(nameNoun(terms))),
      common ?? distinct(groups.slice(0, mostDrawn).map(({ name }) => showUserText(name, 60))),
    ],
    [
      'Settings',
      common === null
        ? ''
        : groups
            .slice(0, mostDrawn)
            .map(({ label }) => label)
            .join('; '),
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
