import { Interrupted } from './exit.js';

/**
 * Runs work that SIGINT and SIGTERM stop at its next `check`, which throws `Interrupted`; a second signal
 * ends the program at once. Work that waits for nothing must be given `pause` to wait for now and then:
 * signals come between turns of the event loop.
 * @param message what is said where the work was stopped
 */
export async function withInterruption<R>(work: (check: () => void) => Promise<R>, message: () => string): Promise<R> {
  const interrupts = listenForInterrupts();
  try {
    return await work(() => {
      if (interrupts.signal.aborted) throw new Interrupted(message());
    });
  } finally {
    interrupts.ignore();
  }
}

/**
 * Turns the first SIGINT or SIGTERM into an abort, until it is told to ignore them; a second one ends the
 * program at once.
 */
export function listenForInterrupts(): { readonly signal: AbortSignal; readonly ignore: () => void } {
  const controller = new AbortController();
  const stop = () => controller.abort(new Interrupted('interrupted'));
  process.once('SIGINT', stop).once('SIGTERM', stop);
  return { signal: controller.signal, ignore: () => process.off('SIGINT', stop).off('SIGTERM', stop) };
}
