import { showUserText } from './user-text.js';

/** How an ending is drawn: as part of a bar, and as a point. */
export interface OutcomeStyle {
  readonly fill: string;
  /** Of text on the fill. */
  readonly text: string;
  readonly shape: string;
}

/** The fill of runs that succeeded. */
export const successFill = '#6A51C8';
/** The darkest fills: a page for dark screens exchanges them. */
export const wine = '#8C2D4F';
export const graphite = '#4D4D4D';

/**
 * The styles of a study's own endings, in their order. They have colours of their own, apart from those of
 * settings, and differ in lightness (from wine, the darkest, to the palest grey), so that a bar is read in
 * greyscale too; as points they also differ in shape.
 */
const knownStyles: readonly OutcomeStyle[] = [
  { fill: successFill, text: '#FFFFFF', shape: 'circle' },
  { fill: '#B3B3B3', text: '#000000', shape: 'square' },
  { fill: '#B8862B', text: '#000000', shape: 'diamond' },
  { fill: wine, text: '#FFFFFF', shape: 'triangle-up' },
  { fill: '#DFE3E8', text: '#000000', shape: 'triangle-down' },
  { fill: graphite, text: '#FFFFFF', shape: 'cross' },
];

/** What further endings take: those that a study has beyond these, and then those that nobody has named. */
const furtherStyles: readonly OutcomeStyle[] = [
  { fill: '#8FA8B8', text: '#000000', shape: 'triangle-right' },
  { fill: '#5E8C6A', text: '#000000', shape: 'triangle-left' },
  { fill: '#D9A5A0', text: '#000000', shape: 'circle' },
  { fill: '#3F6C8C', text: '#FFFFFF', shape: 'square' },
  { fill: '#C9C27A', text: '#000000', shape: 'diamond' },
  { fill: '#A07BB0', text: '#000000', shape: 'triangle-up' },
  { fill: '#7A4F3A', text: '#FFFFFF', shape: 'triangle-down' },
];

/** Endings as one figure shows them. */
export interface ShownOutcomes {
  /** What the figure calls an ending; the rarest of many share a name. */
  nameOf(outcome: string): string;
  /** The names in the order to show, each with its style. */
  readonly names: readonly string[];
  readonly styles: readonly OutcomeStyle[];
}

/** More endings than this in one figure would not be told apart: the rarest are shown as one. */
const mostOutcomes = 12;

/**
 * The endings of a figure.
 * @param seen every ending and how often it was seen @param known the study's own, in their order
 */
export function shownOutcomes(seen: ReadonlyMap<string, number>, known: readonly string[]): ShownOutcomes {
  const byCount = [...seen].sort(([, a], [, b]) => b - a).map(([name]) => name);
  const kept = byCount.length <= mostOutcomes ? byCount : byCount.slice(0, mostOutcomes - 1);
  const others = byCount.length - kept.length;
  const rest = `${others} other endings`;
  const nameOf = (outcome: string) => (kept.includes(outcome) ? showUserText(outcome, 24) : rest);
  const ordered = inOutcomeOrder(kept, known);
  const styleOf = stylesFor(ordered, known);
  return {
    nameOf,
    names: [...new Set(ordered.map(nameOf)), ...(others > 0 ? [rest] : [])],
    styles: [
      ...[...new Map(ordered.map((name) => [nameOf(name), name])).values()].map(styleOf),
      ...(others > 0 ? [otherOutcomes] : []),
    ],
  };
}

function stylesFor(ordered: readonly string[], known: readonly string[]): (name: string) => OutcomeStyle {
  const unknown = ordered.filter((name) => !known.includes(name));
  const beyond = Math.max(0, known.length - knownStyles.length);
  const further = (k: number) => furtherStyles[k % furtherStyles.length];
  return (name) => {
    const k = known.indexOf(name);
    if (k < 0) return further(beyond + unknown.indexOf(name));
    return k < knownStyles.length ? knownStyles[k] : further(k - knownStyles.length);
  };
}

const otherOutcomes: OutcomeStyle = { fill: '#EDEDED', text: '#000000', shape: 'cross' };

/**
 * Endings in the order in which figures and tables show them; those that are not the study's own come last,
 * by name.
 */
export function inOutcomeOrder(names: Iterable<string>, known: readonly string[]): string[] {
  const rank = (name: string) => (known.includes(name) ? known.indexOf(name) : known.length);
  return [...new Set(names)].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}
