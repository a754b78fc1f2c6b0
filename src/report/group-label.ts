import { fontSize, recipeColours } from './style.js';
import type { Group } from './study-data.js';
import { textWidth } from './text-width.js';
import { showUserText } from './user-text.js';

/** A group of runs as charts show it. */
export interface GroupLabel {
  /** Short, and no two the same. */
  readonly text: string;
  readonly colour: string;
}

/** Pixels a name may take beside a chart. */
const widest = 112;

/**
 * Names and colours of groups for charts: the recipe's name, cut to fit, and the backend where the study has several. A recipe has
 * its colour on every backend.
 */
export function groupLabels(groups: readonly Group[]): GroupLabel[] {
  const colours = recipeColours(groups.map(({ recipe }) => recipe));
  const taken = new Set<string>();
  return groups.map((group) => {
    const backend = backendSuffix(group, groups);
    let text = cutToWidth(showUserText(group.recipe, 200), backend);
    for (let k = 2; taken.has(text); k++) text = cutToWidth(showUserText(group.recipe, 200), `${backend} #${k}`);
    taken.add(text);
    return { text, colour: colours.get(group.recipe) ?? '' };
  });
}

/**
 * A group's name in sentences and tables: the recipe whole (up to 60 characters), and the backend where the study has several. A name in a
 * right-to-left script is isolated, so that the sentence's own numbers stay in their order.
 */
export function groupName(group: Group, groups: readonly Group[]): string {
  const recipe = showUserText(group.recipe, 60);
  return (rightToLeft.test(recipe) ? `\u2068${recipe}\u2069` : recipe) + backendSuffix(group, groups);
}

const rightToLeft = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

/** ` (mpfr, 50 digits)` where that tells groups apart. */
function backendSuffix({ backend, precision }: Group, groups: readonly Group[]): string {
  const several = groups.some((other) => other.backend !== backend || other.precision !== precision);
  if (!several || backend === '') return '';
  return precision === null ? ` (${backend})` : ` (${backend} ${precision})`;
}

function cutToWidth(name: string, suffix: string): string {
  const characters = Array.from(name);
  let kept = characters.length;
  const text = () => (kept < characters.length ? `${characters.slice(0, kept).join('').trimEnd()}…` : name) + suffix;
  while (kept > 1 && textWidth(text(), fontSize.label) > widest) kept--;
  return text();
}
