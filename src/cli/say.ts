import { escapedJson, oneLine, printable } from '../base/harmless-text.js';

/*
 * The one way to standard output and standard error: what is printed goes through here, so that nothing in it
 * acts on a terminal or on the runner of a CI job. A lint rule refuses `process.stdout`, `process.stderr` and
 * `console` elsewhere.
 */

/** Colours of ours: bold, red, green, and what ends them. */
const ownColours = /(\u001B\[(?:1|22|31|32|39)m)/;

/** Prints results. @param text lines, each ended by "\n" */
export function say(text: string): void {
  process.stdout.write(printable(text));
}

/** The same of a text with colours of ours, in which no text of others has an escape code any more. */
export function sayInColour(text: string): void {
  const parts = text.split(ownColours);
  process.stdout.write(parts.map((part, k) => (k % 2 === 0 ? printable(part) : part)).join(''));
}

/** Prints a result as one line of JSON. */
export function sayJson(value: unknown): void {
  process.stdout.write(`${escapedJson(JSON.stringify(value))}\n`);
}

/** Prints lines beside the results. @param text without the last line's end */
export function sayBeside(text: string): void {
  process.stderr.write(`${printable(text)}\n`);
}

/** Prints one line beside the results, whatever the text. */
export function sayLine(text: string): void {
  sayBeside(oneLine(text));
}

/** Prints a note on one line. */
export function note(text: string): void {
  sayLine(`warizan: note: ${text}`);
}

/** Whether somebody looks at what is printed beside the results. */
export function hasOnlooker(): boolean {
  return process.stderr.isTTY;
}

/**
 * Puts a line in the place of the last one that was put there; on a terminal only.
 * @param text '' for none
 */
export function sayInPlace(text: string): void {
  if (hasOnlooker()) process.stderr.write(`\r\u001B[K${printable(text)}`);
}

/** Adds a sign of life to that line. */
export function sayAlive(): void {
  if (hasOnlooker()) process.stderr.write('.');
}

/** How many columns the terminal has that results go to; null where they go elsewhere. */
export function terminalColumns(): number | null {
  return process.stdout.isTTY ? process.stdout.columns : null;
}
