import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The weights of Source Sans 3 in use, as CSS has them: regular and semi-bold. */
export const fontWeights = [400, 600] as const;
export type FontWeight = (typeof fontWeights)[number];

/**
 * The file of a font with all its letters (Latin, Greek, Cyrillic), for renderers; `scripts/bundle.mjs` puts
 * it there.
 */
export function fontFile(weight: FontWeight): string {
  return join(fontFolder(), `source-sans-3-${weight}.ttf`);
}

/**
 * Source Sans 3 as a style rule with the font inside, Latin letters only (16 kB a weight): so text needs no
 * network and is as wide on every machine as the figures' layout took it to be. Other scripts are shown in
 * the reader's own fonts.
 */
export function fontFace(weight: FontWeight): string {
  const data = readFileSync(join(fontFolder(), `source-sans-3-latin-${weight}.woff2`)).toString('base64');
  return `@font-face { font-family: 'Source Sans 3'; font-weight: ${weight}; font-display: block; src: url(data:font/woff2;base64,${data}) format('woff2'); }\n`;
}

/** In the package: the nearest folder above this file with a package.json holds `dist/fonts`. */
function fontFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder);
  return join(folder, 'dist', 'fonts');
}
