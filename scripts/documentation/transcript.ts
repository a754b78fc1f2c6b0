/**
 * A session at a terminal as a `console` block shows it: lines from `$ ` on are typed, the others are what
 * came of it.
 */
export interface Exchange {
  readonly command: string;
  /** The lines shown. One that is `…` stands for any number of lines. */
  readonly shown: readonly string[];
}

/** The commands of a block; a line that ends in `\` goes on in the next. */
export function exchangesOf(text: string): Exchange[] {
  const exchanges: { command: string; shown: string[] }[] = [];
  for (const line of text.split('\n')) {
    const last = exchanges.at(-1);
    if (line.startsWith('$ ')) exchanges.push({ command: line.slice(2), shown: [] });
    else if (last === undefined) throw new Error(`a console block begins with what no command printed: ${line}`);
    else if (last.command.endsWith('\\') && last.shown.length === 0) last.command += `\n${line}`;
    else last.shown.push(line);
  }
  return exchanges;
}

export const gap = '…';

/**
 * null where the lines shown are the lines printed, gaps aside; else both, to compare. What is shown before
 * the first gap is how the output begins, what is shown after the last is how it ends, and the parts between
 * come in their order.
 */
export function mismatch(shown: readonly string[], printed: readonly string[]): string | null {
  const parts = partsBetweenGaps(withoutBlankEnd(shown));
  const lines = withoutBlankEnd(printed);
  let from = 0;
  for (const [k, part] of parts.entries()) {
    const latest = lines.length - part.length;
    const lowest = k === parts.length - 1 ? latest : from;
    const highest = k === 0 ? 0 : latest;
    const place = firstPlace(part, lines, Math.max(from, lowest), highest);
    if (place === null) return `shown:\n${part.join('\n')}\n\nprinted:\n${lines.join('\n')}`;
    from = place + part.length;
  }
  return null;
}

function partsBetweenGaps(lines: readonly string[]): string[][] {
  const parts: string[][] = [[]];
  for (const line of lines) {
    if (line === gap) parts.push([]);
    else parts.at(-1)?.push(line);
  }
  return parts;
}

function firstPlace(part: readonly string[], lines: readonly string[], lowest: number, highest: number): number | null {
  for (let at = lowest; at <= highest; at++) {
    if (part.every((line, k) => lines[at + k] === line)) return at;
  }
  return null;
}

function withoutBlankEnd(lines: readonly string[]): readonly string[] {
  return lines.slice(0, lines.findLastIndex((line) => line.trim() !== '') + 1);
}
