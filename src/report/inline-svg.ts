import { html, trustedHtml, type Html } from './html.js';

/**
 * An SVG of ours as part of an HTML page: one image with a text alternative. The roles and labels that Vega
 * gives the parts of a chart are taken out, since the parts of an image are not read.
 */
export function inlineSvg(svg: string, alternative: string): Html {
  const [root, ...rest] = splitTag(svg.replace(/<[^>]*>/g, withoutRoles));
  return html`${trustedHtml(root.replace(/ (?:xmlns(?::xlink)?|version|class)="[^"]*"/g, '').slice(0, -1))} role="img"
  aria-label="${alternative}">${trustedHtml(rest.join(''))}`;
}

function withoutRoles(tag: string): string {
  return tag.replace(/ (?:role|aria-[a-z]+|class|pointer-events)="[^"]*"/g, '').replace(/ font-family="[^"]*"/, '');
}

/** The opening tag and what follows. */
function splitTag(svg: string): [string, string] {
  const end = svg.indexOf('>') + 1;
  return [svg.slice(0, end), svg.slice(end)];
}
