import { trainOnKernel } from '../kernel/train.js';
import { float64 } from '../numeric/float64.js';
import { flattenWeights } from '../network/weights.js';
import { trialStreams } from '../random/streams.js';
import { renderSvg } from '../report/render.js';
import { trajectoryRecorder } from '../report/trajectory-recorder.js';
import { weightsFigure } from '../report/weights-figure.js';
import { judgeRun, type Trial } from '../study/trial.js';
import { shapeOfRecipe } from '../training/recipe.js';
import { initialWeights } from '../training/train.js';

/** Runs a trial once more, every step recorded, and draws it: weights against step, as SVG. */
export async function drawTrial({ recipe, rng, seed }: Trial): Promise<string> {
  const streams = trialStreams(rng, seed);
  const recorder = trajectoryRecorder(shapeOfRecipe(recipe), recipe.steps);
  const initial = initialWeights(float64, recipe, streams, null);
  const result = judgeRun(float64, recipe, trainOnKernel(recipe, initial, streams.samples, 1), ({ step, weights }) =>
    recorder.observe(step, flattenWeights(weights)),
  );
  return renderSvg(weightsFigure(recorder.trajectory(), { ...result, recipe: recipe.name, seed, rng }));
}
