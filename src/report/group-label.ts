import { fitLabels } from './fit-labels.js';
import { fontSize, nameColours, seriesColours } from './style.js';
import type { Group, StudyData } from './study-data.js';
import { textWidth } from './text-width.js';

/** A group of runs as charts show it. */
export interface GroupLabel {
  /** Short, and no two the same. */
  readonly text: string;
  readonly colour: string;
}

/** Pixels a name may take beside a chart, and lines. */
const widest = 118;
/** More groups than dashes would share a colour: then each has its own, whatever name it has. */
const mostOfColour = 4;

/**
 * Labels and colours of groups for charts: what tells a group from the others, cut to fit. A name has one
 * colour in all its variants.
 */
export function groupLabels({ groups, terms }: Pick<StudyData, 'groups' | 'terms'>): GroupLabel[] {
  const texts = fitLabels(
    groups.map(({ label }) => label),
    (text) => textWidth(text, fontSize.label) <= widest,
  );
  const byName = nameColours(
    groups.map(({ name }) => name),
    terms.coloured,
  );
  const colours = groups.map(({ name }) => byName.get(name) ?? '');
  const isShared = colours.some((colour) => colours.filter((other) => other === colour).length > mostOfColour);
  return texts.map((text, k) => ({ text, colour: isShared ? seriesColours[k % seriesColours.length] : colours[k] }));
}

/**
 * A group's label in sentences and tables. One in a right-to-left script is isolated, so that the sentence's
 * own numbers stay in order.
 */
export function groupName({ label }: Group): string {
  return rightToLeft.test(label) ? `\u2068${label}\u2069` : label;
}

const rightToLeft = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;
