import { catalogue } from '../../src/catalogue.js';
import { generatorLaws } from '../../src/testing/laws/generator-laws.js';
import { holds } from './holds.js';

holds(catalogue.generators.entries, (entry) => generatorLaws(entry), 40);
