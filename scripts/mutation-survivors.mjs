// The mutants that survive, and docs/mutation-survivors.md, which says of each why it changes nothing that a test could see.
import { readFileSync } from 'node:fs';

const explanations = 'docs/mutation-survivors.md';
/** Longer code is cut, there and here alike. */
const longest = 100;

/** Code on one line. */
function shown(code) {
  const line = code.replaceAll(/\s+/g, ' ').trim();
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}

/** A report's mutants that no test killed: where each is, and how the list names it. */
export function survivorsOf({ files }) {
  return Object.entries(files).flatMap(([file, { source, mutants }]) => {
    const lines = source.split('\n');
    const codeAt = ({ start, end }) => {
      const within = lines.slice(start.line - 1, end.line);
      within[within.length - 1] = within[within.length - 1].slice(0, end.column - 1);
      within[0] = within[0].slice(start.column - 1);
      return within.join('\n');
    };
    return mutants
      .filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
      .map(({ location, replacement, status }) => ({
        place: `${file}:${location.start.line}:${location.start.column}`,
        status,
        name: `${file}: ${shown(codeAt(location))}  =>  ${shown(replacement ?? '')}`,
      }));
  });
}

/** How many mutants of each name the list explains: the lines of its fenced blocks, where a name may be followed by ` ×2`. */
export function explainedCounts() {
  const blocks = readFileSync(explanations, 'utf8')
    .split(/^```.*$/m)
    .filter((_, k) => k % 2 === 1);
  const lines = blocks
    .flatMap((block) => block.split('\n'))
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return new Map(
    lines.map((line) => {
      const [, name, count] = /^(.*?)(?: ×(\d+))?$/.exec(line);
      return [name, Number(count ?? 1)];
    }),
  );
}

/** Survivors by name. */
export function byName(survivors) {
  const groups = new Map();
  for (const survivor of survivors) groups.set(survivor.name, [...(groups.get(survivor.name) ?? []), survivor]);
  return groups;
}
