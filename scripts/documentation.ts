/**
 * Brings the pages up to date: generated sections, and what the commands of `console` blocks print where the
 * page shows all of it.
 *
 *     npm run docs                 rewrites the pages; a block with a gap (`…`) that no longer fits is named,
 *     to be mended by hand
 *     npm run docs -- --check      says whether the generated sections are current, and runs nothing
 */
import { writeFileSync } from 'node:fs';
import { readPage, type Block, type Page } from './documentation/page.js';
import { pageFiles } from './documentation/pages.js';
import { runBlock, runSession } from './documentation/run-block.js';
import { withCurrentSections } from './documentation/sections.js';
import { enterAsReader } from './documentation/start.js';
import { gap } from './documentation/transcript.js';
import { openWorkplace, type Workplace } from './documentation/workplace.js';

const isCheck = process.argv.includes('--check');
const named = process.argv.slice(2).filter((word) => !word.startsWith('--'));

for (const file of named.length > 0 ? named : pageFiles()) {
  const page = readPage(file);
  const current = withCurrentSections(page);
  if (isCheck && current !== page.text) {
    console.error(`${file}: a generated section is not current: npm run docs`);
    process.exitCode = 1;
  }
  if (!isCheck) writeFileSync(file, current);
}
if (!isCheck) refreshSessions();

function refreshSessions(): void {
  const workplace = openWorkplace();
  try {
    for (const file of named.length > 0 ? named : pageFiles()) {
      const page = readPage(file);
      enterAsReader(page, workplace);
      writeFileSync(file, withCurrentOutput(page, workplace));
    }
  } finally {
    workplace.remove();
  }
}

function withCurrentOutput(page: Page, workplace: Workplace): string {
  const texts = page.blocks.map((block) => ({ block, text: currentText(page, block, workplace) }));
  return texts
    .toReversed()
    .reduce((text, { block, text: now }) => text.slice(0, block.from) + now + text.slice(block.to), page.text);
}

/**
 * The block as it would be if its commands were typed now; as it is, where they fail, where it has gaps, or
 * where it is no session.
 */
function currentText(page: Page, block: Block, workplace: Workplace): string {
  const isWhole = block.language === 'console' && block.marker === null && !block.text.split('\n').includes(gap);
  const session = isWhole ? runSession(block, workplace) : null;
  const problem = session === null ? runBlock(block, workplace) : session.failure;
  if (problem !== null) {
    console.error(`${page.file}:${block.line}: ${problem}`);
    process.exitCode = 1;
  }
  if (session === null || problem !== null) return page.text.slice(block.from, block.to);
  const lines = session.exchanges.flatMap(({ command, printed }) => [`$ ${command}`, ...printed.lines]);
  return `${lines.join('\n')}\n`;
}
