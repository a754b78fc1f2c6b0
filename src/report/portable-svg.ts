import { fontFace, fontWeights } from './font-files.js';
import { html, trustedHtml } from './html.js';
import type { FigureWords } from './render-pdf.js';

/**
 * An SVG of ours that stands alone: it has a title and a description, and the fonts it uses are inside (Latin
 * letters), so that it looks the same where they are not installed. Its text stays text, to be found and
 * copied.
 */
export function portableSvg(svg: string, { title, alternative }: FigureWords): string {
  const end = svg.indexOf('>') + 1;
  const fonts = fontWeights
    .filter((weight) => weight === 400 || svg.includes(` font-weight="${weight}"`))
    .map(fontFace);
  const words = html`<title>${title}</title><desc>${alternative}</desc
    ><style>
      ${trustedHtml(fonts.join(''))}
    </style>`;
  return `${svg.slice(0, end - 1)} role="img">${words.toString()}${svg.slice(end)}`;
}
