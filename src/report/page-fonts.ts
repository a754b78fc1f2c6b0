import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const weights = [400, 600];

/**
 * Source Sans 3 as style rules with the fonts inside, Latin letters only (32 kB): so a page needs no network, and text is as wide on every
 * machine as the figures' layout took it to be. Other scripts are shown in the reader's own fonts.
 */
export function fontFaces(): string {
  const { resolve } = createRequire(import.meta.url);
  return weights
    .map((weight) => {
      const file = resolve(`@fontsource/source-sans-3/files/source-sans-3-latin-${weight}-normal.woff2`);
      const data = readFileSync(file).toString('base64');
      return `@font-face { font-family: 'Source Sans 3'; font-weight: ${weight}; font-display: block; src: url(data:font/woff2;base64,${data}) format('woff2'); }\n`;
    })
    .join('');
}
