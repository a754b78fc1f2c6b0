import type { CellKind, Column, NumberKind } from '../../study/tables/column.js';
import { column } from '../../study/tables/result-columns.js';
import type { DeclaredExperiment } from './experiment-file.js';

export const anyNumber: NumberKind = { is: 'number' };
export const text: CellKind = { is: 'text' };

export const required = (own: Column): Column => ({ ...own, required: true });
export const namesOf = ({ identity }: DeclaredExperiment) => identity.map(({ name }) => name);

export function settingColumns({ identity }: DeclaredExperiment, prefix: '' | 'baseline_' = ''): readonly Column[] {
  return identity.map((own) => required(column(`${prefix}${own.name}`, own.says, kindOf(own), own.unit)));
}

/** The columns that say which two settings a row is about. */
export function pairColumns(declared: DeclaredExperiment): readonly Column[] {
  return [...settingColumns(declared), ...settingColumns(declared, 'baseline_')];
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
