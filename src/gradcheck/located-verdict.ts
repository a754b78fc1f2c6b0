import { entryName, type ParameterTree } from './parameter-tree.js';
import type { Coverage, GradientVerdict, Judgement, UnreadEntry } from './verdict.js';

/** A judgement that says where its entry stands. */
type Located<Found> = Found extends { readonly wrongEntries: readonly number[] }
  ? Found & {
      /** Where the entry stands in the parameters: `layers[1].bias[2]`, or `[2]` in a list. */
      readonly path: string;
      /** Where every wrong entry stands. */
      readonly wrongPaths: readonly string[];
    }
  : Found extends { readonly entry: number | null }
    ? Found & {
        /** Where the entry stands in the parameters: `layers[1].bias[2]`, or `[2]` in a list. */
        readonly path: string | null;
      }
    : Found;

/** An entry of which nothing could be said, and where it stands. */
export interface LocatedEntry extends UnreadEntry {
  readonly path: string;
}

/** The verdict on a gradient at a point, with the paths of the entries that it is about. */
export type LocatedVerdict = Located<Judgement> & {
  readonly coverage: Coverage & { readonly unread: readonly LocatedEntry[] };
};

/** A verdict on the flat list, told of the tree. */
export function located(verdict: GradientVerdict, tree: ParameterTree): LocatedVerdict {
  const unread = verdict.coverage.unread.map((left) => ({ ...left, path: tree.path(left.entry) }));
  const coverage = { ...verdict.coverage, unread };
  if (verdict.kind === 'correct') return { ...verdict, coverage };
  if (verdict.kind === 'wrong') {
    const wrongPaths = verdict.wrongEntries.map((entry) => tree.path(entry));
    return { ...verdict, path: tree.path(verdict.entry), wrongPaths, coverage };
  }
  const path = verdict.entry === null ? null : tree.path(verdict.entry);
  if (!('reason' in verdict) || verdict.entry === null) return { ...verdict, path, coverage };
  return { ...verdict, path, coverage, reason: named(verdict.reason, verdict.entry, tree) };
}

/** A reason that names the entry by its path. */
function named(reason: string, entry: number, tree: ParameterTree): string {
  return reason.replace(new RegExp(`\\bentry ${entry}\\b`), () => tree.name(entry));
}

/** What the entry of a verdict is called in a message; empty where it is about none. */
export function nameOfEntry({ entry, path }: { readonly entry: number | null; readonly path: string | null }): string {
  return entry === null ? '' : entryName(entry, path ?? '');
}
