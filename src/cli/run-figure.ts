import { renderSvg } from '../report/render.js';
import { trajectoryRecorder } from '../report/trajectory-recorder.js';
import { weightsFigure } from '../report/weights-figure.js';
import { runTrial, type Trial } from '../study/trial.js';
import { shapeOfRecipe } from '../training/recipe.js';

/** Runs a trial once more, every step recorded, and draws it: weights against step, as SVG. */
export async function drawTrial(trial: Trial): Promise<string> {
  const { recipe, rng, seed } = trial;
  const recorder = trajectoryRecorder(shapeOfRecipe(recipe), recipe.steps);
  const result = await runTrial(trial, {
    every: 1,
    onSnapshot: (snapshot) => recorder.observe(snapshot.step, snapshot.numbers()),
  });
  return renderSvg(weightsFigure(recorder.trajectory(), { ...result, recipe: recipe.name, seed, rng }));
}
