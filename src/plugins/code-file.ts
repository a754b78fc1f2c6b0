import { basename } from 'node:path';
import type { CodeFile } from '../study/description.js';
import { moduleGraphHash } from './module-graph.js';

/** A module by its name and its content: where it lies says nothing of its runs. */
export function codeOf(file: string): CodeFile {
  return { file: basename(file), sha256: moduleGraphHash(file) };
}
