import { catalogue } from '../catalogue.js';
import type { Word } from '../report/glossary.js';
import { isJsonObject, type JsonObject } from '../base/json-object.js';
import { recipeJsonSchema } from '../experiments/training/json-schemas.js';
import { failed } from '../study/experiment.js';
import { recipeExplanations } from '../training/recipe-explanations.js';

/** Values that a field's explanation names are words too: `projected`. */
const quotedWord = /'([a-z-]+)' ([^;]+)/g;

/**
 * The words that reports can explain, each as its owner has it: outcomes, recipes, and those fields of
 * recipes that a study varies. Names of other fields are left out: `interval` and `range` are words of
 * sentences too.
 * @param varied paths of fields
 */
export function knownWords(varied: readonly string[]): readonly Word[] {
  const words = (entries: Iterable<readonly [string, string]>) =>
    Array.from(entries, ([term, says]) => ({ term, says }));
  const names = new Set(varied.map((path) => path.slice(path.lastIndexOf('.') + 1)));
  const fields = names.size === 0 ? [] : fieldExplanations(recipeJsonSchema()).filter(([name]) => names.has(name));
  return [
    ...outcomes(),
    { term: failed.name, says: failed.says },
    ...words(recipeExplanations),
    ...words(fields),
    ...fields.flatMap(([, says]) => Array.from(says.matchAll(quotedWord), ([, term, rest]) => ({ term, says: rest }))),
  ];
}

/** Every outcome that a judge or a unit names. */
function outcomes(): readonly Word[] {
  const { judges, units } = catalogue;
  const judged = judges.entries.flatMap((judge) => judge.outcomes.filter((outcome) => outcome !== null));
  const caused = units.entries.flatMap(({ diagnosis }) => diagnosis?.outcomes ?? []);
  return [...judged, ...caused].map(({ name, says }) => ({ term: name, says }));
}

/**
 * Names and descriptions of the fields of a JSON Schema, at every depth. A field whose name means several
 * things is left out.
 */
function fieldExplanations(schema: JsonObject): [string, string][] {
  const found = new Map<string, string | null>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (!isJsonObject(value)) return;
    const { properties } = value;
    for (const [name, field] of Object.entries(isJsonObject(properties) ? properties : {})) {
      if (!isJsonObject(field) || typeof field['description'] !== 'string') continue;
      const says = field['description'];
      found.set(name, (found.get(name) ?? says) === says ? says : null);
    }
    Object.values(value).forEach(visit);
  };
  visit(schema['properties']);
  visit({ properties: schema['properties'] });
  return [...found].flatMap(([name, says]): [string, string][] => (says === null ? [] : [[name, says]]));
}
