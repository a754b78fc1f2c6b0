import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** How a program is cited: as a sentence, and as BibTeX. */
export interface Citation {
  readonly text: string;
  readonly bibtex: string;
}

/** How this program is cited: from `CITATION.cff` where the package holds it, and its `package.json`. */
export function citation(): Citation {
  return citationFrom(JSON.parse(readText('package.json') ?? '{}'), parse(readText('CITATION.cff') ?? '{}'));
}

/** From what `package.json` and `CITATION.cff` hold; what is missing in both is left out. */
export function citationFrom(packaged: unknown, file: unknown): Citation {
  const [described, cited] = [fieldsOf(packaged), fieldsOf(file)];
  const text = (fields: ReadonlyMap<string, unknown>, name: string) => {
    const value = fields.get(name);
    return typeof value === 'string' ? value : null;
  };
  const name = text(described, 'name') ?? 'warizan';
  const version = text(described, 'version') ?? 'unknown';
  const title = text(cited, 'title') ?? `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
  const authors = authorsOf(cited.get('authors'));
  const year = /^\d{4}/.exec(text(cited, 'date-released') ?? '')?.[0] ?? null;
  const url = text(cited, 'repository-code') ?? text(cited, 'url') ?? text(described, 'homepage');
  const fields: readonly (readonly [string, string | null])[] = [
    ['title', `{${title}}`],
    ['author', authors.length === 0 ? null : authors.join(' and ')],
    ['version', version],
    ['year', year],
    ['url', url],
    ['note', text(described, 'description')],
  ];
  const given = fields.filter(([, value]) => value !== null);
  return {
    text:
      `${authors.length === 0 ? '' : `${authors.join(', ')}: `}${title}, version ${version}${year === null ? '' : ` (${year})`}. ` +
      `${text(described, 'description') ?? 'Computer software'}.${url === null ? '' : ` ${url}`}`,
    bibtex: `@software{${name},\n${given.map(([field, value]) => `  ${field} = {${value ?? ''}}`).join(',\n')}\n}`,
  };
}

/** The text of a file of this package; null where it is not there. */
function readText(name: string): string | null {
  const file = new URL(`../../${name}`, import.meta.url);
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

function fieldsOf(value: unknown): ReadonlyMap<string, unknown> {
  return new Map<string, unknown>(typeof value === 'object' && value !== null ? Object.entries(value) : []);
}

/** `Family, Given`, or the name of a group. */
function authorsOf(list: unknown): string[] {
  const entries: readonly unknown[] = Array.isArray(list) ? list : [];
  return entries.flatMap((entry) => {
    const author = fieldsOf(entry);
    const names = ['family-names', 'given-names'].flatMap((part) => author.get(part) ?? []);
    const whole = author.get('name') ?? author.get('alias');
    if (names.length > 0) return [names.map(String).join(', ')];
    return typeof whole === 'string' ? [whole] : [];
  });
}
