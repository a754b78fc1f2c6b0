import { dirname, join } from 'node:path';
import type { Page } from './page.js';
import type { Workplace } from './workplace.js';

/**
 * Brings the workplace to where a reader of the page is: in a project that has the package, or, where a
 * comment says so, in a clone of this repository (`<!-- reader in: clone -->`), or in the example whose page
 * it is (`<!-- reader in: example -->`).
 */
export function enterAsReader({ file, markers }: Page, workplace: Workplace): void {
  const place = markers.find(({ name }) => name === 'reader in')?.values[0] ?? 'project';
  const enter = places.get(place);
  if (enter === undefined)
    throw new Error(`${file}: a reader is in one of ${[...places.keys()].join(', ')}, not in ${place}`);
  enter(workplace, file);
}

const places: ReadonlyMap<string, (workplace: Workplace, file: string) => void> = new Map([
  ['project', (workplace) => workplace.enter(workplace.newProject())],
  ['clone', (workplace) => workplace.enter(workplace.clone)],
  ['example', (workplace, file) => workplace.enter(join(workplace.clone, dirname(file)))],
]);
