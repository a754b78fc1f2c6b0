/**
 * What runs the program, and the engine in it: ECMAScript leaves the last bit of Math.log, Math.exp and
 * Math.cos to the engine, so that an experiment which uses them depends on it.
 */
export interface Runtime {
  /** `Node`, `Bun`, `Deno` */
  readonly runtime: string;
  readonly version: string;
  /** `V8`, `JavaScriptCore` */
  readonly engine: string;
  readonly engineVersion: string;
}

/** A machine on which (a part of) a study ran: what its numbers can depend on. */
export interface Environment extends Runtime {
  readonly warizan: string;
  readonly platform: string;
  readonly arch: string;
}

/** Reads `environment.json`, a list of environments; what is none is left out. */
export function readEnvironments(value: unknown): Environment[] {
  if (!Array.isArray(value)) return [];
  const entries: readonly unknown[] = value;
  return entries.flatMap((entry) => {
    if (typeof entry !== 'object' || entry === null) return [];
    const found = new Map<string, unknown>(Object.entries(entry));
    const text = (field: string): string => {
      const cell = found.get(field);
      return typeof cell === 'string' ? cell : 'unknown';
    };
    // Version 0.1.0 wrote the versions of Node and V8, whatever it ran on.
    const runtime = found.has('runtime')
      ? {
          runtime: text('runtime'),
          version: text('version'),
          engine: text('engine'),
          engineVersion: text('engineVersion'),
        }
      : { runtime: 'Node', version: text('node'), engine: 'V8', engineVersion: text('v8') };
    return [{ warizan: text('warizan'), ...runtime, platform: text('platform'), arch: text('arch') }];
  });
}

/** `Warizan 0.1.0 on Node 22.1.0 (V8 12.4), linux x64` */
export function environmentText({ warizan, platform, arch, ...runtime }: Environment): string {
  return `Warizan ${warizan} on ${runtimeText(runtime)}, ${platform} ${arch}`;
}

/** `Node 22.1.0 (V8 12.4)`; of a version that is a hash, as much as tells it from others. */
export function runtimeText({ runtime, version, engine, engineVersion }: Runtime): string {
  return `${runtime} ${version} (${engine} ${engineVersion.replace(/^([0-9a-f]{10})[0-9a-f]{30}$/, '$1')})`;
}

/**
 * Whether two environments compute the same bits as far as is known: the same engine on the same processor.
 */
export function isSameEngine(a: Environment, b: Environment): boolean {
  return a.engine === b.engine && a.engineVersion === b.engineVersion && a.arch === b.arch;
}

/**
 * What a reader must know of a study that ran in these environments; null where one engine made all of it.
 */
export function engineNote(environments: readonly Environment[]): string | null {
  const [first, ...others] = environments;
  if (others.every((other) => isSameEngine(first, other))) return null;
  return (
    'Runs were made by more than one engine. The experiments that ship have the same digits on each; one that takes logarithms, exponentials or ' +
    'cosines from Math may not, and where it amplifies rounding its runs may differ.'
  );
}
