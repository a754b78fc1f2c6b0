import { catalogue } from '../../src/catalogue.js';
import { lossLaws } from '../../src/testing/laws/loss-laws.js';
import { holds } from './holds.js';

holds(catalogue.losses.entries, (entry) => lossLaws(entry), 100);
