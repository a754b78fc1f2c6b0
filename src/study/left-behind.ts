/** What must not outlive a program that is ended at once. */
export type Leftover =
  /** A file that is not finished, or a lock. */
  | { readonly is: 'file'; readonly path: string }
  /** A folder that was made for such a file: it goes where it is empty. */
  | { readonly is: 'folder'; readonly path: string }
  /** A process with a group of its own. */
  | { readonly is: 'program'; readonly pid: number };

/** Told what is there, by a number; null where it is there no more. */
export type LeftoverWatch = (number: number, leftover: Leftover | null) => void;

let watch: LeftoverWatch = () => undefined;
let made = 0;

/** From now on `watching` is told: whoever can end this program at any moment. */
export function watchLeftovers(watching: LeftoverWatch): void {
  watch = watching;
}

/** Says that something must not outlive this program. @returns what says that it is gone, or may stay */
export function leaveBehind(leftover: Leftover): () => void {
  const number = made++;
  watch(number, leftover);
  return () => watch(number, null);
}
