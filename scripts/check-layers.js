/**
 * Checks who imports whom, how long files are, what they are called, who writes files, and who loads the codecs.
 *
 * Import cycles, the length of functions and the number of parameters are Biome's part (biome.json).
 */

import { codecFaults } from './codec-rules.js';
import { layerFaults } from './layer-rules.js';
import { sourceFiles } from './sources.js';

const sources = sourceFiles();
const faults = [...layerFaults(sources), ...codecFaults(sources)];
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exit(1);
console.log(`layers: ${sources.length} files in order.`);
