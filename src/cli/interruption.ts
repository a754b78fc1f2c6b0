import { Interrupted } from './exit.js';

/**
 * Runs work that SIGINT and SIGTERM stop at its next `check`, which throws `Interrupted`; a second signal ends the program at once.
 * Work that waits for nothing must be given `pause` to wait for now and then: signals come between turns of the event loop.
 * @param message what is said where the work was stopped
 */
export async function withInterruption<R>(work: (check: () => void) => Promise<R>, message: () => string): Promise<R> {
  let stopped = false;
  const stop = () => void (stopped = true);
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    return await work(() => {
      if (stopped) throw new Interrupted(message());
    });
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
  }
}
