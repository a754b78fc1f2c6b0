/**
 * Writes the formulas of the elementary functions down for plain numbers.
 *
 *     npm run formulas
 */
import { writeFileSync } from 'node:fs';
import { writtenFile, writtenFormulas } from './formulas/written.js';

writeFileSync(writtenFile, await writtenFormulas());
