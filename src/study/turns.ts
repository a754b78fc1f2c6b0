/** Lets so many work at once; the others wait for their turns, first come, first served. */
export interface Turns {
  /** Settles once there is room. */
  take(): Promise<void>;
  /** Makes room for the next. */
  give(): void;
}

/** Turns of so many at once. */
export function turns(atOnce: number): Turns {
  const waiting: (() => void)[] = [];
  let room = atOnce;
  return {
    take() {
      if (room > 0) {
        room--;
        return Promise.resolve();
      }
      return new Promise((resolve) => waiting.push(resolve));
    },
    give() {
      const next = waiting.shift();
      if (next === undefined) room++;
      else next();
    },
  };
}
