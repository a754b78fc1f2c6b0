/**
 * Which pairs of lanes have samples drawn for them, by the first lane of each. They are 'all' where more than
 * half of them ask: a pair by itself takes longer than its share of all.
 * @param from the step of the page from which on each lane asks: its end where it asks for none
 */
export function askingFor(from: readonly number[], page: number): readonly number[] | 'all' {
  const pairs = new Set<number>();
  for (const [lane, step] of from.entries()) if (step < page) pairs.add(lane - (lane % 2));
  return 4 * pairs.size > from.length ? 'all' : [...pairs];
}
