import { Interrupted } from './exit.js';
import { sayIfEnded } from './supervisor.js';

/** Signals by which a program is asked to stop. */
export const interruptingSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs work that signals stop at its next `check`, which throws `Interrupted`. Work that waits for nothing
 * must be given `pause` to wait for now and then: signals come between turns of the event loop. Work that
 * does not look up is ended from outside, with the message that it had when it last did.
 * @param message what is said where the work was stopped
 */
export async function withInterruption<R>(work: (check: () => void) => Promise<R>, message: () => string): Promise<R> {
  const interrupts = listenForInterrupts();
  sayIfEnded(message());
  try {
    return await work(() => {
      if (interrupts.signal.aborted) throw new Interrupted(message());
      sayIfEnded(message());
    });
  } finally {
    interrupts.ignore();
  }
}

/** Turns the first signal into an abort, until it is told to ignore them. */
export function listenForInterrupts(): { readonly signal: AbortSignal; readonly ignore: () => void } {
  const controller = new AbortController();
  const stop = () => controller.abort(new Interrupted('interrupted'));
  for (const signal of interruptingSignals) process.once(signal, stop);
  return {
    signal: controller.signal,
    ignore: () => {
      for (const signal of interruptingSignals) process.off(signal, stop);
    },
  };
}
