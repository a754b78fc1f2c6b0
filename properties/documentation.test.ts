/**
 * The pages are true: every block is run, what it prints is what the page shows, and what is named is there.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { namedRecipes } from '../src/training/named-recipes.js';
import { readPage, type Page } from '../scripts/documentation/page.js';
import { pageFiles } from '../scripts/documentation/pages.js';
import { isOfTheProgram, runBlock } from '../scripts/documentation/run-block.js';
import { withCurrentSections } from '../scripts/documentation/sections.js';
import { enterAsReader } from '../scripts/documentation/start.js';
import { openWorkplace, type Workplace } from '../scripts/documentation/workplace.js';

const pages = pageFiles().map(readPage);
const pageOf = (file: string): Page => {
  const found = pages.find((page) => page.file === file);
  if (found === undefined) throw new Error(`there is no page ${file}`);
  return found;
};
const manifest = z
  .object({
    version: z.string(),
    license: z.string(),
    scripts: z.record(z.string(), z.string()),
    dependencies: z.record(z.string(), z.string()),
    files: z.array(z.string()),
  })
  .parse(JSON.parse(readFileSync('package.json', 'utf8')));
let workplace: Workplace;
beforeAll(() => {
  workplace = openWorkplace();
}, 600_000);
afterAll(() => workplace.remove(), 600_000);

/** docs/tables.md has tests of its own below, which run its blocks once. */
const runHere = (page: Page) => (page.file === 'docs/tables.md' ? [] : page.blocks);

describe.each(pages.map((page) => [page.file, page] as const))('%s', (_, page) => {
  const blocks = runHere(page).map((block) => [`${block.language}, line ${block.line}`, block] as const);
  beforeAll(() => enterAsReader(page, workplace));

  if (blocks.length > 0) {
    test.each(blocks)('%s', { timeout: 600_000 }, (_name, block) => {
      expect(runBlock(block, workplace) ?? '').toBe('');
    });
  }

  test('files of the program are compiled after the last of them', () => {
    const last = page.blocks.findLastIndex(({ attributes }) => isOfTheProgram(attributes.get('file')));
    const after = page.blocks
      .slice(last + 1)
      .filter(({ language, text }) => language === 'sh' && /^npm run types$/m.test(text));
    expect(last < 0 || after.length > 0).toBe(true);
  });

  test('generated sections are what is generated now (`npm run docs`)', () => {
    expect(withCurrentSections(page)).toBe(page.text);
  });

  test('every link leads to a file and a heading that are there', () => {
    const lost = page.links.filter((link) => !/^https?:/.test(link) && !leadsSomewhere(page, link));
    expect(lost).toEqual([]);
  });

  test('every npm script that is named exists', () => {
    const named = page.inlineCode.flatMap((code) => /^npm run (?:-s )?([\w:-]+)/.exec(code)?.[1] ?? []);
    expect(named.filter((name) => !Object.hasOwn(manifest.scripts, name))).toEqual([]);
  });
});

function leadsSomewhere(page: Page, link: string): boolean {
  const { pathname, hash } = new URL(link, `file:///${page.file}`);
  const file = decodeURI(pathname).slice(1);
  if (!existsSync(file)) return false;
  return hash === '' || readPage(file).anchors.includes(decodeURI(hash).slice(1));
}

describe('README.md', () => {
  const { text, prose, blocks } = pageOf('README.md');

  test('has at most 150 lines', () => {
    expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(150);
  });

  test('every number in its sentences is in a block, where it is printed or chosen, or in package.json', () => {
    const known = [...blocks.map((block) => block.text), readFileSync('package.json', 'utf8')].join('\n');
    const numbers = prose.match(/\d+(?:[.,]\d+)*/g) ?? [];
    expect(numbers.length).toBeGreaterThan(0);
    expect(numbers.filter((number) => !known.includes(number))).toEqual([]);
  });
});

test('the links of README.md work in the package as well', () => {
  const project = workplace.newProject();
  const links = pageOf('README.md').links.filter((link) => !/^https?:/.test(link));
  const lost = links.filter((link) => !existsSync(join(project, 'node_modules', 'warizan', link.replace(/#.*/, ''))));
  expect(lost).toEqual([]);
});

/** The cells of a column of a page's table, each without what follows its first word. */
function firstColumn(file: string, heading: string): readonly string[] {
  return rowsOf(file, heading).map(([first]) => first);
}

function rowsOf(file: string, heading: string): readonly (readonly string[])[] {
  const table = pageOf(file).tables.find((each) => each.heading === heading);
  if (table === undefined) throw new Error(`${file} has no table under "${heading}"`);
  return table.rows.slice(1);
}

/** The names of a table's columns, but for those of a judge that the page's study has not. */
function columnsOf(file: string): readonly string[] {
  return rowsOf('docs/tables.md', file)
    .filter(([, says]) => !says.startsWith('only with the judge'))
    .map(([first]) => first);
}

test('docs/recipes.md names every recipe that ships', () => {
  expect(firstColumn('docs/recipes.md', 'Recipes that ship')).toEqual([...namedRecipes.keys()]);
});

/**
 * The header that a table of docs/tables.md says. `w0_0_0 …` stands for all columns of that name but for
 * digits, `recipe.…` for any of that beginning, or none.
 */
function headerOf(names: readonly string[]): RegExp {
  const parts = names
    .join(' ')
    .split(' ')
    .map((name) => {
      if (name === '…') return '';
      if (name.endsWith('…')) return `(?:${literal(name.slice(0, -1))}[^,]+,)*`;
      const others = `(?:${name.replaceAll(/\d+/g, '\\d+')},)*`;
      return `${literal(name)},${names.some((group) => group.includes(`${name} …`)) ? others : ''}`;
    });
  return new RegExp(`^${parts.join('')}$`);
}

const literal = (text: string) => text.replaceAll('.', '\\.');

describe('docs/tables.md', () => {
  const page = pageOf('docs/tables.md');
  let folder = '';
  beforeAll(() => {
    enterAsReader(page, workplace);
    const problems = page.blocks.map((block) => runBlock(block, workplace)).filter((problem) => problem !== null);
    expect(problems).toEqual([]);
    folder = join(workplace.folder(), 'tables');
  }, 600_000);

  test.each(page.tables.map(({ heading }) => [heading]))('%s has the columns that the page says, in order', (file) => {
    const header = readFileSync(join(folder, file), 'utf8').split(/\r?\n/, 1)[0];
    expect(`${header},`).toMatch(headerOf(columnsOf(file)));
  });

  test('explains every table that the program writes', () => {
    const written = readdirSync(folder).filter((name) => name.endsWith('.csv'));
    expect(written.sort()).toEqual(page.tables.map(({ heading }) => heading).sort());
  });
});
