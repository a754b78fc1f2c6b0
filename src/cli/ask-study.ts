import { InputError } from '../base/input-error.js';
import { studyRequestWithPlugins } from '../experiments/training/study-file.js';
import { isModuleName } from '../plugins/module-graph.js';
import { largestSeed } from '../random/streams.js';
import type { ReachOptions } from '../study/reach.js';
import { readSeeds } from '../study/seeds.js';
import type { AskedStudy } from './asked-study.js';
import { withBaselineRuns } from './baseline.js';
import { definedStudyFrom, isDefinedStudy, moduleStudy } from './defined-study.js';
import { backendOption, catalogueOption, pluginsOf, recipeOption, rngNamed } from './options.js';
import { settingOf } from './set-option.js';
import { trainingStudyFromFile, trainingStudyOf } from './training-study.js';

/** The options of `warizan study` that say what is studied. */
export interface AskingOptions extends ReachOptions {
  readonly recipe: readonly string[];
  readonly seeds?: string;
  readonly rng: string;
  readonly backend: string;
  readonly precision?: string;
  readonly plugin?: readonly string[];
  readonly set: readonly string[];
}

/**
 * The study that is asked for: by name, by file, by a module, or by options.
 * @param given whether an option stands on the command line @throws InputError
 */
export function askedStudy(
  study: string | undefined,
  options: AskingOptions,
  given: (option: string) => boolean,
): Promise<AskedStudy> {
  return study === undefined ? fromFlags(options) : fromNamed(study, options, given);
}

/** The study of a folder that Warizan has written. @throws InputError */
export async function studyOfFile(file: string): Promise<AskedStudy> {
  return isDefinedStudy(file)
    ? definedStudyFrom(file, { plugins: [] })
    : trainingStudyFromFile(await withBaselineRuns(await studyRequestWithPlugins(file)));
}

/** The study that a name, a file or a module stands for. */
async function fromNamed(
  study: string,
  options: AskingOptions,
  given: (option: string) => boolean,
): Promise<AskedStudy> {
  const { seeds, plugin: plugins = [], allowOutside } = options;
  const isOfModule = isModuleName(study);
  const misplaced = ['recipe', 'backend', 'precision', ...(isOfModule ? [] : ['rng', 'set'])].find(given);
  if (misplaced !== undefined) {
    const why = isOfModule ? 'goes with recipes' : 'a study file says this itself: change it there';
    throw new InputError(`--${misplaced}: ${why}`);
  }
  if (isOfModule) {
    return moduleStudy(study, { seeds, plugins, rng: options.rng, settings: [settingOf(options.set)] });
  }
  if (isDefinedStudy(study)) return definedStudyFrom(study, { seeds, plugins, allowOutside });
  const request = await studyRequestWithPlugins(study, { seeds, allowOutside }, plugins);
  return trainingStudyFromFile(await withBaselineRuns(request, { allowOutside }));
}

/** The same as from a file with these recipes and seeds. */
async function fromFlags(options: AskingOptions): Promise<AskedStudy> {
  if (options.recipe.length === 0) throw new InputError('--recipe: missing: name at least one, or a study file');
  if (options.seeds === undefined) throw new InputError('--seeds: missing: give first and last seed as A..B');
  const plugins = pluginsOf(options, options.recipe);
  const catalogue = await catalogueOption(options, options.recipe);
  const rng = rngNamed(options.rng, catalogue);
  return trainingStudyOf({
    recipes: options.recipe.map((recipe) => recipeOption(recipe, catalogue)),
    seeds: readSeeds('--seeds', options.seeds, largestSeed(rng, catalogue.generators)),
    rng,
    backend: backendOption(options.backend, options.precision, catalogue),
    ...(plugins.length === 0 ? {} : { catalogue, plugins }),
  });
}
