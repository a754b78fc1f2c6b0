/**
 * Brings the pages up to date: generated sections, and what the commands of `console` blocks print where the page shows all of it.
 *
 *     npm run docs                 rewrites the pages; a block with a gap (`…`) that no longer fits is named, to be mended by hand
 *     npm run docs -- --check      says whether the generated sections are current, and runs nothing
 */
import { writeFileSync } from 'node:fs';
import { readPage, type Page } from './documentation/page.js';
import { pageFiles } from './documentation/pages.js';
import { runBlock, sessionOf } from './documentation/run-block.js';
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
  const replaced = page.blocks.map((block) => {
    const isWhole = block.language === 'console' && block.marker === null && !block.text.split('\n').includes(gap);
    if (isWhole) {
      const session = sessionOf(block, workplace);
      const lines = session.flatMap(({ command, printed }) => [`$ ${command}`, ...printed.lines]);
      return { block, text: `${lines.join('\n')}\n` };
    }
    const problem = runBlock(block, workplace);
    if (problem !== null) {
      console.error(`${page.file}:${block.line}: ${problem}`);
      process.exitCode = 1;
    }
    return { block, text: page.text.slice(block.from, block.to) };
  });
  return replaced
    .toReversed()
    .reduce((text, { block, text: now }) => text.slice(0, block.from) + now + text.slice(block.to), page.text);
}
