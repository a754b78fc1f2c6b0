/**
 * The mutants that survive, and docs/mutation-survivors.md, which says of each why it changes nothing that a
 * test could see.
 */
import { readFileSync } from 'node:fs';
import { isSurvivor, type Location, type MutationReport } from './report.js';

const explanations = 'docs/mutation-survivors.md';
/** Longer code is cut, there and here alike. */
const longest = 100;

export interface Survivor {
  /** `file:line:column` */
  readonly place: string;
  readonly status: string;
  /** How the list names it: `file: code  =>  replacement`. */
  readonly name: string;
}

/** A report's mutants that no test killed. */
export function survivorsOf({ files }: MutationReport): Survivor[] {
  return Object.entries(files).flatMap(([file, { source, mutants }]) => {
    const lines = source.split('\n');
    return mutants.filter(isSurvivor).map(({ location, replacement, status }) => ({
      place: `${file}:${location.start.line}:${location.start.column}`,
      status,
      name: `${file}: ${shown(codeAt(lines, location))}  =>  ${shown(replacement ?? '')}`,
    }));
  });
}

function codeAt(lines: readonly string[], { start, end }: Location): string {
  const within = lines.slice(start.line - 1, end.line);
  const last = within.length - 1;
  within[last] = within[last].slice(0, end.column - 1);
  within[0] = within[0].slice(start.column - 1);
  return within.join('\n');
}

/** Code on one line. */
function shown(code: string): string {
  const line = code.replaceAll(/\s+/g, ' ').trim();
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}

/**
 * How many mutants of each name the list explains: the lines of its fenced blocks, where a name may be
 * followed by ` ×2`.
 */
export function explainedCounts(): ReadonlyMap<string, number> {
  const blocks = readFileSync(explanations, 'utf8')
    .split(/^```.*$/m)
    .filter((_, k) => k % 2 === 1);
  const lines = blocks
    .flatMap((block) => block.split('\n'))
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return new Map(
    lines.map((line) => {
      const count = / ×(\d+)$/.exec(line);
      return count === null ? [line, 1] : [line.slice(0, count.index), Number(count[1])];
    }),
  );
}

/** Survivors by name. */
export function byName(survivors: readonly Survivor[]): ReadonlyMap<string, readonly Survivor[]> {
  const groups = new Map<string, Survivor[]>();
  for (const survivor of survivors) groups.set(survivor.name, [...(groups.get(survivor.name) ?? []), survivor]);
  return groups;
}
