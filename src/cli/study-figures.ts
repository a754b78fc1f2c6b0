import { join } from 'node:path';
import { renderPng } from '../report/render.js';
import { trialAt, type StudyDescription } from '../study/description.js';
import type { StudyStatistics } from '../study/statistics.js';
import { writeOutput } from './output-file.js';
import { drawTrial } from './run-figure.js';

/**
 * Draws the figures a study asks for. `weights`: the essay's figure for one run of each setup, the first that converged or else the
 * first.
 * @returns the names of the files
 */
export async function drawFigures(
  folder: string,
  description: StudyDescription,
  statistics: StudyStatistics,
): Promise<string[]> {
  if (!description.figures.includes('weights')) return [];
  const files: string[] = [];
  for (const [k, setup] of description.setups.entries()) {
    const svg = await drawTrial(trialAt(description, statistics.typicalTrial(k)));
    const name = `weights-${k + 1}-${fileName(setup.recipe.name)}`;
    writeOutput('--out', join(folder, `${name}.svg`), svg);
    writeOutput('--out', join(folder, `${name}.png`), renderPng(svg));
    files.push(`${name}.svg`, `${name}.png`);
  }
  return files;
}

/** A name as part of a file's name, whatever it contains. */
function fileName(name: string): string {
  return name.replace(/[^\w-]+/g, '_').slice(0, 40);
}
