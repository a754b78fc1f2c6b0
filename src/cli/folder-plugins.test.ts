import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { namesOf } from '../experiments/training/tables/setting-columns.js';
import { hasPlugins, namesIn } from './folder-plugins.js';

const folder = mkdtempSync(join(tmpdir(), 'warizan-plugged-'));
afterAll(() => rmSync(folder, { recursive: true }));

test.each<readonly [boolean, Readonly<Record<string, string>>]>([
  [false, {}],
  [false, { 'study.json': '{"recipes":["clipped"]}' }],
  [false, { 'study.json': '{"plugins":[]}' }],
  [false, { 'study.json': '{"plugins":"./a.ts"}' }],
  [false, { 'study.json': '[{"plugins":["./a.ts"]}]' }],
  [false, { 'study.json': '{"plugins":["./a.ts"]' }],
  [true, { 'study.json': '{"plugins":["./a.ts"]}' }],
  [true, { 'command.json': '["precision","--plugin","a.ts"]' }],
  [false, { 'command.json': '["precision","--recipe","a.ts"]' }],
  [false, { 'command.json': '"--plugin"' }],
  [false, { 'command.json': '' }],
  [true, { 'study.json': '{}', 'command.json': '["gradcheck","--plugin","a.ts"]' }],
  [true, { 'study.json': '{"plugins":["./a.ts"]}', 'command.json': '[]' }],
])('that the tables of a folder came of plugins is %j of %j', (has, files) => {
  for (const name of readdirSync(folder)) rmSync(join(folder, name));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  expect(hasPlugins(folder)).toBe(has);
  expect(namesIn(folder)).toEqual(namesOf({ hasPlugins: has }));
});
