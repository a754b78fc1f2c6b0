import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { engineNote, environmentText, readEnvironments, type Environment } from '../report/environment.js';
import { runtimeOf } from './runtime.js';
import { engineChange, writeEnvironment } from './write-environment.js';

/** As the runtimes themselves say it; `npm run check:engines` asks the real ones. */
const bun = () =>
  runtimeOf({
    node: '26.3.0',
    bun: '1.4.5',
    webkit: 'd6375c72affe0f70222cdcb45012b10f0bf3a9d5',
    v8: '14.6.202.34-node.20',
  });
const deno = () => runtimeOf({ node: '26.3.0', deno: '2.9.6', v8: '15.0.245.2-rusty' });
const node = () => runtimeOf({ node: '20.20.2', v8: '11.3.244.8-node.38' });
const on = (runtime: ReturnType<typeof runtimeOf>, arch = 'x64'): Environment => ({
  warizan: '0.1.0',
  ...runtime,
  platform: 'linux',
  arch,
});

describe('the runtime is called by its own name', () => {
  test.each([
    [bun, 'Warizan 0.1.0 on Bun 1.4.5 (JavaScriptCore d6375c72af), linux x64'],
    [deno, 'Warizan 0.1.0 on Deno 2.9.6 (V8 15.0.245.2-rusty), linux x64'],
    [node, 'Warizan 0.1.0 on Node 20.20.2 (V8 11.3.244.8-node.38), linux x64'],
    [() => runtimeOf({}), 'Warizan 0.1.0 on unknown unknown (unknown unknown), linux x64'],
  ])('%#', (runtime, text) => {
    expect(environmentText(on(runtime()))).toBe(text);
  });
});

describe('environment.json', () => {
  const folder = mkdtempSync(join(tmpdir(), 'warizan-environment-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const content = (): unknown => JSON.parse(readFileSync(join(folder, 'environment.json'), 'utf8'));

  test('lists each environment once, and says which it had', () => {
    expect(writeEnvironment(folder, on(node()))).toEqual([]);
    expect(writeEnvironment(folder, on(bun()))).toEqual([on(node())]);
    expect(writeEnvironment(folder, on(node()))).toEqual([on(node()), on(bun())]);
    expect(content()).toEqual([on(node()), on(bun())]);
    expect(readEnvironments(content())).toEqual([on(node()), on(bun())]);
  });

  test('of version 0.1.0 is read as it was meant', () => {
    const old = [{ warizan: '0.1.0', node: '20.20.2', v8: '11.3.244.8-node.38', platform: 'linux', arch: 'x64' }];
    writeFileSync(join(folder, 'environment.json'), JSON.stringify(old));
    expect(writeEnvironment(folder, on(node()))).toEqual([on(node())]);
    expect(content()).toEqual([on(node())]);
  });

  test.each(['', '{', '{}', '[1, null]'])('%j holds none', (text) => {
    writeFileSync(join(folder, 'environment.json'), text);
    expect(writeEnvironment(folder, on(deno()))).toEqual([]);
    expect(content()).toEqual([on(deno())]);
  });
});

describe('a study that goes on under another engine', () => {
  test('is told of', () => {
    expect(engineChange([on(node())], on(bun()))).toBe(
      'begun under Node 20.20.2 (V8 11.3.244.8-node.38) on x64, this is Bun 1.4.5 (JavaScriptCore d6375c72af) on x64: ' +
        'last digits of what an experiment takes from Math can differ, and runs with them',
    );
    expect(engineChange([on(node())], on(node(), 'arm64'))).toContain('on arm64');
    expect(engineNote([on(node()), on(deno())])).toContain('more than one engine');
  });

  test('is not told of where the engine is the same, or nothing is known', () => {
    const newer = runtimeOf({ node: '20.20.9', v8: '11.3.244.8-node.38' });
    expect(engineChange([on(node()), on(bun())], on(newer))).toBeNull();
    expect(engineChange([], on(bun()))).toBeNull();
    expect(engineNote([on(node()), on(newer)])).toBeNull();
    expect(engineNote([])).toBeNull();
  });
});
