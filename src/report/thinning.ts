/** A run of neighbouring points, [from, to). */
export interface Bucket {
  readonly from: number;
  readonly to: number;
}

/** The smallest budget a line can be thinned to: two ends and one bucket. */
export const fewestPoints = 5;

/**
 * The indices of the points a line keeps when it is drawn with at most `most` points, ascending: all of them
 * where they are few enough, else the first, the last, and of every bucket in between its least value, its
 * greatest value and its first gap (a value that is not finite). A spike of one point so survives any
 * thinning, which a mean or every n-th point would not grant; so does a break in the line.
 * @param values the line's values, in order of their steps
 * @throws RangeError when `most` is less than `fewestPoints`
 */
export function thin(values: readonly number[], most: number): number[] {
  if (values.length <= most) return values.map((_, index) => index);
  return [0, ...bucketsOf(values.length, most).flatMap((bucket) => keptOf(values, bucket)), values.length - 1];
}

/**
 * The buckets between the first and the last of `count` points: as many as three points each allow, of
 * lengths that differ by one at most.
 * @throws RangeError when `most` is less than `fewestPoints`
 */
export function bucketsOf(count: number, most: number): Bucket[] {
  if (!(most >= fewestPoints)) throw new RangeError(`a line needs at least ${fewestPoints} points, not ${most}`);
  const inner = count - 2;
  const buckets = Math.min(Math.floor((most - 2) / 3), inner);
  const start = (k: number) => 1 + Math.floor((k * inner) / buckets);
  return Array.from({ length: Math.max(buckets, 0) }, (_, k) => ({ from: start(k), to: start(k + 1) }));
}

/**
 * The first least, first greatest and first non-finite value of a bucket, as ascending indices without
 * repetition.
 */
function keptOf(values: readonly number[], { from, to }: Bucket): number[] {
  let least = -1;
  let greatest = -1;
  let gap = -1;
  for (let k = from; k < to; k++) {
    if (!Number.isFinite(values[k])) {
      if (gap < 0) gap = k;
      continue;
    }
    if (least < 0 || values[k] < values[least]) least = k;
    if (greatest < 0 || values[k] > values[greatest]) greatest = k;
  }
  return [...new Set([least, greatest, gap])].filter((index) => index >= 0).sort((a, b) => a - b);
}
