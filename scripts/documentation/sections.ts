/**
 * What is generated into the pages, between `<!-- generated: NAME -->` and `<!-- end: NAME -->`: the Markdown
 * of each, by name.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { shippedStudies } from '../../src/experiments/training/study-file.js';
import { gradientSummaryMarkdown } from '../../src/testing/gradient-summary.js';
import { gradientTable, gradientTableMarkdown } from '../../src/testing/gradient-table.js';
import { units } from '../../src/units/units.js';
import { dependenciesTable } from './dependencies.js';
import type { Page } from './page.js';

const generators: ReadonlyMap<string, () => string> = new Map([
  ['gradient-table', gradientSection],
  ['dependencies', dependenciesTable],
  ['studies', studiesTable],
  ['units', unitsTable],
  ['recipe-fields', () => fieldsTable('schemas/recipe.schema.json')],
  ['study-fields', () => fieldsTable('schemas/study.schema.json')],
]);

/** The page with every section as it would be generated now. */
export function withCurrentSections({ text, sections }: Page): string {
  return sections.toReversed().reduce((page, { name, from, to }) => {
    const generate = generators.get(name);
    if (generate === undefined) throw new Error(`nothing generates a section "${name}"`);
    return `${page.slice(0, from)}\n${generate().trim()}\n\n${page.slice(to)}`;
  }, text);
}

/** The summary, and every row of the small models and of those not judged as they should be. */
function gradientSection(): string {
  const rows = gradientTable();
  const shown = rows.filter((row) => row.case.group === 'small models' || !row.right);
  return `${gradientSummaryMarkdown(rows)}\n\n${gradientTableMarkdown(shown)}`;
}

const titled = z.object({ title: z.string(), seeds: z.union([z.string(), z.number(), z.array(z.unknown())]) });

function studiesTable(): string {
  const rows = shippedStudies().map((name) => {
    const { title, seeds } = titled.parse(parse(readFileSync(join('studies', `${name}.yaml`), 'utf8')));
    return `| [\`${name}\`](../studies/${name}.yaml) | ${title} | ${String(seeds)} |`;
  });
  return ['| study | what it asks | seeds |', '| --- | --- | ---: |', ...rows].join('\n');
}

/** Every unit, what it computes, where it is from, and what options it has. */
function unitsTable(): string {
  const rows = units.entries.map(({ name, says, source, options }) => {
    const fields = Object.keys(options.shape).map((field) => `\`${field}\``);
    return `| \`${name}\` | ${says} | ${source} | ${fields.join(', ') || '–'} |`;
  });
  return ['| unit | what it computes | source | options |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

const described = z.object({ properties: z.record(z.string(), z.object({ description: z.string().optional() })) });

/** The fields of a schema that say what they are. */
function fieldsTable(schema: string): string {
  const { properties } = described.parse(JSON.parse(readFileSync(schema, 'utf8')));
  const rows = Object.entries(properties).map(([name, { description = '' }]) => {
    return `| \`${name}\` | ${description.replaceAll('|', '\\|')} |`;
  });
  return ['| field | what it says |', '| --- | --- |', ...rows].join('\n');
}
