/**
 * Which pairs of lanes have samples drawn for them, by the first lane of each. They are 'all' where more than
 * half of them ask: a pair by itself takes longer than its share of all.
 * @param from the step of the page from which on each lane asks: its end where it asks for none
 */
export function askingFor(from: readonly number[], page: number): readonly number[] | 'all' {
  const pairs: number[] = [];
  for (let lane = 0; lane < from.length; lane += 2) {
    if (from[lane] < page || from[lane + 1] < page) pairs.push(lane);
  }
  return 4 * pairs.length > from.length ? 'all' : pairs;
}
