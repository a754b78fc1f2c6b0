import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const root = join(import.meta.dirname, '..');
const step = z.object({
  run: z.string().optional(),
  env: z.record(z.string(), z.string()).optional(),
  id: z.string().optional(),
});
const action = z
  .object({ inputs: z.record(z.string(), z.unknown()), runs: z.object({ steps: z.array(step) }) })
  .parse(parse(readFileSync(join(root, 'action.yml'), 'utf8')));
const scripts = action.runs.steps.flatMap(({ run, env = {} }) => {
  const file = /scripts\/[\w-]+\.sh/.exec(run ?? '')?.[0];
  return file === undefined ? [] : [{ file, env, run: run ?? '' }];
});

test.each(scripts.map(({ file, env, run }) => [file, env, run] as const))(
  '%s is given every variable it asks for',
  (file, env, run) => {
    expect(existsSync(join(root, file))).toBe(true);
    const text = readFileSync(join(root, file), 'utf8');
    const asked = [...text.matchAll(/\$\{(\w+):\?\}/g), ...text.matchAll(/\$\{((?:INPUT|WARIZAN)_\w+)/g)].map(
      ([, name]) => name,
    );
    expect(Object.keys(env)).toEqual(expect.arrayContaining([...new Set(asked), /"\$(\w+)\//.exec(run)?.[1]]));
  },
);

test('every input and every output of a step that is named is there', () => {
  const text = readFileSync(join(root, 'action.yml'), 'utf8');
  const inputs = [...text.matchAll(/\binputs\.([\w-]+)/g)].map(([, name]) => name);
  expect(Object.keys(action.inputs).sort()).toEqual([...new Set(inputs)].sort());
  const ids = action.runs.steps.map(({ id }) => id);
  for (const [, id] of text.matchAll(/\bsteps\.(\w+)\.outputs/g)) expect(ids).toContain(id);
});
