/** What a folder's JSON files say of its study. */
export interface StudyFile {
  /** As the user wrote it; null for none. */
  readonly title: string | null;
  /** The study as JSON, indented, as it is shown. */
  readonly json: string;
  /** All its fields by name, as it holds them. */
  readonly fields: ReadonlyMap<string, unknown>;
}

/**
 * Reads a study from a JSON value: a study file, or the header of a journal, which holds the description.
 * Null where it is no object. Only the title is understood here; the rest is shown as it is, so studies of
 * every version can be read.
 */
export function readStudyFile(value: unknown): StudyFile | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  if ('description' in value && 'warizan' in value) return readStudyFile(value.description);
  const title = 'title' in value && typeof value.title === 'string' && value.title.trim() !== '' ? value.title : null;
  const fields = new Map<string, unknown>(Object.entries(value));
  return { title, json: JSON.stringify(value, null, 2), fields };
}
