import { parentPort } from 'node:worker_threads';
import type { Leftover } from '../study/left-behind.js';

/**
 * A command runs in a thread of its own, so that signals are heard while it computes. What it tells the
 * thread that hears them.
 */
export type Told =
  /** What is said where the command has to be ended, since it does not look up. */
  | { readonly is: 'words'; readonly text: string }
  | { readonly is: 'leftover'; readonly number: number; readonly leftover: Leftover | null }
  /** What lists of processes are to show. */
  | { readonly is: 'title'; readonly title: string }
  /** It has heard the signal: stopping. */
  | { readonly is: 'stopping' };

/** Tells it; nothing where the command runs in the thread that hears signals itself. */
export function tellSupervisor(told: Told): void {
  parentPort?.postMessage(told);
}

/** Says what is to be said of this command where it is ended at once. */
export function sayIfEnded(text: string): void {
  tellSupervisor({ is: 'words', text });
}
