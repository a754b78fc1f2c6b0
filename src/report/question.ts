import { mostDrawn } from './report-figures.js';
import type { StudyData } from './study-data.js';
import { groupDigits, showUserText } from './user-text.js';

/** A title for a study without one: what it asks, with its recipes' names. */
export function defaultTitle({ groups, common }: StudyData): string {
  if (common !== null) return `How often ${common} learns, by setting`;
  const names = [...new Set(groups.map(({ recipe }) => showUserText(recipe, 60)))];
  const shown = names.length > 4 ? [...names.slice(0, 3), `${names.length - 3} more`] : names;
  if (shown.length === 1) return `How often ${shown[0]} learns`;
  return `How often ${shown.slice(0, -1).join(', ')} and ${shown[shown.length - 1]} learn`;
}

/** What a study asked, as terms and what they are; what its table does not say is left out. */
export function questionOf({
  groups,
  common,
  trials,
  seeds,
  rngs,
}: StudyData): (readonly [term: string, text: string])[] {
  const distinct = (values: readonly string[]) => [...new Set(values)].filter((value) => value !== '').join(', ');
  const terms: (readonly [string, string])[] = [
    ['Recipes', common ?? distinct(groups.slice(0, mostDrawn).map(({ recipe }) => showUserText(recipe, 60)))],
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
    [
      'Arithmetic',
      distinct(
        groups.map(({ backend, precision }) =>
          showUserText(precision === null ? backend : `${backend} at ${precision} digits`, 60),
        ),
      ),
    ],
    [
      'Steps a run',
      distinct(groups.map(({ steps }) => (steps === null ? '' : groupDigits(steps)))).replaceAll(/, /g, '; '),
    ],
    ['Runs', groupDigits(trials)],
  ];
  return terms.filter(([, text]) => text !== '');
}
