/** Work that is done again and again. */
export interface Repeated {
  /** Does it now too. */
  now(): void;
  /** Settles when no more of it is running. */
  stop(): Promise<void>;
}

/**
 * Does work at once and after every pause, never twice at a time. What it throws is for the next time: a
 * queue that is away comes back.
 * @param pause milliseconds
 */
export function every(pause: number, work: () => Promise<void>, onError: (error: unknown) => void): Repeated {
  let stopped = false;
  /** How often `now` was called. */
  let asked = 0;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | null = null;
  const round = async (): Promise<void> => {
    const before = asked;
    await work().catch(onError);
    running = null;
    if (stopped) return;
    if (asked !== before) start();
    else timer = setTimeout(start, pause);
  };
  const start = () => {
    clearTimeout(timer);
    running = round();
  };
  start();
  return {
    now() {
      if (stopped) return;
      if (running === null) start();
      else asked++;
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
