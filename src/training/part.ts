import type { Named, Registry } from '../base/registry.js';
import type { FieldsSchema } from '../base/schema.js';

/** What a recipe says of one of its parts: an entry by its kind, and that entry's own fields. */
export interface Setting {
  readonly kind: string;
  readonly [field: string]: unknown;
}

/**
 * An entry of an open set of a recipe's parts.
 * @typeParam S its setting, as its schema gives it
 */
export interface Part<S extends Setting = Setting> extends Named {
  /** One phrase on what it does. */
  readonly says: string;
  /** Reads a setting: `kind`, a literal, and fields of its own. */
  readonly setting: FieldsSchema<S>;
  /** Settings that reach what matters in it; generators of recipes draw from them. At least one. */
  readonly examples: readonly S[];
}

/** A part by its kind alone, or by its kind with its fields. */
export type Choice = string | Setting;

/** The kind of a choice. */
export function kindOf(choice: Choice): string {
  return typeof choice === 'string' ? choice : choice.kind;
}

/** A choice with its kind as a field. */
export function settingOf(choice: Choice): Setting {
  return typeof choice === 'string' ? { kind: choice } : choice;
}

/** The entry a choice names. @throws InputError where there is none */
export function entryOf<E extends Named>(known: Registry<E>, choice: Choice): E {
  return known.get(kindOf(choice));
}
