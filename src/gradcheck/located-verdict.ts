import { entryName, type ParameterTree } from './parameter-tree.js';
import type { GradientVerdict } from './verdict.js';

/** A verdict that says where its entry stands. */
type Located<Verdict> = Verdict extends { readonly wrongEntries: readonly number[] }
  ? Verdict & {
      /** Where the entry stands in the parameters: `layers[1].bias[2]`, or `[2]` in a list. */
      readonly path: string;
      /** Where every wrong entry stands. */
      readonly wrongPaths: readonly string[];
    }
  : Verdict extends { readonly entry: number | null }
    ? Verdict & {
        /** Where the entry stands in the parameters: `layers[1].bias[2]`, or `[2]` in a list. */
        readonly path: string | null;
      }
    : Verdict;

/** The verdict on a gradient at a point, with the path of the entry that it is about. */
export type LocatedVerdict = Located<GradientVerdict>;

/** A verdict on the flat list, told of the tree. */
export function located(verdict: GradientVerdict, tree: ParameterTree): LocatedVerdict {
  if (verdict.kind === 'wrong') {
    const wrongPaths = verdict.wrongEntries.map((entry) => tree.path(entry));
    return { ...verdict, path: tree.path(verdict.entry), wrongPaths };
  }
  if (!('entry' in verdict)) return verdict;
  const path = verdict.entry === null ? null : tree.path(verdict.entry);
  if (!('reason' in verdict) || verdict.entry === null) return { ...verdict, path };
  return { ...verdict, path, reason: named(verdict.reason, verdict.entry, tree) };
}

/** A reason that names the entry by its path. */
function named(reason: string, entry: number, tree: ParameterTree): string {
  return reason.replace(new RegExp(`\\bentry ${entry}\\b`), () => tree.name(entry));
}

/** What the entry of a verdict is called in a message; null where it is about none. */
export function nameOfEntry(verdict: { readonly entry: number | null; readonly path?: string | null }): string | null {
  if (verdict.entry === null) return null;
  return entryName(verdict.entry, verdict.path ?? '');
}
