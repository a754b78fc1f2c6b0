import { harmless, oneLine } from '../base/harmless-text.js';
import type { FactTable } from './facts.js';
import { showUserText } from './user-text.js';

/** What a Markdown summary says: the page's title, answer and tables. */
export interface MarkdownReport {
  readonly title: string;
  readonly answer: readonly string[];
  readonly tables: readonly FactTable[];
  readonly command: string | null;
}

const longestTitle = 200;

/** The report for a pull request or a job summary, in GitHub's Markdown. It needs no file beside it. */
export function reportMarkdown({ title, answer, tables, command }: MarkdownReport): string {
  return [
    `## ${plain(showUserText(title, longestTitle))}`,
    ...answer.map(paragraph),
    ...tables.map(tableMarkdown),
    ...(command === null ? [] : [`To do it again: ${codeSpan(command)}`]),
  ]
    .map((block) => `${block}\n`)
    .join('\n');
}

function tableMarkdown({ caption, columns, rows }: FactTable): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(columns.map(({ heading }) => plain(heading))),
    line(columns.map(({ isNumeric }) => (isNumeric ? '---:' : ':---'))),
    ...rows.map((cells) => line(cells.map(plain))),
    '',
    paragraph(caption),
  ].join('\n');
}

/**
 * Text as a paragraph or heading. At the start of a line more signs act: bullets, numbers of lists, rules and
 * underlines.
 */
function paragraph(text: string): string {
  return plain(text)
    .replace(/^[-+=]/, referenceTo)
    .replace(/^(\d+)([.)])/, (_, number, sign) => String(number) + referenceTo(String(sign)));
}

/**
 * Text that Markdown shows as it is. Every sign that could begin markup, a link, a mention, a formula or an
 * emoji becomes a character reference, which CommonMark never reads as markup.
 */
function plain(text: string): string {
  return harmless(oneLine(text))
    .replace(/[&<>`*_[\]|~\\#@$]/g, referenceTo)
    .replace(/:(?=[\w/+:-])/g, referenceTo)
    .replace(/\bGH-(?=\d)/gi, (mention) => mention.slice(0, -1) + referenceTo('-'))
    .replace(/\b(www)(\.)/gi, (_, www, dot) => String(www) + referenceTo(String(dot)));
}

function referenceTo(sign: string): string {
  return `&#${sign.charCodeAt(0)};`;
}

/** Code on one line; its fence is longer than any run of backticks in it. */
function codeSpan(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const padding = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return `${fence}${padding}${harmless(text.replace(/\s+/g, ' '))}${padding}${fence}`;
}
