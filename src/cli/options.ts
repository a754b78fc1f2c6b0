import { dirname } from 'node:path';
import { Option } from 'commander';
import { backends, chooseBackend, standardBackend, type BackendChoice } from '../numeric/backends.js';
import { catalogue as shipped, type Catalogue } from '../catalogue.js';
import { catalogueFrom } from '../plugins/load-plugin.js';
import { takePlugins, type WithoutPlugins } from '../plugins/named-plugins.js';
import { generators, standardGenerator } from '../random/generators.js';
import { largestSeed } from '../random/streams.js';
import { fileTrouble } from '../base/file-trouble.js';
import { InputError, quoted } from '../base/input-error.js';
import { parseJson, parseYaml } from '../study/parse-text.js';
import { anywhere, reachOf, type Reach, type ReachOptions } from '../study/reach.js';
import { namedRecipes } from '../training/named-recipes.js';
import { readRecipe, recipeNamed, requireRecipe } from '../training/read-recipe.js';
import type { Recipe } from '../training/recipe.js';
import { readInputText } from '../study/input-file.js';

/** Reads `--name VALUE` as an integer in [least, most]. @throws InputError */
export function integerOption(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (!/^[+-]?\d+$/.test(text) || !(value >= least && value <= most)) {
    throw new InputError(`${name}: ${quoted(text)}: must be a whole number from ${least} to ${most}`);
  }
  return value;
}

/** Reads `--seeds A..B` (or one seed). @throws InputError */
export function seedsOption(
  text: string,
  rng: string,
  { generators: known }: Catalogue,
): { readonly from: number; readonly to: number } {
  const match = /^(\d+)(?:\.\.(\d+))?$/.exec(text);
  const from = Number(match?.[1]);
  const to = Number(match?.[2] ?? match?.[1]);
  const largest = largestSeed(rng, known);
  if (match === null || !(from <= to && to <= largest) || to - from >= 1e7) {
    throw new InputError(
      `--seeds: ${quoted(text)}: must be A..B with 0 ≤ A ≤ B ≤ ${largest} and at most 10 million seeds`,
    );
  }
  return { from, to };
}

/** `--rng NAME` */
export function rngOption(): Option {
  return new Option('--rng <name>', `random generator: ${generators.names.join(', ')}, or a plugin's`).default(
    standardGenerator.name,
  );
}

/** `--plugin FILE`, which may be given again. */
export function pluginOption(): Option {
  return new Option('--plugin <file>', 'a module of yours with parts to name; may be given again').argParser(
    (file: string, before: readonly string[] | undefined) => [...(before ?? []), file],
  );
}

/** Options that name plugins, or recipe files that do. */
export interface PluginOptions extends ReachOptions {
  readonly plugin?: readonly string[] | undefined;
}

/**
 * What ships, what `--plugin` adds and what recipe files add that `--recipe` names.
 * @throws InputError where a plugin cannot be loaded
 */
export function catalogueOption(options: PluginOptions, recipes: readonly string[] = []): Promise<Catalogue> {
  return catalogueFrom(pluginsOf(options, recipes));
}

/** The files of those plugins. */
export function pluginsOf(options: PluginOptions, recipes: readonly string[] = []): readonly string[] {
  const named = recipes.filter(isRecipeFile).flatMap((file) => recipeFile(file, reachOf(file, options)).plugins);
  return [...new Set([...(options.plugin ?? []), ...named])];
}

/** `--backend NAME` and `--precision DIGITS` */
export function backendOptions(): Option[] {
  return [
    new Option('--backend <name>', `number system: ${backends.names.join(', ')}, or a plugin's`).default(
      standardBackend.name,
    ),
    new Option('--precision <digits>', 'decimal digits of decimal and mpfr (50 where not given)'),
  ];
}

/** Reads `--backend` and `--precision`. @throws InputError */
export function backendOption(name: string, digits: string | undefined, catalogue: Catalogue): BackendChoice {
  const precision = digits === undefined ? null : integerOption('--precision', digits, 1, 1e9);
  try {
    return chooseBackend(name, precision, catalogue.backends);
  } catch (error) {
    if (error instanceof InputError) throw new InputError(`--${error.message}`);
    throw error;
  }
}

/** The generator of that name. @throws InputError */
export function rngNamed(name: string, { generators: known }: Catalogue): string {
  if (!known.has(name)) throw new InputError(`--rng: ${quoted(name)}: known are ${known.names.join(', ')}`);
  return name;
}

/** Reads `--recipe NAME|FILE`: a shipped name first, else a JSON or YAML file. @throws InputError */
export function recipeOption(nameOrFile: string, catalogue: Catalogue = shipped): Recipe {
  return isRecipeFile(nameOrFile)
    ? readRecipe(recipeFile(nameOrFile, anywhere).value, catalogue)
    : recipeNamed(nameOrFile);
}

/** Whether `--recipe` names a file, and not a recipe that ships. */
export function isRecipeFile(nameOrFile: string): boolean {
  return !namedRecipes.has(nameOrFile) && /[./\\]/.test(nameOrFile);
}

/** What a recipe file holds, and the plugins that it names. */
function recipeFile(file: string, { code }: Reach): WithoutPlugins {
  const parse = /\.ya?ml$/i.test(file) ? parseYaml : parseJson;
  const value = readFileAs(parse, '--recipe', file);
  requireRecipe(value, `--recipe: ${quoted(file)}`);
  return takePlugins(value, dirname(file), `--recipe: ${file}`, code);
}

/** Reads `--initial FILE|JSON`. @throws InputError */
export function jsonOption(name: string, text: string): unknown {
  return /^\s*[[{"]/.test(text) ? parseJson(name, text) : readJsonFile(name, text);
}

/** Parses a JSON file. @throws InputError when it cannot be read or is not JSON */
export function readJsonFile(name: string, file: string): unknown {
  return readFileAs(parseJson, name, file);
}

function readFileAs(parse: typeof parseJson, name: string, file: string): unknown {
  let text: string;
  try {
    text = readInputText(file);
  } catch (error) {
    throw new InputError(`${name}: cannot read ${quoted(file)}: ${fileTrouble(error)}`);
  }
  return parse(`${name}: ${file}`, text);
}
