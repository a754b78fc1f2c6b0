import { catalogue } from '../../src/catalogue.js';
import { unitLaws } from '../../src/testing/laws/unit-laws.js';
import { holds } from './holds.js';

holds(
  catalogue.units.entries,
  (unit) => unit.examples?.flatMap((options) => unitLaws(unit, { options })) ?? unitLaws(unit),
  60,
);
