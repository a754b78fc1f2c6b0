import type { Figure } from '../../../report/figure.js';
import type { RecordedRun } from './trajectories-table.js';
import { groupDigits, showUserText } from '../../../report/user-text.js';
import { weightsChart } from './weights-figure.js';

/** The essay's figure of one chosen run. */
export function runFigure({ run, trajectory }: RecordedRun, index: number): Figure {
  const { chart, caption } = weightsChart(trajectory, run);
  const last = trajectory.weights[trajectory.weights.length - 1];
  const values = last.map((weight) => weight.toPrecision(3).replace('-', '−')).join(', ');
  const recipe = showUserText(run.recipe, 60);
  return {
    name: `weights-${index + 1}-${fileNamePart(run.recipe)}`,
    title: `Weights of a run of ${recipe}`,
    caption: `One panel a neuron: its incoming weights against the step. ${caption}`,
    alternative:
      `Weights of seed ${run.seed} of ${recipe} over ${groupDigits(trajectory.steps[trajectory.steps.length - 1])} steps, which ended as ` +
      `${showUserText(run.outcome, 24)}; at the end they are ${values}`,
    chart,
  };
}

/** A name as part of a file's name, whatever it contains. */
function fileNamePart(name: string): string {
  return name.replace(/[^\w-]+/g, '_').slice(0, 40);
}
