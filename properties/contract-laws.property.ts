import { describe, test } from 'vitest';
import { catalogue } from '../src/catalogue.js';
import { backendLaws } from '../src/testing/laws/backend-laws.js';
import { generatorLaws } from '../src/testing/laws/generator-laws.js';
import type { Law } from '../src/testing/laws/law.js';
import { lossLaws } from '../src/testing/laws/loss-laws.js';
import { stepRuleLaws } from '../src/testing/laws/step-rule-laws.js';
import { unitLaws } from '../src/testing/laws/unit-laws.js';
import { runs } from './run-count.js';

/**
 * Every entry of every registry keeps the laws of its contract; a new entry is tested without being named
 * here.
 */
function holds(laws: readonly Law[], numRuns: number): void {
  for (const law of laws) test(law.name, () => law.check({ numRuns: runs(numRuns) }));
}

describe('units', () =>
  holds(
    catalogue.units.entries.flatMap((unit) => unitLaws(unit)),
    60,
  ));
describe('losses', () =>
  holds(
    catalogue.losses.entries.flatMap((loss) => lossLaws(loss)),
    100,
  ));
describe('step rules', () =>
  holds(
    catalogue.stepRules.entries.flatMap((rule) => stepRuleLaws(rule)),
    50,
  ));
describe('backends', () =>
  holds(
    catalogue.backends.entries.flatMap((backend) => backendLaws(backend)),
    40,
  ));
describe('generators', () =>
  holds(
    catalogue.generators.entries.flatMap((generator) => generatorLaws(generator)),
    40,
  ));
