import { longestCompiled } from '../../../compile/trace.js';
import type { Lanes } from '../../../compile/lanes.js';
import { SumKernel } from '../../../compile/sum-kernel.js';
import { recordTerms, type RecordedTerms, type SumProgram } from '../../../compile/sum-program.js';
import { coreSumsOf, sampleEvaluationOf, type EvaluationSums, type SumsOverSet } from '../../../training/evaluate.js';
import type { Parts } from '../../../training/parts.js';
import { unitOf, type Recipe } from '../../../training/recipe.js';
import type { SampleSet } from '../../../training/samples.js';
import { thetaLength } from '../../../units/parameter.js';

/**
 * The sums of a recipe's unit with a sample in each lane: those of the core, bit for bit. What cannot be
 * compiled the core adds up, and so it does until it is worth while.
 * @param worthwhile from so many samples of a set on
 */
export function sumsInLanes(recipe: Recipe, parts: Parts, lanes: Lanes, worthwhile: number): EvaluationSums {
  const core = coreSumsOf(recipe, parts);
  const { squares, fit } = programsOf(recipe, parts);
  return {
    squares: inLanes(squares, core.squares, lanes, worthwhile),
    fit: inLanes(fit, core.fit, lanes, worthwhile),
  };
}

/** What is added up of a recipe’s unit. A sample is its inputs, then its targets. */
export function programsOf(recipe: Recipe, parts: Parts): Readonly<Record<keyof EvaluationSums, SumProgram>> {
  const { sizes, parameters } = unitOf(recipe, parts);
  const size = thetaLength(parameters);
  const common = { size, inputs: sizes.inputs + sizes.outputs };
  const sampleOf = <T>(values: readonly T[]) => ({
    x: values.slice(0, sizes.inputs),
    target: values.slice(sizes.inputs),
  });
  return {
    squares: {
      ...{ ...common, sums: 1 },
      on: (n) => {
        const { squares } = sampleEvaluationOf(n, recipe, parts);
        return (theta, sample) => [squares(theta, sampleOf(sample))];
      },
    },
    fit: {
      ...{ ...common, sums: 1 + size },
      on: (n) => {
        const { squares, gradient } = sampleEvaluationOf(n, recipe, parts);
        return (theta, values) => {
          const sample = sampleOf(values);
          return [squares(theta, sample), ...gradient(theta, sample).map((g) => [g])];
        };
      },
    },
  };
}

function inLanes(program: SumProgram, core: SumsOverSet, lanes: Lanes, worthwhile: number): SumsOverSet {
  const seen = new WeakMap<SampleSet, number>();
  const kernels = new WeakMap<SampleSet, SumKernel>();
  let recorded: RecordedTerms | null | undefined;
  return (theta, set) => {
    const count = (seen.get(set) ?? 0) + set.size;
    seen.set(set, count);
    if (count < worthwhile) return core(theta, set);
    if (recorded === undefined) recorded = recordedOf(program);
    if (recorded === null) return core(theta, set);
    const kernel = kernels.get(set) ?? new SumKernel(program, recorded, lanes, samplesOf(set));
    kernels.set(set, kernel);
    return kernel.sumsAt(theta);
  };
}

/** null where the program cannot be recorded, or is too long to be compiled. */
function recordedOf(program: SumProgram): RecordedTerms | null {
  try {
    const recorded = recordTerms(program);
    return recorded.trace.recorded.length > longestCompiled ? null : recorded;
  } catch {
    return null;
  }
}

function samplesOf({ size, inputs, targets }: SampleSet): readonly (readonly number[])[] {
  const [I, O] = [inputs.length / size, targets.length / size];
  return Array.from({ length: size }, (_, k) => [
    ...inputs.subarray(k * I, (k + 1) * I),
    ...targets.subarray(k * O, (k + 1) * O),
  ]);
}
