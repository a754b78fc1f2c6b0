/**
 * Puts the fonts that figures and pages need into `dist/fonts`, with their licence. Also what vitest runs
 * first, for tests without a build.
 */
import { copyFileSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const folder = resolve(import.meta.dirname, '..', 'dist', 'fonts');
const { resolve: find } = createRequire(import.meta.url);
const truetype = { 400: '400Regular/SourceSans3_400Regular', 600: '600SemiBold/SourceSans3_600SemiBold' };

export function copyFonts() {
  mkdirSync(folder, { recursive: true });
  for (const [weight, file] of Object.entries(truetype)) {
    copyFileSync(find(`@expo-google-fonts/source-sans-3/${file}.ttf`), join(folder, `source-sans-3-${weight}.ttf`));
    copyFileSync(
      find(`@fontsource/source-sans-3/files/source-sans-3-latin-${weight}-normal.woff2`),
      join(folder, `source-sans-3-latin-${weight}.woff2`),
    );
  }
  copyFileSync(find('@fontsource/source-sans-3/LICENSE'), join(folder, 'LICENSE.txt'));
}

export default copyFonts;
