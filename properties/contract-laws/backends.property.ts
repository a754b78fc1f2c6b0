import { catalogue } from '../../src/catalogue.js';
import { backendLaws } from '../../src/testing/laws/backend-laws.js';
import { holds } from './holds.js';

holds(catalogue.backends.entries, (entry) => backendLaws(entry), 40);
