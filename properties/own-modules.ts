/** Modules of a user's, each with an experiment. */
const fields = {
  name: `'mine'`,
  version: '1',
  setting: `z.strictObject({ as: z.string().default('fine') })`,
  outcomes: `[{ name: 'ok', isSuccess: true, says: 'fine' }, { name: 'bad', says: 'not' }]`,
  columns: `[{ name: 'x', says: 'a number' }]`,
  run: `() => ({ outcome: 'ok', row: { x: 1 } })`,
};

/** A module that exports an experiment with some fields of its definition changed. */
export function moduleWith(changes: Readonly<Record<string, string>>): string {
  const entries = Object.entries({ ...fields, ...changes }).filter(([, text]) => text !== '');
  const definition = entries.map(([name, text]) => `  ${name}: ${text},\n`).join('');
  return `import { defineExperiment, z } from 'warizan';\nexport default defineExperiment({\n${definition}});\n`;
}

export const series = (columns: string) => `[{ name: 'curve', columns: ${columns} }]`;
export const column = (name: string) => `{ name: '${name}', says: 'a number' }`;
