/** One input of the program: files of a folder, and arguments given in it. */
export interface FuzzCase {
  /** By their names; `latin1` text holds a byte a character. */
  readonly files: Readonly<Record<string, string>>;
  readonly args: readonly string[];
  /** What must come of it, where more is known than of any input. */
  readonly then?: 'read' | 'refused' | undefined;
  /** Files that are there, and what they hold, where it ends with 0. */
  readonly makes?: Readonly<Record<string, string>> | undefined;
}

/** What a program made of a case. */
export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** What the folder holds afterwards, by names with their folders. */
  readonly files: ReadonlyMap<string, string>;
}

/** The bytes that stand for a text. */
export function bytesOf(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}
