import type { z } from 'zod';

type Issue = Parameters<z.core.$ZodErrorMap>[0];

const kinds: Readonly<Partial<Record<string, string>>> = {
  string: 'text',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'an object',
  record: 'an object',
  int: 'a whole number',
  null: 'null',
};

/**
 * What would be right where a schema does not say so itself: our words for what the schema library finds,
 * since its own are about schemas. To be given to `safeParse`.
 */
export function schemaWords(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${kindOf(issue)}`;
    case 'too_small':
      return bound(issue.origin, issue.inclusive === false ? 'greater than' : 'at least', issue.minimum);
    case 'too_big':
      return bound(issue.origin, issue.inclusive === false ? 'less than' : 'at most', issue.maximum);
    case 'invalid_value':
      return `must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ')}`;
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}`;
    // Forms that schemas here say themselves what is right for.
    case 'unrecognized_keys':
    case 'invalid_union':
    case 'invalid_format':
    case 'invalid_key':
    case 'invalid_element':
    case 'custom':
      return 'is nothing that belongs here';
  }
}

function kindOf({ expected, input }: Extract<Issue, { code: 'invalid_type' }>): string {
  if (expected === 'number') return typeof input === 'number' ? 'a finite number' : 'a number';
  return kinds[expected] ?? expected;
}

/** What is counted in a value, one and several. */
const things: Readonly<Partial<Record<string, readonly [string, string]>>> = {
  string: ['character', 'characters'],
  array: ['entry', 'entries'],
  tuple: ['entry', 'entries'],
};

/** `must be at least 1`, `must have at most 64 entries` */
function bound(origin: string, relation: string, limit: number | bigint): string {
  const counted = things[origin];
  if (counted === undefined) return `must be ${relation} ${limit}`;
  return `must have ${relation} ${limit} ${counted[Number(limit) === 1 ? 0 : 1]}`;
}
