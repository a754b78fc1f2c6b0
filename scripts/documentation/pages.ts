/** The pages a reader is given, by their files. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const atTheTop = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md'];

export function pageFiles(): string[] {
  const docs = readdirSync('docs', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md'));
  const examples = readdirSync('examples').map((name) => join('examples', name, 'README.md'));
  return [...atTheTop, ...docs.sort().map((name) => join('docs', name)), ...examples];
}
