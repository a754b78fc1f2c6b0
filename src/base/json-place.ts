const blanks = /[ \t\n\r]*/y;
/** A string but for its end: what may stand in it. */
const begunString = /"(?:[^"\\\u0000-\u001F]|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4}))*/y;
const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** What comes next: `next` is a comma or the end of what is open. */
type Wanted = 'value' | 'first value' | 'name' | 'first name' | 'colon' | 'next';

/**
 * Where a text stops being JSON, or its end: what stands there can be no part of JSON. Of a broken word or
 * escape that is where it begins. The engines do not say it of every text, and each in words of its own.
 */
export function jsonEnd(text: string): number {
  const open: ('{' | '[')[] = [];
  let wanted: Wanted = 'value';
  for (let at = endOf(blanks, text, 0); ; at = endOf(blanks, text, at)) {
    const sign = text.charAt(at);
    if (wanted === 'next') {
      const inner = open.at(-1);
      if (sign === closing(inner)) open.pop();
      else if (sign === ',' && inner !== undefined) wanted = inner === '{' ? 'name' : 'value';
      else return at;
      at++;
    } else if (wanted === 'colon') {
      if (sign !== ':') return at;
      wanted = 'value';
      at++;
    } else if (wanted.startsWith('first') && sign === closing(open.at(-1))) {
      open.pop();
      wanted = 'next';
      at++;
    } else if (!wanted.endsWith('name') && (sign === '{' || sign === '[')) {
      open.push(sign);
      wanted = sign === '{' ? 'first name' : 'first value';
      at++;
    } else {
      const isName = wanted.endsWith('name');
      const end = sign === '"' ? endOf(begunString, text, at) : isName ? at : endOf(scalar, text, at);
      if (end === at || (sign === '"' && text.charAt(end) !== '"')) return end;
      wanted = isName ? 'colon' : 'next';
      at = sign === '"' ? end + 1 : end;
    }
  }
}

function closing(open: '{' | '[' | undefined): string | null {
  return open === undefined ? null : open === '{' ? '}' : ']';
}

/** Where what a pattern finds at a place ends; the place itself where it finds nothing. */
function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return at + (pattern.exec(text)?.[0].length ?? 0);
}
