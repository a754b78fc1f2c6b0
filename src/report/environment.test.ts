import { describe, expect, test } from 'vitest';
import { engineNote, environmentText, isSameEngine, readEnvironments, type Environment } from './environment.js';

const node: Environment = {
  ...{ warizan: '0.2.0', runtime: 'Node', version: '22.1.0', engine: 'V8', engineVersion: '12.4' },
  ...{ platform: 'linux', arch: 'x64' },
};

describe('environments', () => {
  test('are read as they are written, and what is none is left out', () => {
    expect(readEnvironments([node, null, 'x', 5, node])).toEqual([node, node]);
    expect(readEnvironments({ ...node })).toEqual([]);
    expect(readEnvironments(null)).toEqual([]);
  });

  test('of version 0.1.0 are those of Node', () => {
    const { runtime, version, engine, engineVersion, ...rest } = node;
    expect(readEnvironments([{ ...rest, node: version, v8: engineVersion }])).toEqual([
      { ...rest, runtime, version, engine, engineVersion },
    ]);
  });

  test('are unknown in what they do not say, or not as text', () => {
    const unknown = 'unknown';
    const nothing = { warizan: unknown, platform: unknown, arch: unknown };
    expect(readEnvironments([{ runtime: 5 }, {}])).toEqual([
      { ...nothing, runtime: unknown, version: unknown, engine: unknown, engineVersion: unknown },
      { ...nothing, runtime: 'Node', version: unknown, engine: 'V8', engineVersion: unknown },
    ]);
  });
});

test.each([
  ['12.4', '12.4'],
  ['d6375c72affe0f70222cdcb45012b10f0bf3a9d5', 'd6375c72af'],
  ['d6375c72affe0f70222cdcb45012b10f0bf3a9d55', 'd6375c72affe0f70222cdcb45012b10f0bf3a9d55'],
  ['xd6375c72affe0f70222cdcb45012b10f0bf3a9d5', 'xd6375c72affe0f70222cdcb45012b10f0bf3a9d5'],
  ['D6375C72AFFE0F70222CDCB45012B10F0BF3A9D5', 'D6375C72AFFE0F70222CDCB45012B10F0BF3A9D5'],
])('the engine’s version %s is shown as %s', (engineVersion, shown) => {
  expect(environmentText({ ...node, engineVersion })).toBe(`Warizan 0.2.0 on Node 22.1.0 (V8 ${shown}), linux x64`);
});

test.each<readonly [Partial<Environment>, boolean]>([
  [{}, true],
  [{ version: '23', runtime: 'Other', platform: 'darwin', warizan: '1' }, true],
  [{ engine: 'JavaScriptCore' }, false],
  [{ engineVersion: '12.5' }, false],
  [{ arch: 'arm64' }, false],
])('an engine that differs in %j computes the same: %j', (change, isSame) => {
  const other = { ...node, ...change };
  expect(isSameEngine(node, other)).toBe(isSame);
  const note = engineNote([node, node, other]);
  expect(note === null).toBe(isSame);
  if (note !== null) expect(note).toMatch(/^Runs were made by more than one engine\. .*may differ\.$/);
});
