import type { Rng } from 'warizan';
import { cos, sin } from 'warizan/elementary';

/** A point: x, y and 1, and which spiral it is on. */
export interface Point {
  readonly x: readonly number[];
  readonly side: number;
}

/** So many points, on the one spiral and the other in turn. */
export function spiralPoints(rng: Rng, length: number): readonly Point[] {
  return Array.from({ length }, (_, k) => {
    const radius = 0.5 + 3.5 * rng.next();
    const angle = radius + Math.PI * (k % 2);
    return { x: [(radius * cos(angle)) / 4, (radius * sin(angle)) / 4, 1], side: k % 2 };
  });
}
