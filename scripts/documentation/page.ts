/**
 * A page of the documentation as what a test asks of it: its fenced blocks, its comments that say something
 * about them, its generated sections, links, headings, tables, and the words outside all blocks.
 */
import { readFileSync } from 'node:fs';
import GithubSlugger from 'github-slugger';
import type { Code, Html, Nodes, Root, Table } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTable } from 'micromark-extension-gfm-table';
import { visit } from 'unist-util-visit';

/**
 * What the comment right before a block says of it: `<!-- run elsewhere: .ci/run -->`, `<!-- excerpt:
 * src/nalu.ts -->`.
 */
export interface Marker {
  readonly name: string;
  readonly values: readonly string[];
}

/** A fenced block. */
export interface Block {
  readonly language: string;
  /** Words after the language, `file=model.ts status=1`, by name. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly text: string;
  readonly marker: Marker | null;
  readonly line: number;
  /** Where its text stands in the page, without the fences. */
  readonly from: number;
  readonly to: number;
}

/** What stands between `<!-- generated: NAME -->` and `<!-- end: NAME -->`. */
export interface Section {
  readonly name: string;
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

export interface PageTable {
  /** The nearest heading above it. */
  readonly heading: string;
  readonly rows: readonly (readonly string[])[];
}

export interface Page {
  readonly file: string;
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly sections: readonly Section[];
  /** Markers of the page itself: comments that stand before no block. */
  readonly markers: readonly Marker[];
  /** Addresses of links and images. */
  readonly links: readonly string[];
  /** What `#…` can name. */
  readonly anchors: readonly string[];
  readonly tables: readonly PageTable[];
  /** The text outside blocks and code. */
  readonly prose: string;
  /** Code within sentences. */
  readonly inlineCode: readonly string[];
}

export function readPage(file: string): Page {
  return parsePage(file, readFileSync(file, 'utf8'));
}

export function parsePage(file: string, text: string): Page {
  const tree = fromMarkdown(text, { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] });
  const { blocks, markers } = blocksOf(tree, text);
  const links: string[] = [];
  const inlineCode: string[] = [];
  const prose: string[] = [];
  visit(tree, (node) => {
    if (node.type === 'link' || node.type === 'image') links.push(node.url);
    if (node.type === 'inlineCode') inlineCode.push(node.value);
    if (node.type === 'text') prose.push(node.value);
  });
  const page = { file, text, blocks, markers, sections: sectionsOf(text), links, inlineCode, prose: prose.join('\n') };
  return { ...page, ...headingsAndTables(tree) };
}

function blocksOf(tree: Root, text: string): Pick<Page, 'blocks' | 'markers'> {
  const blocks: Block[] = [];
  const markers: Marker[] = [];
  visit(tree, (node, index, parent) => {
    if (node.type === 'code') {
      const before = parent?.children[(index ?? 0) - 1];
      blocks.push(blockOf(node, text, before?.type === 'html' ? markerIn(before) : null));
    }
    if (node.type === 'html' && parent?.children[(index ?? 0) + 1]?.type !== 'code') {
      const marker = markerIn(node);
      if (marker !== null) markers.push(marker);
    }
  });
  return { blocks, markers };
}

function blockOf(node: Code, text: string, marker: Marker | null): Block {
  const start = node.position?.start.offset ?? 0;
  const end = node.position?.end.offset ?? 0;
  const attributes = new Map((node.meta ?? '').split(' ').flatMap((word) => pairOf(word)));
  const fenced = text.startsWith('```', start);
  return {
    language: fenced ? (node.lang ?? '') : 'indented',
    ...{ attributes, text: node.value, marker, line: node.position?.start.line ?? 0 },
    from: text.indexOf('\n', start) + 1,
    to: text.lastIndexOf('\n', end - 1) + 1,
  };
}

function pairOf(word: string): [string, string][] {
  const at = word.indexOf('=');
  return at < 0 ? [] : [[word.slice(0, at), word.slice(at + 1)]];
}

function markerIn({ value }: Html): Marker | null {
  const found = /^<!-- ([a-z ]+): (.*) -->$/.exec(value);
  return found === null ? null : { name: found[1], values: found[2].split(/, */) };
}

const generated = /<!-- generated: ([\w-]+) -->\n([\s\S]*?)<!-- end: \1 -->/g;

function sectionsOf(page: string): Section[] {
  return [...page.matchAll(generated)].map(({ 0: whole, 1: name, 2: text, index }) => {
    const from = index + whole.indexOf('\n') + 1;
    return { name, text, from, to: from + text.length };
  });
}

function headingsAndTables(tree: Root): Pick<Page, 'anchors' | 'tables'> {
  const slugger = new GithubSlugger();
  const anchors: string[] = [];
  const tables: PageTable[] = [];
  let heading = '';
  visit(tree, (node) => {
    if (node.type === 'heading') {
      heading = textOf(node);
      anchors.push(slugger.slug(heading));
    }
    if (node.type === 'table') tables.push({ heading, rows: rowsOf(node) });
  });
  return { anchors, tables };
}

const rowsOf = (table: Table) => table.children.map((row) => row.children.map(textOf));

function textOf(node: Nodes): string {
  const parts: string[] = [];
  visit(node, (inner) => {
    if (inner.type === 'text' || inner.type === 'inlineCode') parts.push(inner.value);
  });
  return parts.join('');
}
