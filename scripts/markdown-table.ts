/** A table in Markdown, a line a row. @param cells but for the first column, which is text */
export function markdownTable(
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  cells: 'numbers' | 'text' = 'numbers',
): readonly string[] {
  const line = (row: readonly string[]): string => `| ${row.join(' | ')} |`;
  const marks = heads.map((_, k) => (k === 0 || cells === 'text' ? '---' : '---:'));
  return [line(heads), line(marks), ...rows.map(line)];
}
