import { oneLine, printable } from '../base/harmless-text.js';

/**
 * Mentions something in one line to whoever runs tests: what this room prints, it prints here, as the command
 * line does in `cli/say.ts`.
 */
export function warn(text: string): void {
  console.warn(`warizan: ${printable(oneLine(text))}`);
}
