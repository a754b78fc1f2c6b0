/** A machine on which (a part of) a study ran: what its numbers can depend on. */
export interface Environment {
  readonly warizan: string;
  readonly node: string;
  /** The engine: ECMAScript leaves the last bit of Math.log, Math.exp and Math.cos to it. */
  readonly v8: string;
  readonly platform: string;
  readonly arch: string;
}

const fields = ['warizan', 'node', 'v8', 'platform', 'arch'] as const;

/** Reads `environment.json`, a list of environments; what is none is left out. */
export function readEnvironments(value: unknown): Environment[] {
  if (!Array.isArray(value)) return [];
  const entries: readonly unknown[] = value;
  return entries.flatMap((entry) => {
    if (typeof entry !== 'object' || entry === null) return [];
    const found = new Map<string, unknown>(Object.entries(entry));
    const [warizan, node, v8, platform, arch] = fields.map((field) => {
      const text = found.get(field);
      return typeof text === 'string' ? text : 'unknown';
    });
    return [{ warizan, node, v8, platform, arch }];
  });
}

/** `Warizan 0.1.0 on Node 22.1.0 (V8 12.4), linux x64` */
export function environmentText({ warizan, node, v8, platform, arch }: Environment): string {
  return `Warizan ${warizan} on Node ${node} (V8 ${v8}), ${platform} ${arch}`;
}
