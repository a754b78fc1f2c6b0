import { isShallow } from './depth.js';

/** What a text holds as JSON; undefined where it is none, or is nested too deep. */
export function parsedJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return isShallow(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
