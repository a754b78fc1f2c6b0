import { terminalColumns } from './say.js';

/**
 * Narrower terminals are written to as if they were so wide, and wider ones too: longer lines are hard to
 * read.
 */
const [narrowest, widest] = [24, 100];
/** Of output that is no terminal. */
const usual = 80;

/** How many columns lines may take: those that COLUMNS names, or the terminal has. */
export function terminalWidth(): number {
  const asked = Number(process.env['COLUMNS'] ?? '');
  const columns = asked > 0 ? Math.floor(asked) : (terminalColumns() ?? usual);
  return Math.min(widest, Math.max(narrowest, columns));
}
