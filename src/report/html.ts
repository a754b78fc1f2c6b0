import { harmless } from '../base/harmless-text.js';

/**
 * A piece of HTML. Only `html` and `trustedHtml` make one, so text cannot be taken for markup by mistake: a
 * string put into a template is escaped, whatever it contains.
 */
export class Html {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

/**
 * What a template takes: markup as it is, text and numbers escaped, lists one after the other, null as
 * nothing.
 */
export type HtmlPart = Html | string | number | null | readonly HtmlPart[];

/**
 * A template that escapes: html`<p title="${title}">${text}</p>`. Attribute values must stand in double
 * quotes. It is also right for SVG, where the same five characters are special. What would act in another
 * way, as marks of direction do, becomes � (`harmless`).
 */
export function html(literals: TemplateStringsArray, ...parts: readonly HtmlPart[]): Html {
  return new Html(literals.reduce((text, literal, k) => text + markupOf(parts[k - 1]) + literal));
}

/**
 * Takes markup as it is. For text that this program made and that is known to be well formed: a drawn SVG, a
 * style sheet.
 */
export function trustedHtml(markup: string): Html {
  return new Html(markup);
}

function markupOf(part: HtmlPart): string {
  if (part === null) return '';
  if (part instanceof Html) return part.toString();
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part));
  return part.map(markupOf).join('');
}

/** Text that is shown and does nothing. Line breaks and tabs, which `pre` shows, stay. */
function escaped(text: string): string {
  const shown = text.split(/([\r\n\t])/).map((part, k) => (k % 2 === 0 ? harmless(part) : part));
  return shown.join('').replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
