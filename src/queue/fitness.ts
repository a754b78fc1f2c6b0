import { InputError, messageOf } from '../base/input-error.js';
import type { UserModules } from '../workshop.js';
import { readAnnouncement } from './announcement.js';
import { ownModules, type Own } from './own-modules.js';
import { asLine } from './worker-name.js';

/** What a worker takes part in a study with, or why it does not. */
export type Fitness =
  { readonly modules: UserModules; readonly why: null } | { readonly modules: null; readonly why: string };

/** Whether a worker can take part in the study that is announced. @param text of the announcement */
export async function fitness(text: string, own: Own): Promise<Fitness> {
  const announcement = readAnnouncement(text);
  if (announcement === null) {
    return { modules: null, why: `does not understand what the study says: it has warizan ${own.program}` };
  }
  try {
    return { modules: await ownModules(announcement, own), why: null };
  } catch (error) {
    const why = error instanceof InputError ? error.message : `cannot load its modules: ${messageOf(error)}`;
    return { modules: null, why: asLine(why) };
  }
}
