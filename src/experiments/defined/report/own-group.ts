import { textOfCell } from '../../../report/cell.js';
import type { NamedCells } from '../../../report/named-cells.js';
import { groupName } from '../../../report/group-label.js';
import type { Group } from '../../../report/study-data.js';

/** Whether a row is about a setting. @param before what the columns that name it begin with */
export function isAbout({ identity }: Group, cell: NamedCells, before: '' | 'baseline_' = ''): boolean {
  return identity.every(([column, text]) => textOfCell(cell(`${before}${column}`)) === text);
}

/** What the page calls the setting of a row; '' where it has no runs. */
export function nameIn(groups: readonly Group[], cell: NamedCells, before: '' | 'baseline_' = ''): string {
  const own = groups.find((group) => isAbout(group, cell, before));
  return own === undefined ? '' : groupName(own);
}
