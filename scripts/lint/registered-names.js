import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/**
 * "No closed sets" (docs/architecture.md) as a lint rule: a string that is the name of a registered entry is
 * compared with nothing outside that entry. Whoever wants to know what an entry can do asks it.
 */

const root = join(import.meta.dirname, '..', '..');

/** Folders whose files, or folders, are entries of a registry. */
const entryFolders = [
  'src/units',
  'src/numeric/backends',
  'src/random/generators',
  ...['rules', 'losses', 'clippings', 'tasks', 'initialisers', 'schedules', 'stops', 'restarts', 'judges'].map(
    (part) => `src/training/${part}`,
  ),
];

/**
 * Every registered name, and the folder or file it belongs to. A unit is a folder, everything else a file.
 */
export function registeredNames() {
  const names = new Map();
  for (const folder of entryFolders) {
    for (const file of readdirSync(join(root, folder), { recursive: true })) {
      if (!file.endsWith('.ts') || file.endsWith('.test.ts')) continue;
      const text = readFileSync(join(root, folder, file), 'utf8');
      const own = /^const name = '([^']+)'|^ {2}name: '([^']+)',$/m.exec(text);
      // An entry says what it is; contracts and machinery have no `says`.
      if (own === null || !/^ {2}says:/m.test(text)) continue;
      const place = dirname(file) === '.' ? join(folder, file) : join(folder, dirname(file));
      names.set(own[1] ?? own[2], place);
    }
  }
  return names;
}

const comparisons = new Set(['===', '!==', '==', '!=', 'in']);
const lookups = new Set(['includes', 'has', 'startsWith', 'endsWith', 'indexOf']);

/** Whether a string literal is asked about, rather than handed on. */
function isComparison({ parent }, node) {
  if (parent.type === 'BinaryExpression') return comparisons.has(parent.operator);
  if (parent.type === 'SwitchCase') return parent.test === node;
  if (parent.type !== 'CallExpression' || !parent.arguments.includes(node)) return false;
  return parent.callee.type === 'MemberExpression' && lookups.has(parent.callee.property.name);
}

export const registeredNamesRule = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { closed: '{{name}} is a registered name: ask the entry what it can do, {{place}} alone knows its name' },
  },
  create(context) {
    const names = registeredNames();
    const file = relative(root, context.filename);
    return {
      Literal(node) {
        const place = typeof node.value === 'string' ? names.get(node.value) : undefined;
        if (place === undefined || file.startsWith(place)) return;
        if (isComparison(node, node)) context.report({ node, messageId: 'closed', data: { name: node.raw, place } });
      },
    };
  },
};
