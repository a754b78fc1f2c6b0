import type { CellKind, Column, NumberKind } from '../../study/tables/column.js';
import type { DeclaredExperiment } from './experiment-file.js';

export const count: NumberKind = { is: 'number', whole: true, from: 0, to: Number.MAX_SAFE_INTEGER };
export const share: NumberKind = { is: 'number', from: 0, to: 1 };
export const difference: NumberKind = { is: 'number', from: -1, to: 1 };
export const anyNumber: NumberKind = { is: 'number' };
export const text: CellKind = { is: 'text' };

export const column = (name: string, says: string, holds: CellKind, unit: string | null = null): Column => ({
  ...{ name, unit, says, holds },
});
export const required = (own: Column): Column => ({ ...own, required: true });
export const counts = (name: string, says: string): Column => required(column(name, says, count, 'runs'));

export const namesOf = ({ identity }: DeclaredExperiment) => identity.map(({ name }) => name);

export function settingColumns({ identity }: DeclaredExperiment, prefix: '' | 'baseline_' = ''): readonly Column[] {
  return identity.map((own) => required(column(`${prefix}${own.name}`, own.says, kindOf(own), own.unit)));
}

/** What a declared column holds. */
export function kindOf({ holds }: DeclaredExperiment['columns'][number]): CellKind {
  if (holds.is === 'any') return { is: 'any' };
  if (holds.is === 'text') return holds.among === undefined ? { is: 'text' } : { is: 'text', among: holds.among };
  const { whole, from, to, nan } = holds;
  return {
    is: 'number',
    ...(whole === undefined ? {} : { whole }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(nan === undefined ? {} : { nan }),
  };
}
