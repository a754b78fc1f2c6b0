import { hasOnlooker, sayInPlace } from './say.js';

/** A line on a terminal that says how far long work is and how long it will still take; silent elsewhere. */
export interface ProgressLine {
  update(finished: number, total: number): void;
  /** Removes the line. */
  clear(): void;
}

/** The time between two drawings; faster is only flicker. */
const millisecondsBetween = 100;

/** @param what the things counted, in plural */
export function progressLine(what: string): ProgressLine {
  if (!hasOnlooker()) return { update: () => undefined, clear: () => undefined };
  const started = performance.now();
  let already: number | null = null;
  let drawn = -Infinity;
  return {
    update(finished, total) {
      already ??= finished;
      const now = performance.now();
      if (now - drawn < millisecondsBetween && finished < total) return;
      drawn = now;
      const done = finished - already;
      const left = done === 0 ? '' : `, ${duration(((now - started) / done) * (total - finished))} left`;
      sayInPlace(`${finished} of ${total} ${what} (${Math.floor((100 * finished) / Math.max(1, total))} %)${left}`);
    },
    clear: () => sayInPlace(''),
  };
}

/** Milliseconds as `41 s`, `3 min 5 s` or `2 h 10 min`. */
export function duration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
}
