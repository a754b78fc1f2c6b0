/**
 * After tsc: puts into dist, as one file each, libraries that are many files or many packages, of which we
 * use little.
 *
 * stdlib its eight functions stand in 234 packages, 27 MB, nobody who installs Warizan should have to install
 * zod 95 files, 60 ms of CPU time to load, most of them error messages in other languages yaml 70 files, 35
 * ms simple-statistics 2 MB for its bisection
 *
 * Nothing is compressed or computed beforehand, so every result keeps its bits
 * (src/statistics/special-functions.test.ts compares them). Beside each goes a file of licences: that of
 * every package whose code is in it, and what their files say of the code that they were made of.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { rolldown } from 'rolldown';

const dist = join(import.meta.dirname, '..', 'dist');

/** Modules that are replaced by others: what nobody can ask for here. */
const replaced = {
  name: 'replaced',
  // stdlib's inverse of the incomplete beta function logs its steps with `debug` where DEBUG says so.
  resolveId: (id) => (id === 'debug' ? '\0debug' : null),
  load(id) {
    if (id === '\0debug') return 'module.exports = () => () => undefined;';
    // English is zod's own import; this is the list of all languages.
    return /zod\/v4\/locales\/index\.js$/.test(id) ? "export { default as en } from './en.js';" : null;
  },
};

/** One library in one file. @param input a module that imports it @param file where it goes */
async function bundle(title, input, file, plugins = []) {
  const built = await rolldown({
    input,
    platform: 'neutral',
    resolve: { mainFields: ['main'], conditionNames: ['import', 'default'] },
    plugins: [replaced, ...plugins],
    onLog(_level, log) {
      throw new Error(log.message);
    },
  });
  const { output } = await built.generate({
    format: 'esm',
    comments: false,
    minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
  });
  const [{ code, imports, modules }, ...others] = output;
  if (others.length > 0 || imports.length > 0) throw new Error(`${title} still imports ${imports.join(', ')}`);
  const licences = file.replace(/\.js$/, '.LICENSE.txt');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `// Bundled from ${title}: see ${licences.slice(licences.lastIndexOf('/') + 1)}\n${code}`);
  const sources = Object.keys(modules).filter((id) => packageOf(id) !== undefined && existsSync(id));
  writeFileSync(licences, licencesOf(sources));
}

/** The folder of a package in a path into node_modules. */
function packageOf(id) {
  return /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1];
}

function licencesOf(sources) {
  const packages = [...new Set(sources.map(packageOf))].sort();
  const licences = grouped(
    packages.flatMap((folder) => {
      const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
      const files = readdirSync(folder).filter((entry) => /^(licen[cs]e|notice)/i.test(entry));
      if (!files.some((entry) => /^licen[cs]e/i.test(entry))) throw new Error(`${name} has no licence`);
      return files.map((entry) => [`${name} ${version} (${entry})`, readFileSync(join(folder, entry), 'utf8').trim()]);
    }),
  );
  // stdlib's own header is that of its licence, which stands above; what other comments say of a licence is
  // about the code it was made of.
  const origins = grouped(
    sources.flatMap((id) =>
      (readFileSync(id, 'utf8').match(/\/\*[^]*?\*\//g) ?? [])
        .filter((comment) => /copyright|licen[cs]e/i.test(comment) && !comment.includes('@license Apache-2.0'))
        .map((comment) => [id.slice(id.lastIndexOf('node_modules/') + 'node_modules/'.length), comment]),
    ),
  );
  return [...licences, ...origins].join(`\n${'-'.repeat(80)}\n\n`);
}

/** Texts, each once, with the names of those that have it. */
function grouped(entries) {
  const names = new Map();
  for (const [name, text] of entries) names.set(text, [...(names.get(text) ?? []), name]);
  return [...names].map(([text, of]) => `${of.join('\n')}\n\n${text}\n`);
}

const special = join(dist, 'statistics', 'special-functions.js');
/**
 * Each of stdlib's functions is set up when it is first called: all of them take 10 ms, and most programs
 * call none.
 */
const whenCalled = {
  name: 'when-called',
  transform: (code, id) =>
    id === special
      ? code.replaceAll(/^import (\w+) from '([^']+)';$/gm, "const $1 = (...args) => require('$2')(...args);")
      : null,
};
await bundle('stdlib, https://stdlib.io', special, special, [whenCalled]);
// tsc's map is of another text.
rmSync(`${special}.map`);

const modules = readdirSync(dist, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.js'))
  .map((name) => join(dist, name));

for (const [name, site] of [
  ['zod', 'https://zod.dev'],
  ['yaml', 'https://eemeli.org/yaml'],
  ['simple-statistics', 'https://simple-statistics.github.io'],
]) {
  const imported = new RegExp(`^import \\{([^}]*)\\} from '${name}';$`, 'gm');
  const texts = modules.map((file) => [file, readFileSync(file, 'utf8')]);
  const users = texts.filter(([, text]) => text.includes(`from '${name}'`));
  if (users.length === 0) throw new Error(`nothing imports ${name}: it need not be bundled`);
  const names = users.flatMap(([, text]) => [...text.matchAll(imported)].flatMap(([, list]) => list.split(',')));
  const used = new Set(names.map((each) => each.split(' as ')[0].trim()).filter((each) => each !== ''));
  const entry = {
    name: 'entry',
    resolveId: (id) => (id === 'entry' ? join(dist, 'entry.js') : null),
    load: (id) => (id === join(dist, 'entry.js') ? `export { ${[...used].join(', ')} } from '${name}';` : null),
  };
  const file = join(dist, 'bundled', `${name}.js`);
  await bundle(`${name}, ${site}`, 'entry', file, [entry]);
  for (const [user, text] of users) {
    const path = relative(dirname(user), file);
    const specifier = path.startsWith('.') ? path : `./${path}`;
    const rewritten = text.replaceAll(`from '${name}';`, `from '${specifier}';`);
    if (rewritten.includes(`from '${name}'`))
      throw new Error(`${user}: ${name} is imported in a way this script does not know`);
    writeFileSync(user, rewritten);
  }
}
