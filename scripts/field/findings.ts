import { unpairedDifference } from '../../src/statistics/unpaired-difference.js';
import { belowThreshold, countOf, successesOf, type FieldModule } from './field-runs.js';
import { abstract2021, primerThreshold, replay, type Count, type Known } from './published.js';

/** The modules of a study, by their names. */
type Modules = ReadonlyMap<string, FieldModule>;

/** A question, and what was found. */
export type Finding = readonly [question: string, answer: string];

const textOf = ({ successes, trials }: Count): string => `${successes} of ${trials}`;
const listed = (modules: Modules): string =>
  [...modules]
    .map(([name, module]) => ({ name, count: countOf(module) }))
    .toSorted((a, b) => b.count.successes - a.count.successes)
    .map(({ name, count }) => `${name} ${textOf(count)}`)
    .join(', ');

/** How counts differ from known ones: side by side, and the least p-value. */
function against(modules: Modules, known: Known): string {
  const pairs = [...modules].flatMap(([name, module]) => {
    const other = known.counts[name];
    return other === undefined ? [] : [{ name, own: countOf(module), other }];
  });
  const least = Math.min(...pairs.map(({ own, other }) => unpairedDifference(own, other).pValue));
  const verdict = least < 0.05 ? 'not every difference is chance' : 'chance explains every difference';
  const counts = pairs.map(({ name, own, other }) => `${name} ${own.successes} for ${other.successes}`).join(', ');
  return `${counts}: ${verdict} (least p ${least.toFixed(3)})`;
}

/** The range in which the fewest runs of all modules learned. */
function hardestRange(modules: Modules): string {
  const ranges = new Map<string, Count>();
  for (const [range, runs] of [...modules.values()].flatMap((module) => [...module])) {
    const { successes, trials } = ranges.get(range) ?? { successes: 0, trials: 0 };
    ranges.set(range, { successes: successes + successesOf(runs), trials: trials + runs.length });
  }
  const [first] = [...ranges].toSorted(([, a], [, b]) => a.successes / a.trials - b.successes / b.trials);
  return `${first[0]}: ${textOf(first[1])}`;
}

/** Successes of modules that are in both studies. */
function beside(one: Modules, other: Modules): string {
  const shared = [...one].flatMap(([name, module]) => {
    const second = other.get(name);
    return second === undefined ? [] : [`${name} ${countOf(module).successes} → ${countOf(second).successes}`];
  });
  return shared.join(', ');
}

/** Modules that never learn in some range, with those ranges. */
function neverIn(modules: Modules): string {
  const names = [...modules].flatMap(([name, module]) => {
    const ranges = [...module].filter(([, runs]) => successesOf(runs) === 0).map(([range]) => range);
    return ranges.length === 0 ? [] : [`${name} in ${ranges.join(', ')}`];
  });
  return names.length === 0 ? 'none' : names.join('; ');
}

/** What the studies of division found. */
export function findings(division: Modules, redundancy: Modules, ours: Modules): readonly Finding[] {
  const strict = [...division].map(
    ([name, module]) => `${name} ${countOf(module).successes} → ${belowThreshold(module, primerThreshold(1e-4))}`,
  );
  return [
    ['Which modules learn to divide two numbers?', listed(division)],
    ['Is that what a replay in float64 found?', against(division, replay)],
    ['Which range is the hardest?', hardestRange(division)],
    ['And under the stricter threshold of the Primer, ε = 10⁻⁴?', strict.join(', ')],
    ['Are the published rates with 10 inputs reproduced?', against(redundancy, abstract2021)],
    ['What do eight inputs of noise and twice as many steps change?', beside(division, redundancy)],
    ['Which modules never learn in some range, with 10 inputs?', neverIn(redundancy)],
    ['And the complex logarithm?', `${listed(ours)}, of one sample a step; never: ${neverIn(ours)}`],
  ];
}
