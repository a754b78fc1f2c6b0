import type { Runtime } from '../report/environment.js';

/** How a runtime tells its own version and its engine's in `process.versions`. */
interface RuntimeKind {
  readonly name: string;
  readonly key: string;
  readonly engine: string;
  readonly engineKey: string;
}

/** Bun and Deno say which Node they stand in for as well, so they come first. */
const kinds: readonly RuntimeKind[] = [
  { name: 'Bun', key: 'bun', engine: 'JavaScriptCore', engineKey: 'webkit' },
  { name: 'Deno', key: 'deno', engine: 'V8', engineKey: 'v8' },
  { name: 'Node', key: 'node', engine: 'V8', engineKey: 'v8' },
];

/** The runtime that has these `process.versions`. */
export function runtimeOf(versions: Readonly<Record<string, string | undefined>>): Runtime {
  const kind = kinds.find(({ key }) => versions[key] !== undefined);
  if (kind === undefined)
    return { runtime: 'unknown', version: 'unknown', engine: 'unknown', engineVersion: 'unknown' };
  return {
    runtime: kind.name,
    version: versions[kind.key] ?? 'unknown',
    engine: kind.engine,
    engineVersion: versions[kind.engineKey] ?? 'unknown',
  };
}
