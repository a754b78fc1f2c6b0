/**
 * What the package holds of others, made after `tsc`: the fonts of its figures, and Vega and PDFKit as one
 * file each. So users install three files in place of a hundred packages and 60 MB of fonts and builds for
 * browsers. The licences of all of it lie beside.
 */
import { build } from 'esbuild';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { copyFonts } from './copy-fonts.mjs';

const root = resolve(import.meta.dirname, '..');
const dist = join(root, 'dist');

copyFonts();

const { metafile } = await build({
  entryPoints: ['vega', 'pdf'].map((name) => join(dist, 'report', `${name}-runtime.js`)),
  outdir: join(dist, 'report'),
  allowOverwrite: true,
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  minify: true,
  legalComments: 'none',
  metafile: true,
  banner: {
    js: "import{createRequire as warizanRequire}from'node:module';const require=warizanRequire(import.meta.url);",
  },
});

// The black boxes are two dozen files that `warizan/testing` loads: one file takes half the time.
await build({
  entryPoints: [join(dist, 'testing', 'gradient-cases.js')],
  outfile: join(dist, 'testing', 'gradient-cases.js'),
  allowOverwrite: true,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  minifySyntax: true,
  minifyWhitespace: true,
  sourcemap: true,
  sourcesContent: false,
});

/** Packages of which something is in a bundle. */
const packages = [
  ...new Set(
    Object.keys(metafile.inputs).flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []),
  ),
].sort();
const texts = packages.map((folder) => {
  const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
  const file = readdirSync(join(root, folder)).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file === undefined ? `Licence: ${license}` : readFileSync(join(root, folder, file), 'utf8').trim();
  return `${name} ${version}\n\n${text}\n`;
});
writeFileSync(join(dist, 'report', 'LICENSES.txt'), texts.join(`\n${'-'.repeat(80)}\n\n`));
