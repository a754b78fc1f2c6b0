import { catalogue } from '../../src/catalogue.js';
import { stepRuleLaws } from '../../src/testing/laws/step-rule-laws.js';
import { holds } from './holds.js';

holds(catalogue.stepRules.entries, (entry) => stepRuleLaws(entry), 50);
