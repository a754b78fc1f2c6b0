import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import { harmless } from '../base/harmless-text.js';
import { html, trustedHtml } from './html.js';

const special = fc.string({ unit: fc.constantFrom('<', '>', '&', '"', "'", 'a', ' ', '=') });

/** What a parser makes of text with our five character references. */
function shown(markup: string): string {
  return markup.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
}

describe('the html template', () => {
  property([fc.oneof(fc.string({ unit: 'binary' }), special)])(
    'shows text as it is and lets none of it act',
    (text) => {
      const markup = html`${text}`.toString();
      expect(markup).not.toMatch(/[<>"']|&(?!#\d+;)/);
      expect(shown(markup).replace(/[\r\n\t]/g, '�')).toBe(harmless(text));
      // A browser shows what a parser makes of it: the characters that act are gone, in `pre` as anywhere.
      expect(markup).not.toMatch(/(?![\r\n\t])\p{Cc}|[\u200B\u202A-\u202E\u2066-\u2069\uFEFF]/u);
    },
  );

  test('keeps markup, joins lists, drops null', () => {
    const items = ['a', '<b>'].map((text) => html`<li>${text}</li>`);
    const list = html`<p title="${'"'}">${items}${null}${3}${trustedHtml('<hr>')}</p>`;
    expect(list.toString()).toBe('<p title="&#34;"><li>a</li><li>&#60;b&#62;</li>3<hr></p>');
  });
});
