import type { TopLevelSpec } from 'vega-lite';

/**
 * Vega looks values up by name in plain objects, which have `constructor`, `toString` and the like already: a
 * series of such a name finds a function in the place of its data. In a chart these names bear a mark, from
 * a plane for private use, which is taken out of what was drawn.
 */
const mark = '\u{10FFFD}';

/** A chart in which no text is the name of what every object has. */
export function withMarkedNames(chart: TopLevelSpec): TopLevelSpec {
  return marked(chart);
}

/** What Vega drew, with the names as they were. */
export function withoutMarks(svg: string): string {
  return svg.replaceAll(mark, '');
}

function marked<Value>(value: Value): Value;
function marked(value: unknown): unknown {
  if (typeof value === 'string') return value in Object.prototype ? value + mark : value;
  if (Array.isArray(value)) return value.map((item: unknown) => marked(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]: [string, unknown]) => [key, marked(inner)]));
}
